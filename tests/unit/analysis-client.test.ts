import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { deep, finished, running, wide } from "@/components/results/fixtures/traces";
import { type AnalysisClient, createAnalysisClient } from "@/lib/analysis/client";
import { NotRecorded, Superseded } from "@/lib/analysis/connection";
import { createLatestQuery, type QueryState } from "@/lib/analysis/latest-query";
import { treeDataOf } from "@/lib/analysis/layout/span-tree";
import { chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import { missingFrom } from "@/lib/analysis/needs";
import type { Question } from "@/lib/analysis/questions";
import { totalsByTask } from "@/lib/analysis/report/by-task";
import { figuresOf } from "@/lib/analysis/report/report";
import { answer } from "@/lib/analysis/testing/answer";
import { breakdownOf } from "@/lib/analysis/time/breakdown";
import { explainedPath } from "@/lib/analysis/time/path-steps";
import { type AnalysisPort, serveAnalysis, type ToAnalysisWorker } from "@/lib/analysis/worker";
import { traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";

const run = experiment({
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 4,
  items: 60,
  itemMs: 8,
  rounds: 6,
  startMs: 20,
});
const traces = [...run.traces.values()];
const [sequential, , pooled] = traces as [Trace, Trace, Trace];
const ADVICE = { type: "advice", report: run.report } as const;
const settings = { ...run.report.settings, cores: 8 };

const clients: AnalysisClient[] = [];
const clientOf = (start: () => Worker): AnalysisClient => {
  const client = createAnalysisClient(start);
  clients.push(client);
  return client;
};
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

/** A worker in this thread, at the other end of a channel like a real one. */
function workerHere(receive: (message: ToAnalysisWorker) => void = () => undefined) {
  const { port1, port2 } = new MessageChannel();
  const received: ToAnalysisWorker[] = [];
  const server: AnalysisPort = {
    postMessage: (message, transfer) => port2.postMessage(message, transfer),
    onmessage: null,
  };
  port2.onmessage = (event: MessageEvent<ToAnalysisWorker>) => {
    received.push(event.data);
    receive(event.data);
    server.onmessage?.(event);
  };
  serveAnalysis(server);
  const terminate = vi.fn(() => port1.close());
  const worker = Object.assign(port1, { terminate }) as unknown as Worker;
  const sent = (type: ToAnalysisWorker["type"]) => received.filter((message) => message.type === type);
  return { worker, terminate, sent };
}

/** A worker that never answers; `fail` reports that it could not start, as a browser does. */
function silentWorker() {
  const target = new EventTarget();
  const terminate = vi.fn();
  const worker = Object.assign(target, { postMessage: vi.fn(), terminate, onmessage: null });
  return {
    worker: worker as unknown as Worker,
    terminate,
    fail: () => target.dispatchEvent(new Event("error")),
  };
}

describe("answers", () => {
  const advice = answer(traces, ADVICE);

  it("are plain data", () => expect(structuredClone(advice)).toEqual(advice));

  it("include what the traces show, and how close they are to the best possible", () => {
    const { columns, idealMs, findings } = advice;
    expect(columns.map((column) => column.strategy)).toEqual(["sequential", "dynamic", "pooled"]);
    expect(columns.map((column) => column.wallMs.n)).toEqual([6, 6, 6]);
    expect(idealMs).toBeGreaterThan(60);
    expect(idealMs).toBeLessThan(run.report.strategies[2]?.wallMs.median ?? 0);
    expect(findings.map(({ kind }) => kind)).toContain("workers");
  });

  it("scale only trials that ran on workers", () => {
    const scale = answer([pooled, sequential], { type: "scale", settings });
    expect(scale?.points.map(({ workers }) => workers)).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024,
    ]);
    expect(scale?.check.measuredMs).toBeGreaterThan(0);
    expect(structuredClone(scale)).toEqual(scale);
    expect(answer([sequential], { type: "scale", settings })).toBeUndefined();
  });

  it("are the same as on the page, for finished and for growing traces", async () => {
    const anyRun = fc.record({
      items: fc.integer({ min: 1, max: 40 }),
      workers: fc.integer({ min: 1, max: 4 }),
      itemMs: fc.integer({ min: 1, max: 9 }),
      strategy: fc.constantFrom("pooled" as const, "dynamic" as const, "sequential" as const),
      failed: fc.constantFrom(0, 0.2),
      retried: fc.constantFrom(0, 0.2),
    });
    const share = fc.double({ min: 0.1, max: 1, noNaN: true });
    const client = clientOf(() => workerHere().worker);
    await fc.assert(
      fc.asyncProperty(anyRun, share, async (options, part) => {
        const recording = wide(options);
        for (const trace of [finished(recording), running(recording, part)]) {
          const ask = <Q extends Question>(question: Q) => client.query([trace], question);
          expect(await ask({ type: "chart", mode: "workers" })).toEqual(chartDataOf(trace, "workers"));
          expect(await ask({ type: "chart", mode: "nested" })).toEqual(chartDataOf(trace, "nested"));
          expect(await ask({ type: "tree" })).toEqual(treeDataOf(trace));
          expect(await ask({ type: "path" })).toEqual(explainedPath(trace));
          expect(await ask({ type: "breakdown" })).toEqual(breakdownOf(trace));
          expect(await ask({ type: "tasks" })).toEqual(totalsByTask(trace));
          expect(await ask({ type: "figures", timerStepMs: 0.1 })).toEqual(figuresOf(trace, 0.1));
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("sending traces", () => {
  it("happens once for all questions about one version", async () => {
    const { worker, sent } = workerHere();
    const client = clientOf(() => worker);
    const whole = await client.query(traces, ADVICE);
    expect(whole.findings).toEqual(answer(traces, ADVICE).findings);
    const columns = sent("trace").filter((message) => "part" in message && message.part.id);
    await Promise.all([
      client.query([pooled], { type: "tree" }),
      client.query([pooled, sequential], { type: "scale", settings }),
    ]);
    expect(sent("trace").filter((message) => "part" in message && message.part.id)).toHaveLength(
      columns.length,
    );
    expect(columns).toHaveLength(3);
  });

  it("replaces an older version of the same trial", async () => {
    const { worker, sent } = workerHere();
    const client = clientOf(() => worker);
    const recording = wide({ items: 20, workers: 2, itemMs: 1 });
    await client.query([running(recording, 0.5)], { type: "tree" });
    expect(await client.query([finished(recording)], { type: "tree" })).toEqual(
      treeDataOf(finished(recording)),
    );
    expect(sent("forget")).toHaveLength(1);
  });

  it("does not take the page's columns, and sends many lanes in parts", async () => {
    const { worker, sent } = workerHere();
    const trace = finished(wide({ items: 9_000, workers: 2, itemMs: 1, strategy: "dynamic" }));
    const { layout } = await clientOf(() => worker).query([trace], { type: "chart", mode: "workers" });
    expect(sent("trace").length).toBeGreaterThan(3);
    expect(layout).toEqual(chartDataOf(trace, "workers").layout);
    expect(trace.started).toHaveLength(trace.count);
  });
});

describe("the client", () => {
  it("works on the page if no worker starts", async () => {
    const silent = silentWorker();
    const client = clientOf(() => silent.worker);
    const trace = finished(deep(3, 2));
    const asked = [client.query([trace], { type: "tree" }), client.query(traces, ADVICE)] as const;
    // The worker fails once it has been asked to start.
    await Promise.resolve();
    silent.fail();
    expect(await asked[0]).toEqual(treeDataOf(trace));
    expect((await asked[1]).columns).toHaveLength(3);
    expect(silent.terminate).toHaveBeenCalled();
  });

  it("works on the page if workers are forbidden", async () => {
    const client = clientOf(() => {
      throw new DOMException("no origin", "SecurityError");
    });
    expect(await client.query([pooled], { type: "tree" })).toEqual(treeDataOf(pooled));
  });

  it("reports a worker that fails later, and starts another for the next question", async () => {
    const workers = [workerHere(), workerHere()] as const;
    let started = 0;
    const client = clientOf(() => {
      started += 1;
      return workers[started === 1 ? 0 : 1].worker;
    });
    await client.query([pooled], { type: "tree" });
    const asked = client.query(traces, ADVICE);
    await Promise.resolve();
    workers[0].worker.dispatchEvent(new Event("error"));
    await expect(asked).rejects.toThrow("The analysis worker failed");
    expect(await client.query([pooled], { type: "tree" })).toEqual(treeDataOf(pooled));
    expect(started).toBe(2);
  });

  it("cancels a question that is no longer wanted", async () => {
    const abort = new AbortController();
    const { worker, sent } = workerHere(({ type }) => type === "query" && abort.abort());
    const client = clientOf(() => worker);
    const asked = client.query(traces, ADVICE, abort.signal);
    const other = client.query([pooled], { type: "tree" });
    await expect(asked).rejects.toBeInstanceOf(Superseded);
    expect(await other).toEqual(treeDataOf(pooled));
    await vi.waitFor(() => expect(sent("cancel")).toHaveLength(1));
    await expect(client.query(traces, ADVICE, AbortSignal.abort())).rejects.toBeInstanceOf(Superseded);
  });

  it("ends its worker when it is disposed of", async () => {
    const { worker, terminate } = workerHere();
    const client = clientOf(() => worker);
    const asked = client.query(traces, ADVICE);
    client.dispose();
    await expect(asked).rejects.toBeInstanceOf(Superseded);
    expect(terminate).toHaveBeenCalledOnce();
  });

  it("answers views before models", async () => {
    const client = clientOf(() => workerHere().worker);
    const order: string[] = [];
    await Promise.all([
      client.query(traces, ADVICE).then(() => order.push("advice")),
      client.query([sequential], { type: "tree" }).then(() => order.push("tree")),
      client.query([pooled], { type: "figures", timerStepMs: 0.1 }).then(() => order.push("figures")),
    ]);
    expect(order.at(-1)).toBe("advice");
  });
});

describe("a recording without some times", () => {
  const bare = traceOf([
    { id: 0, kind: "workflow", issued: 0, started: 0, ended: 10, settled: 10 },
    { id: 1, parent: 0, issued: 1, started: 1, ended: 9, settled: 9, worker: 1 },
  ]);

  it("gets the list of what an answer would need", async () => {
    expect(missingFrom([bare], "tree")).toEqual([]);
    expect(missingFrom([bare], "chart")).toEqual([]);
    const missing = ["dispatched", "received", "lanes"];
    expect(missingFrom([bare], "breakdown")).toEqual(missing);
    const client = clientOf(() => workerHere().worker);
    const asked = client.query([bare], { type: "breakdown" });
    await expect(asked).rejects.toBeInstanceOf(NotRecorded);
    await expect(asked).rejects.toMatchObject({ missing });
  });

  it("lacks nothing if nothing of that kind happened", () => {
    for (const question of ["chart", "path", "breakdown", "tasks", "scale"] as const) {
      expect(missingFrom([running(wide({ items: 3, workers: 2, itemMs: 1 }), 0)], question)).toEqual([]);
      expect(missingFrom([pooled, sequential], question)).toEqual([]);
    }
  });
});

describe("the latest question", () => {
  type Tree = { readonly type: "tree" };
  const TREE: Tree = { type: "tree" };

  /** A client that answers when the test asks it to. */
  function heldClient() {
    const held: { trace: Trace | undefined; resolve: () => void; signal: AbortSignal | undefined }[] = [];
    const client = {
      query: (asked: readonly Trace[], _: Question, signal?: AbortSignal) =>
        new Promise<unknown>((resolve, reject) => {
          const [trace] = asked;
          held.push({ trace, signal, resolve: () => resolve(trace && treeDataOf(trace)) });
          signal?.addEventListener("abort", () => reject(new Superseded()));
        }),
      dispose: () => undefined,
    } as AnalysisClient;
    return { client, held };
  }
  const recording = wide({ items: 5, workers: 2, itemMs: 1 });
  const versions = [0.2, 0.4, 0.6, 0.8].map((share) => running(recording, share));
  const [one, two, , four] = versions as [Trace, Trace, Trace, Trace];

  it("waits for the previous answer, and skips questions that were replaced", async () => {
    const { client, held } = heldClient();
    const states: QueryState<Tree>[] = [];
    const latest = createLatestQuery<Tree>(client, (state) => states.push(state));
    for (const version of versions) latest.ask([version], TREE);
    expect(held.map(({ trace }) => trace)).toEqual([one]);
    held[0]?.resolve();
    await vi.waitFor(() => expect(held).toHaveLength(2));
    expect(states.at(-1)).toMatchObject({ traces: [one], pending: true });
    expect(held[1]?.trace).toBe(four);
    held[1]?.resolve();
    await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ traces: [four], pending: false }));
    latest.ask([two], TREE);
    expect(held).toHaveLength(3);
  });

  it("does not wait for an answer about another trial", async () => {
    const { client, held } = heldClient();
    const states: QueryState<Tree>[] = [];
    const latest = createLatestQuery<Tree>(client, (state) => states.push(state));
    latest.ask([one], TREE);
    latest.ask([sequential], TREE);
    expect(held.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
    held[1]?.resolve();
    await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ traces: [sequential], pending: false }));
    latest.stop();
    expect(states.at(-1)).toMatchObject({ value: undefined, pending: false });
  });
});
