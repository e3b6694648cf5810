import { describe, expect, it, vi } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { createAnalyst, Superseded } from "@/lib/playground/analyst";
import { createAnalyst as createHere, type Found, withoutTexts } from "@/lib/playground/analyst-api";

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
    const analyst = createAnalyst(
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
    const analyst = createAnalyst(() => (workers.shift() ?? second).worker);
    const old = analyst.load(found);
    void analyst.load(found).catch(() => undefined);
    await expect(old).rejects.toBeInstanceOf(Superseded);
    expect(first.terminate).toHaveBeenCalledOnce();
    analyst.dispose();
    expect(second.terminate).toHaveBeenCalledOnce();
  });
});
