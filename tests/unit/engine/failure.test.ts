import { describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import { FLAG_REUSED } from "@/lib/protocol/rows";
import { isSpan } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

const program = (
  body: string,
) => `import { task, dynamic, workflow, map, traced, group, sleep, context, launchPlan, random, meter, NonRecoverable, Queue, Process, Dir, File, environment, mapUnordered, starmap, cpuCount, compute } from "fanout";
${body}`;

const statuses = (trace: Trace, name: string) =>
  Array.from({ length: trace.count }, (_, row) => row)
    .filter(
      (row) =>
        trace.names[trace.name[row] as number] === name &&
        isSpan(trace, row) &&
        (trace.index[row] as number) >= 0,
    )
    .sort((a, b) => (trace.index[a] as number) - (trace.index[b] as number))
    .map((row) => STATUSES[trace.status[row] as number]);

const rowsOf = (trace: Trace, name: string) =>
  Array.from({ length: trace.count }, (_, row) => row).filter(
    (row) => trace.names[trace.name[row] as number] === name,
  );

describe.each(STRATEGIES)("under %s", (strategy) => {
  it("an error keeps its name, message, line and path", async () => {
    const { end } = await runProgram(
      program(`const leaf = task(async (x) => {
  throw new RangeError("too far: " + x);
}, { name: "leaf" });
const level = dynamic(async (x) => { return await leaf(x); }, { name: "level" });
export default workflow(async () => { return await level(7); }, { name: "entry" });`),
      strategy,
    );
    expect(end.status).toBe("failed");
    expect(end.error).toMatchObject({
      name: "RangeError",
      message: "too far: 7",
      path: ["entry", "level", "leaf"],
    });
    expect(end.error?.stack).toContain("main.ts:");
  });

  it("any value can be thrown, and caught", async () => {
    const { end } = await runProgram(
      program(`const thrower = task((i) => { throw [7, "text", null, undefined, { a: 1 }, new Error("e")][i]; }, { name: "thrower" });
export default workflow(async () => { const seen = []; for (let i = 0; i < 6; i++) { try { await thrower(i); } catch (error) { seen.push(error instanceof Error ? error.message : error === undefined ? "undefined" : error); } } return seen; }, { name: "entry" });`),
      strategy,
    );
    expect(end.output).toEqual([7, "text", null, "undefined", { a: 1 }, "e"]);
  });

  it("retries an item until it succeeds or throws NonRecoverable, with a row per attempt", async () => {
    const { end, trace } = await runProgram(
      program(`const flaky = task((i) => { if (context().attempt <= i) throw new Error("not yet"); return context().attempt; }, { name: "flaky", retries: { maxRetries: 3, delayMs: 1, backoff: "linear" } });
const never = task(() => { throw new NonRecoverable("no"); }, { name: "never", retries: 5 });
export default workflow(async () => { const got = await map(flaky, [0, 1, 2, 3]); let why = ""; try { await never(); } catch (error) { why = error.name + ": " + error.message; } return { got, why }; }, { name: "entry" });`),
      strategy,
    );
    expect(end.output).toEqual({ got: [1, 2, 3, 4], why: "NonRecoverable: no" });
    expect(rowsOf(trace, "flaky").filter((row) => (trace.index[row] as number) >= 0)).toHaveLength(
      1 + 2 + 3 + 4,
    );
    expect(rowsOf(trace, "never")).toHaveLength(1);
  });

  it("returns null for failed items if minSuccessRatio allows them, and fails as soon as it cannot be reached", async () => {
    const source = (ratio: number) =>
      program(`const odd = task(async (i) => { await sleep(1); if (i % 2) throw new Error("odd " + i); return i; }, { name: "odd" });
export default workflow(async () => map(odd, [0, 1, 2, 3, 4, 5], { minSuccessRatio: ${ratio}, chunkSize: 1 }), { name: "entry" });`);
    expect((await runProgram(source(0.5), strategy)).end.output).toEqual([0, null, 2, null, 4, null]);
    const { end, trace } = await runProgram(source(0.9), strategy, { workers: 1, maxParallelism: 1 });
    expect(end.error?.message).toBe("odd 1");
    expect(statuses(trace, "odd")).toEqual([
      "succeeded",
      "failed",
      "skipped",
      "skipped",
      "skipped",
      "skipped",
    ]);
  });

  it("finishRunnable runs the rest of a failed map, then fails", async () => {
    const { end, trace } = await runProgram(
      program(`const odd = task(async (i) => { if (i === 1) throw new Error("odd"); return i; }, { name: "odd" });
export default workflow(async () => map(odd, [0, 1, 2, 3], { chunkSize: 1 }), { name: "entry", failurePolicy: "finishRunnable" });`),
      strategy,
      { workers: 1, maxParallelism: 1 },
    );
    expect(end.error?.message).toBe("odd");
    expect(statuses(trace, "odd")).toEqual(["succeeded", "failed", "succeeded", "succeeded"]);
  });

  it("a task past its timeout fails with TimeoutError and is retried", async () => {
    const { end } = await runProgram(
      program(`const slow = task(async () => { if (context().attempt === 1) await sleep(5000); return context().attempt; }, { name: "slow", timeout: 30, retries: 1 });
export default workflow(async () => slow(), { name: "entry" });`),
      strategy,
    );
    expect(end).toMatchObject({ status: "succeeded", output: 2 });
  });

  it("traced calls are reused when their task is retried", async () => {
    const { end, trace } = await runProgram(
      program(`let calls = 0;
const ask = traced(async (x) => { calls++; return x + random(); }, { name: "ask" });
const refine = task(async (x) => { const a = await ask(x); const b = await ask(x); if (context().attempt < 3) throw new Error("again"); return [a, b, a !== b]; }, { name: "refine", retries: 2 });
export default workflow(async () => refine(1), { name: "entry" });`),
      strategy,
    );
    expect(end.status).toBe("succeeded");
    expect((end.output as unknown[])[2]).toBe(true);
    const replayed = rowsOf(trace, "ask").filter((row) => ((trace.flags[row] as number) & 2) !== 0);
    expect(replayed).toHaveLength(4);
    expect(rowsOf(trace, "ask")).toHaveLength(6);
  });

  it("shares identical cached calls in flight and takes them from the cache in the next run", async () => {
    const source =
      program(`const slow = task(async (x) => { await sleep(5); return x * 2; }, { name: "slow", cache: true });
export default workflow(async () => (await Promise.all([slow(1), slow(1), slow(2)])).concat(await map(slow, [1, 2, 3])), { name: "entry" });`);
    const first = await runProgram(source, strategy);
    expect(first.end.output).toEqual([2, 2, 4, 2, 4, 6]);
    const ran = (trace: Trace) =>
      rowsOf(trace, "slow").filter(
        (row) => ((trace.flags[row] as number) & 1) === 0 && (trace.kind[row] as number) === 3,
      ).length;
    expect(ran(first.trace)).toBe(3);
    const second = await runProgram(source, strategy, { cache: first.end.cache });
    expect(second.end.output).toEqual([2, 2, 4, 2, 4, 6]);
    expect(ran(second.trace)).toBe(0);
    expect(
      (await runProgram(source.replace("x * 2", "x * 3"), strategy, { cache: first.end.cache })).end.output,
    ).toEqual([3, 3, 6, 3, 6, 9]);
  });

  it("resumes a failed run: what succeeded does not run again", async () => {
    const source = (checks: string) =>
      program(`const step = task((x) => x + 1, { name: "step" });
const check = task((xs) => { ${checks} return xs.length; }, { name: "check" });
export default workflow(async () => { const first = await step(0); const xs = await map(step, [first, 2, 3], { chunkSize: 1 }); return check(xs); }, { name: "entry" });`);
    const failed = await runProgram(source('throw new Error("bad");'), strategy);
    expect(failed.end.status).toBe("failed");
    const prior = new Map(failed.end.results.map(({ name, value }) => [name, value]));
    const again = await runProgram(source(""), strategy, { prior });
    expect(again.end.output).toBe(3);
    const isReused = (row: number) => ((again.trace.flags[row] as number) & FLAG_REUSED) !== 0;
    const steps = rowsOf(again.trace, "step").filter(
      (row) => again.trace.kind[row] === KINDS.indexOf("task"),
    );
    expect(steps).toHaveLength(4);
    expect(steps.filter((row) => !isReused(row))).toEqual([]);
  });

  it("reuses nothing where the code of a task or the arguments have changed", async () => {
    const source = (added: number, from: number) =>
      program(`const step = task((x) => x + ${added}, { name: "step" });
export default workflow(async () => { const xs = await map(step, [${from}, 2], { chunkSize: 1 }); if (${added + from} === 1) throw new Error("bad"); return [...xs, await step(1)]; }, { name: "entry" });`);
    const failed = await runProgram(source(1, 0), strategy);
    const prior = new Map(failed.end.results.map(({ name, value }) => [name, value]));
    expect(prior.size).toBe(2);
    const outputOf = async (added: number, from: number) =>
      (await runProgram(source(added, from), strategy, { prior })).end.output;
    expect(await outputOf(10, 0)).toEqual([10, 12, 11]);
    expect(await outputOf(1, 5)).toEqual([6, 3, 2]);
  });

  it("runs a single task again", async () => {
    const { end } = await runProgram(
      program(
        `const step = task((x) => x + 1, { name: "step" }); export default workflow(async () => step(1), { name: "entry" });`,
      ),
      strategy,
      {
        only: { task: "step", given: "[41]" },
      },
    );
    expect(end.output).toBe(42);
  });

  it("carries artifacts through tasks at any depth", async () => {
    const { end } = await runProgram(
      program(`const write = task(async (text) => { const dir = new Dir("out"); await dir.write("a/b.txt", text); return { nested: [dir] }; }, { name: "write" });
const add = dynamic(async (given) => { const more = await write("more"); await given.nested[0].write("c.txt", await more.nested[0].read("a/b.txt")); return given.nested[0]; }, { name: "add" });
export default workflow(async () => { const dir = await add(await write("text")); return { dir, names: await dir.list(), text: await dir.read("c.txt") }; }, { name: "entry" });`),
      strategy,
    );
    expect(end.output).toMatchObject({ names: ["a/b.txt", "c.txt"], text: "more" });
  });

  it("queues and processes work under every strategy", async () => {
    const { end } = await runProgram(
      program(`export async function worker(input, output) { let sum = 0; for await (const x of input) sum += x; await output.put(sum); }
export default workflow(async () => { const input = new Queue(); const output = new Queue(); const ps = [new Process(worker, input, output), new Process(worker, input, output)]; for (const p of ps) await p.start(); for (let i = 1; i <= 10; i++) await input.put(i); await input.close(); for (const p of ps) await p.join(); return (await output.get()) + (await output.get()); }, { name: "entry" });`),
      strategy,
    );
    expect(end).toMatchObject({ status: "succeeded", output: 55 });
  });

  it("returns unordered results as they finish, and spreads tuples", async () => {
    const { end } = await runProgram(
      program(`const wait = task(async (ms) => { await sleep(ms); return ms; }, { name: "wait" });
const add = task((a, b) => a + b, { name: "add" });
export default workflow(async () => { const seen = []; for await (const { index, key, value } of mapUnordered(wait, [30, 1], { key: (ms) => "k" + ms })) seen.push([index, key, value]); return { seen: seen.sort((a, b) => a[0] - b[0]), first: seen.length, sums: await starmap(add, [[1, 2], [3, 4]]) }; }, { name: "entry" });`),
      strategy,
    );
    expect(end.output).toEqual({
      seen: [
        [0, "k30", 30],
        [1, "k1", 1],
      ],
      first: 2,
      sums: [3, 7],
    });
  });

  it("nests 200 levels without a deadlock, and names the bound", async () => {
    const deep = (levels: number) =>
      program(`const down = dynamic(async (n) => { if (n === 0) return 0; const below = await down(n - 1); return below + 1; }, { name: "down" });
export default workflow(async () => down(${levels}), { name: "entry" });`);
    const { end, host } = await runProgram(deep(200), strategy, { workers: 2 });
    expect(end).toMatchObject({ status: "succeeded", output: 200 });
    expect(host.mostAlive).toBeLessThanOrEqual(65);
    expect((await runProgram(deep(300), strategy)).end.error?.message).toContain("more than 256 levels");
  });

  it("ends at Stop with what was recorded", async () => {
    const { end, trace, host } = await runProgram(
      program(
        `const long = task(async () => { await sleep(60000); }, { name: "long" }); export default workflow(async () => long(), { name: "entry" });`,
      ),
      strategy,
      { recorded: (trial) => trial.stop() },
    );
    expect(end.status).toBe("cancelled");
    expect(trace.count).toBeGreaterThan(0);
    expect(host.alive).toBe(0);
  });
});

describe("workers that die", () => {
  const source =
    program(`const piece = task(async (x) => { await sleep(20); return x; }, { name: "piece", retries: 1 });
export default workflow(async () => map(piece, [1, 2, 3, 4]), { name: "entry" });`);

  it.each(["dynamic", "pooled"] as const)(
    "are replaced under %s; their item is an interrupted attempt, and is retried",
    async (strategy) => {
      const { end, trace } = await runProgram(source, strategy, {
        workers: 2,
        before: (_, host) => host.killNext(15),
      });
      expect(end).toMatchObject({ status: "succeeded", output: [1, 2, 3, 4] });
      expect(trace.lanes.some((lane) => lane.end === "died")).toBe(true);
    },
  );

  it("fail their call with a message if it may not be retried", async () => {
    const { end } = await runProgram(source.replace(", retries: 1", ""), "dynamic", {
      workers: 1,
      before: (_, host) => host.killNext(10),
    });
    expect(end.error).toMatchObject({ name: "WorkerDied", message: "killed by the test" });
  });
});

describe("what cannot cross", () => {
  it.each(["dynamic", "pooled", "hybrid"] as const)("is named with its path under %s", async (strategy) => {
    const run = (body: string) => runProgram(program(body), strategy).then(({ end }) => end.error?.message);
    expect(
      await run(
        `const t = task((x) => 1, { name: "t" }); export default workflow(async () => t({ a: [1, () => 2] }), { name: "entry" });`,
      ),
    ).toContain("`arguments[0].a[1]` is a function");
    expect(
      await run(
        `const t = task(() => ({ deep: { fn() {} } }), { name: "t" }); export default workflow(async () => t(), { name: "entry" });`,
      ),
    ).toContain("`result.deep.fn` is a function");
  });
});
