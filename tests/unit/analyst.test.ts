import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { deep, finished, running, wide } from "@/components/results/fixtures/traces";
import { createAnalysisClient, Superseded } from "@/lib/analysis/client";
import { treeDataOf } from "@/lib/analysis/layout/span-tree";
import { chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import { totalsByTask } from "@/lib/analysis/report/by-task";
import { type PartTaker, sendWhole, withoutTexts } from "@/lib/analysis/send-trace";
import { breakdownOf } from "@/lib/analysis/time/breakdown";
import { criticalPathOf } from "@/lib/analysis/time/critical-path";
import { type AnalysisApi, createAnalysisWorker as createHere, type Found } from "@/lib/analysis/worker";
import type { Trace } from "@/lib/trace/trace";

const found: Found = experiment({
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 4,
  items: 60,
  itemMs: 8,
  rounds: 6,
  spawnMs: 20,
});

describe("what the analyst finds", () => {
  const analyst = createHere();
  const advice = analyst.load(found);

  it("is plain data", async () => {
    expect(structuredClone(await advice)).toEqual(await advice);
  });

  it("says which strategy to take, and how near it is to the best there can be", async () => {
    const { strategy, comparison, idealMs, sentences } = await advice;
    expect(strategy).toBe("pooled");
    expect(comparison.columns.map((column) => column.strategy)).toEqual(["sequential", "dynamic", "pooled"]);
    expect(comparison.columns.map((column) => column.wallMs.n)).toEqual([6, 6, 6]);
    expect(idealMs).toBeGreaterThan(60);
    expect(idealMs).toBeLessThan(found.report.strategies[2]?.wallMs.median ?? 0);
    expect(sentences.map(({ about }) => about)).toContain("strategy");
  });

  it("scales what ran on workers, and nothing else", async () => {
    const scale = await analyst.scale("pooled", {}, 16);
    expect(scale?.points.map(({ workers }) => workers)).toEqual([1, 2, 4, 8, 16]);
    expect(scale?.check.measuredMs).toBeGreaterThan(0);
    expect(await analyst.scale("sequential", {})).toBeUndefined();
    expect(await analyst.scale("hybrid", {})).toBeUndefined();
    expect(structuredClone(scale)).toEqual(scale);
  });

  it("finds the same without texts", async () => {
    const traces = new Map([...found.traces].map(([strategy, trace]) => [strategy, withoutTexts(trace)]));
    const bare = await createHere().load({ ...found, traces });
    expect(bare.sentences).toEqual((await advice).sentences);
  });

  it("has nothing to say before a run", () => expect(createHere().scale("pooled", {})).toBeUndefined());
});

describe("about one trace", () => {
  const anyRun = fc.record({
    items: fc.integer({ min: 1, max: 40 }),
    workers: fc.integer({ min: 1, max: 4 }),
    itemMs: fc.integer({ min: 1, max: 9 }),
    strategy: fc.constantFrom("pooled" as const, "dynamic" as const, "sequential" as const),
    failed: fc.constantFrom(0, 0.2),
    retried: fc.constantFrom(0, 0.2),
    share: fc.double({ min: 0.1, max: 1, noNaN: true }),
  });
  /** What arrives in another thread: a copy of what was sent, whose buffers the sender has lost. */
  const crossed = (api: AnalysisApi): AnalysisApi => ({
    ...api,
    part: (of, part) => api.part(of, structuredClone(part)),
  });
  const told = async (trace: Trace) => {
    const api = crossed(createHere());
    const send = async () => {
      await sendWhole(api, "it", trace);
      return "it";
    };
    return {
      chart: structuredClone(await api.chart(await send(), "workers")),
      nested: structuredClone(await api.chart(await send(), "nested")),
      tree: structuredClone(await api.tree(await send())),
      path: structuredClone(await api.path(await send())),
      breakdown: structuredClone(await api.breakdown(await send())),
      tasks: structuredClone(await api.tasks(await send())),
    };
  };

  it("is told what it is told here, of a finished run and of one that goes on", async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async ({ share, ...run }) => {
        const recording = wide(run);
        for (const trace of [finished(recording), running(recording, share)]) {
          expect(await told(trace)).toEqual({
            chart: chartDataOf(trace, "workers"),
            nested: chartDataOf(trace, "nested"),
            tree: treeDataOf(trace),
            path: criticalPathOf(trace),
            breakdown: breakdownOf(trace),
            tasks: totalsByTask(trace),
          });
        }
      }),
      { numRuns: 20 },
    );
  });

  it("crosses in parts where it is long, and is what it was afterwards", async () => {
    const trace = finished(wide({ items: 30_000, workers: 2, itemMs: 1 }));
    const parts: Partial<Trace>[] = [];
    const api = createHere();
    const taker: PartTaker = {
      part(of, part) {
        parts.push(part);
        return api.part(of, part);
      },
    };
    await sendWhole(taker, "long", trace);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(({ lanes = [] }) => lanes)).toEqual(trace.lanes);
    const { layout } = await api.chart("long", "workers");
    expect(layout.rows).toHaveLength(trace.count);
    expect(trace.started).toHaveLength(30_004);
    expect(
      chartDataOf(trace, "workers").layout.trackOf.every((track, row) => track === layout.trackOf[row]),
    ).toBe(true);
  });

  it("answers in the page where no worker starts", async () => {
    const silent = silentWorker();
    const moved = createAnalysisClient(
      () => silent.worker,
      async () => createHere(),
    );
    const trace = finished(deep(3, 2));
    const asked = moved.about(trace, (api, of) => api.tree(of));
    silent.fail();
    expect(await asked).toEqual(treeDataOf(trace));
  });
});

/** A worker that never answers; `fail` is what a browser does with one that cannot start. */
function silentWorker() {
  const target = new EventTarget();
  const terminate = vi.fn();
  const worker = Object.assign(target, { postMessage: vi.fn(), terminate, start: vi.fn() });
  return {
    worker: worker as unknown as Worker,
    terminate,
    fail: () => target.dispatchEvent(new Event("error")),
  };
}

describe("where the analyst works", () => {
  it("moves into the page where no worker starts, and takes the run along", async () => {
    const silent = silentWorker();
    const analyst = createAnalysisClient(
      () => silent.worker,
      async () => createHere(),
    );
    const loading = analyst.load(found);
    silent.fail();
    expect((await loading).strategy).toBe("pooled");
    expect(silent.terminate).toHaveBeenCalledOnce();
    expect((await analyst.scale("pooled", {}, 4))?.points).toHaveLength(3);
  });

  it("gives up what it is at when another run comes", async () => {
    const first = silentWorker();
    const second = silentWorker();
    const workers = [first, second];
    const analyst = createAnalysisClient(() => (workers.shift() ?? second).worker);
    const old = analyst.load(found);
    void analyst.load(found).catch(() => undefined);
    await expect(old).rejects.toBeInstanceOf(Superseded);
    expect(first.terminate).toHaveBeenCalledOnce();
    analyst.dispose();
    expect(second.terminate).toHaveBeenCalledOnce();
  });
});
