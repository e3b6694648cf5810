import { describe, expect, it } from "vitest";
import { MAX_SPANS } from "@/lib/model/limits";
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
