import { afterEach, describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import type { VirtualHost } from "@/lib/engine/testing/virtual-host";
import { STRATEGIES } from "@/lib/model/strategy";

const world = globalThis as {
  hang?: ((worker: number) => void) | undefined;
  later?: ((ms: number) => void) | undefined;
};

afterEach(() => {
  world.hang = undefined;
  world.later = undefined;
});

/** Bodies can hang their worker's thread. */
const before = (_: unknown, host: VirtualHost) => {
  // Once the message that announces the body has left.
  world.hang = (worker) => void host.after(1, () => host.workers.get(worker)?.hang());
};

const program = (
  entry: string,
) => `import { task, dynamic, workflow, map, sleep, context, group, traced, Process, environment } from "fanout";
const honest = task(async (i) => { await sleep(300); return [i, context().attempt]; }, { name: "honest" });
const stuck = task(async (i) => { if (i !== 0) globalThis.hang(context().worker); await sleep(i === 0 ? 1 : 1e7); return i; }, { name: "stuck", timeout: 100 });
const once = task(async () => { if (context().attempt === 1) { globalThis.hang(context().worker); await sleep(1e7); } return context().attempt; }, { name: "once", timeout: 100, retries: 1 });
const slow = task(async (ms) => { await sleep(ms); return ms; }, { name: "slow", timeout: 100 });
const calls = dynamic(async (ms) => { await honest(1); return ms; }, { name: "calls", timeout: 100 });
const loses = dynamic(async () => { honest(1); return 1; }, { name: "loses", timeout: 100 });
const late = dynamic(async () => { await sleep(150); await honest(9); }, { name: "late", timeout: 100 });
const settled = async (all) => (await Promise.allSettled(all)).map((one) => one.status === "fulfilled" ? one.value : one.reason.message);
export default workflow(async () => { ${entry} }, { name: "entry" });`;

const tooLong = (task: string) => `${task} exceeded its timeout of 100 ms`;

describe.each(["dynamic", "pooled"] as const)(
  "a body that holds its worker past its timeout, under %s",
  (strategy) => {
    it.each([1, 2, 8])(
      "fails alone; what else was on its worker runs again (concurrency %i)",
      async (concurrency) => {
        for (const workers of [1, 2]) {
          const { end } = await runProgram(
            program("return settled([honest(1), stuck(1), honest(2), ...[3, 4].map((i) => honest(i))]);"),
            strategy,
            { workers, concurrency, before },
          );
          expect(end.output).toEqual([[1, 1], tooLong("stuck"), [2, 1], [3, 1], [4, 1]]);
        }
      },
    );

    it("is retried as its task is", async () => {
      const { end } = await runProgram(program("return Promise.all([once(), honest(1)]);"), strategy, {
        before,
      });
      expect(end.output).toEqual([2, [1, 1]]);
    });

    it("fails its item of a map, and no other", async () => {
      const { end } = await runProgram(
        program("return map(stuck, [0, 1, 0, 0], { minSuccessRatio: 0.5 });"),
        strategy,
        { concurrency: 2, before },
      );
      expect(end.output).toEqual([0, null, 0, 0]);
    });

    it("fails the body around it where it runs inline", async () => {
      const source = program("return settled([wraps(), honest(1)]);").replace(
        "export default",
        'const wraps = dynamic(async () => map(stuck, [1], { strategy: "async" }), { name: "wraps" });\nexport default',
      );
      const { end } = await runProgram(source, strategy, { concurrency: 4, before });
      expect(end.output).toEqual([tooLong("stuck"), [1, 1]]);
    });
  },
);

describe.each(STRATEGIES)("a timeout, under %s", (strategy) => {
  it("fails its attempt after the same time, whatever it waits for", async () => {
    for (const body of [
      "slow(5000)",
      "calls(1)",
      "loses()",
      "late()",
      "map(slow, [5000])",
      'group("g", () => slow(5000))',
    ]) {
      const { end } = await runProgram(
        program(`const start = Date.now(); return ${body}.catch((error) => error.message);`),
        strategy,
        { concurrency: 8 },
      );
      const name = body.includes("slow") ? "slow" : body.slice(0, body.indexOf("("));
      expect(end.output).toBe(tooLong(name));
      // What the attempt had started ends by itself.
      expect(end.wallMs).toBeLessThan(500);
    }
  });

  it("makes its body's later calls never start", async () => {
    const { trace } = await runProgram(
      program("await late().catch(() => 0); await sleep(400); return 1;"),
      strategy,
    );
    const honest = Array.from({ length: trace.count }, (_, row) => row).filter(
      (row) =>
        trace.names[trace.name[row] as number] === "honest" && !Number.isNaN(trace.started[row] as number),
    );
    expect(honest).toEqual([]);
  });

  it("frees its slot for others, once", async () => {
    const { end } = await runProgram(
      program("return settled([calls(1), slow(5000), honest(2), honest(3), honest(4)]);").replace(
        'name: "entry"',
        'name: "entry", maxParallelism: 1',
      ),
      strategy,
      { workers: 1 },
    );
    expect(end.output).toEqual([tooLong("calls"), tooLong("slow"), [2, 1], [3, 1], [4, 1]]);
    expect(end.wallMs).toBeGreaterThan(900);
  });

  it("may be longer than 2³¹ ms, or Infinity; anything else that is no time is refused", async () => {
    const source = (timeout: string) =>
      `import { task, workflow, sleep } from "fanout";
const t = task(async (i) => { await sleep(20); return i; }, { name: "t", timeout: ${timeout} });
export default workflow(async () => t(1), { name: "entry" });`;
    for (const timeout of ["2 ** 31", "1e300", "Infinity"])
      expect((await runProgram(source(timeout), strategy)).end.output).toBe(1);
    for (const timeout of ["NaN", "-1", "0", '"5"', "-Infinity"])
      expect((await runProgram(source(timeout), strategy)).end.error?.message).toBe(
        "t: timeout must be a number of ms greater than 0",
      );
  });
});
