import { describe, expect, it } from "vitest";
import { MAX_SPANS } from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import { runProgram } from "./testing/run-program";

const program = (entry: string) => `import { task, workflow, map, sleep, Process } from "fanout";
const wait = task(async (x) => { await sleep(100); return x * 2; }, { name: "wait" });
const fails = task(async () => { throw new RangeError("boom"); }, { name: "fails" });
const starts = task(async (x) => { const process = new Process(wait, x); await process.start(); return await process.join(); }, { name: "starts", retries: 1 });
const start = async (fn, ...args) => { const process = new Process(fn, ...args); await process.start(); return process; };
export const plain = async (a, b) => { await sleep(100); return a + b; };
export default workflow(async () => { ${entry} }, { name: "entry" });`;

const bounds = (workers: number) => ({ bounds: { workers, spans: MAX_SPANS, tickMs: 50 } });

describe("processes", () => {
  it("run in parallel, each in its own worker, outside of pools and limits", async () => {
    const source = program(
      "const all = []; for (let i = 0; i < 4; i++) all.push(await start(wait, i)); all.push(await start(plain, 1, 2)); return Promise.all(all.map((one) => one.join()));",
    );
    for (const strategy of ["sequential", "pooled"] as const) {
      const { end, trace, host } = await runProgram(source, strategy, { workers: 1 });
      expect(end.output).toEqual([0, 2, 4, 6, 3]);
      expect(end.wallMs).toBeLessThan(200);
      const lanes = trace.lanes.filter(({ role }) => role === "process");
      expect(lanes.map(({ label, end }) => [label, end])).toEqual([
        ...Array.from({ length: 4 }, () => ["wait", "finished"]),
        ["plain", "finished"],
      ]);
      expect(host.alive).toBe(0);
    }
  });

  it("wait in order when no more workers may be alive", async () => {
    const source = program(
      "const all = []; for (let i = 0; i < 5; i++) all.push(await start(wait, i)); return Promise.all(all.map((one) => one.join()));",
    );
    const { end, trace, host } = await runProgram(source, "sequential", bounds(2));
    expect(end.output).toEqual([0, 2, 4, 6, 8]);
    expect(host.mostAlive).toBe(1 + 2);
    // Three rounds of 100 ms for five processes, two at a time.
    expect(Math.floor(end.wallMs / 100)).toBe(3);
    const started = trace.lanes.filter(({ role }) => role === "process").map(({ requested }) => requested);
    expect(started).toEqual([...started].sort((a, b) => a - b));
  });

  it("throw their error at the join", async () => {
    const { end } = await runProgram(program("const one = await start(fails); await one.join();"), "pooled");
    expect(end.error).toMatchObject({ name: "RangeError", message: "boom" });
  });

  it("are not started for a caller that is gone", async () => {
    const source = program(
      "const one = await start(wait, 9); const doubled = await map(starts, [1]); return [await one.join(), doubled];",
    );
    const { end, trace } = await runProgram(source, "pooled", {
      workers: 1,
      ...bounds(2),
      // The first attempt's process still waits for the entry's to end.
      before: (_, host) => host.killNext(50),
    });
    expect(end.output).toEqual([18, [2]]);
    const lanes = trace.lanes.map(({ role, end }) => [role, end]);
    expect(lanes.filter(([, end]) => end === "died")).toEqual([["pool", "died"]]);
    expect(lanes.filter(([role]) => role === "process")).toHaveLength(2);
  });

  it("fail at the join when their worker is lost, and free its place", async () => {
    const source = program(
      "const one = await start(wait, 1); const two = await start(wait, 2); let lost = ''; try { await one.join(); } catch (error) { lost = error.name; } return [lost, await two.join()];",
    );
    const { end } = await runProgram(source, "sequential", {
      ...bounds(1),
      before: (_, host) => host.killNext(50),
    });
    expect(end.output).toEqual(["WorkerDied", 4]);
  });
});

describe.each(STRATEGIES)("a process of a task, under %s", (strategy) => {
  const run = (options: string, body: string, entry: string) =>
    runProgram(
      `import { task, workflow, sleep, context, Process, NonRecoverable } from "fanout";
const f = task(async (x) => { ${body} }, { name: "f", ${options} });
const start = async (x) => { const process = new Process(f, x); await process.start(); return process; };
export default workflow(async () => { ${entry} }, { name: "entry" });`,
      strategy,
    );
  const join = "const one = await start(1); return one.join().catch((error) => error.name);";

  it("is retried as its task is, each time in a new worker", async () => {
    const body = "if (context().attempt < 3) throw new Error('no'); return [x, context().attempt];";
    const { end, trace } = await run("retries: { maxRetries: 2, delayMs: 30 }", body, join);
    expect(end.output).toEqual([1, 3]);
    expect(end.wallMs).toBeGreaterThan(60);
    expect(trace.lanes.filter(({ role }) => role === "process")).toHaveLength(3);
  });

  it("is not retried further than its task", async () => {
    expect((await run("retries: 1", "throw new RangeError('no');", join)).end.output).toBe("RangeError");
    const never = "if (context().attempt === 1) throw new NonRecoverable('no'); return 1;";
    expect((await run("retries: 3", never, join)).end.output).toBe("NonRecoverable");
  });

  it("fails after its task's timeout, alone", async () => {
    const both =
      "const late = await start(600); const early = await start(50); return [await late.join().catch((error) => error.name), await early.join()];";
    const { end } = await run("timeout: 100", "await sleep(x); return x;", both);
    expect(end.output).toEqual(["TimeoutError", 50]);
    expect(end.wallMs).toBeLessThan(250);
  });

  it("runs once in each process, also where its task is cached", async () => {
    const { end } = await run(
      "cache: true",
      "return context().worker;",
      "const [a, b] = [await start(1), await start(1)]; return (await a.join()) !== (await b.join());",
    );
    expect(end.output).toBe(true);
  });
});
