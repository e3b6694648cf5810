import { expect, it } from "vitest";
import type { CallMessage } from "@/lib/protocol/calls";
import { callBase, callPath, ENTRY_PATH, itemPath } from "@/lib/runner/host/identity";
import { argumentsOf, isIdentified, type ProgramName, reuseNamesOf, valuesOf } from "../programs";
import type { Session } from "../session";
import type { Suite } from "../suite";

export function identity({ open, programs }: Suite): void {
  /** Runs the entry with its calls on another runner, as the engine would: each item in a chunk, retried as its policy says. */
  async function onWorkers(driver: Session, worker: Session): Promise<unknown> {
    const running = driver.entry();
    let isOver = false;
    running.finally(() => {
      isOver = true;
    });
    for (let n = 0; ; n++) {
      await driver.runner.until(() => isOver || driver.all("call").length > n);
      const call = driver.all("call")[n];
      if (!call) return driver.valueOf(running);
      driver.settle(call, await runOn(worker, call));
    }
  }

  async function runOn(worker: Session, call: CallMessage): Promise<readonly unknown[]> {
    const values: unknown[] = [];
    for (const [i, args] of argumentsOf(programs, call.payload).entries()) {
      for (let attempt = 1; values.length === i; attempt++) {
        const index = call.map ? i : -1;
        const { path, trail } = call;
        const outcome = await worker.wait(worker.chunk(call.task, args, { index, attempt, path, trail }));
        if (outcome.failures.length === 0) values.push(...valuesOf(programs, outcome.payload));
      }
    }
    return values;
  }

  /** Names by which a run finds the results of the first call in an earlier one. */
  async function namesIn(program: ProgramName): Promise<readonly number[]> {
    const session = await open(program);
    session.entry();
    return reuseNamesOf(await session.next("call"), programs.program(program).versions);
  }

  it("gives the same random numbers inline and on workers, for items and for further attempts", async () => {
    const inline = await (await open("draws", { strategy: "sequential" })).value();
    const async = await (await open("draws", { strategy: "async" })).value();
    const remote = await onWorkers(await open("draws"), await open("draws", { worker: 1 }));
    expect(async).toEqual(inline);
    expect(remote).toEqual(inline);
    const drawn = (inline as number[][]).flat();
    expect(drawn).toHaveLength(12);
    // No two spans, and no two attempts of a span, draw the same numbers.
    expect(new Set(drawn).size).toBe(12);
    for (const number of drawn) expect(number >= 0 && number < 1).toBe(true);
    const other = await (await open("draws", { strategy: "sequential", seed: 2 })).value();
    expect((other as number[][]).flat().filter((number) => drawn.includes(number))).toEqual([]);
  });

  it("draws other numbers in another attempt", async () => {
    const draws = await open("draws", { worker: 1 });
    const drawnIn = async (attempt: number) => {
      const outcome = await draws.wait(draws.chunk("draw", [], { index: -1, attempt }));
      return valuesOf(programs, outcome.payload)[0];
    };
    expect(await drawnIn(1)).toEqual(await drawnIn(1));
    expect(await drawnIn(2)).not.toEqual(await drawnIn(1));
    // A call from another attempt is another call.
    const session = await open("tasks", { worker: 1 });
    const pathIn = async (attempt: number, n: number) => {
      session.chunk("parent", [1], { attempt, failuresAllowed: 1 });
      await session.runner.until(() => session.all("call").length === 2 * n);
      return session.all("call").at(-2)?.path;
    };
    const first = await pathIn(1, 1);
    expect(await pathIn(1, 2)).toBe(first);
    expect(await pathIn(2, 3)).not.toBe(first);
  });

  it("takes single calls from an earlier run under every strategy, and posts nothing", async () => {
    const prior = new Map((await namesIn("catches")).map((name) => [name, programs.encode(1000)]));
    for (const strategy of ["sequential", "async", "dynamic", "pooled", "hybrid"] as const) {
      const session = await open("catches", { strategy, prior });
      expect(await session.value()).toBe(1000);
      expect(session.all("call")).toEqual([]);
      expect(session.rows("double")).toMatchObject([
        { id: 1, parent: 0, kind: "task", status: "succeeded", strategy, flags: ["reused", "inline"] },
      ]);
    }
  });

  it("takes items of inline maps from an earlier run, and runs the others", async () => {
    const names = await namesIn("partial");
    const prior = new Map([1, 3].map((i) => [names[i] as number, programs.encode(i * 100)]));
    const session = await open("partial", { strategy: "sequential", prior });
    expect(await session.value({ ratio: 1 })).toEqual([0, 100, 2, 300, 4]);
    const reused = session.rows("odd").filter(({ flags }) => flags.includes("reused"));
    expect(reused.map(({ index }) => index)).toEqual([1, 3]);
  });

  it("identifies calls by their arguments and count, separately in each body", async () => {
    const session = await open("direct");
    const running = session.entry();
    const calls: CallMessage[] = [];
    for (let n = 0; n < 3; n++) {
      const call = await session.next("call");
      calls.push(call);
      session.settle(call, [0]);
    }
    const map = await session.next("call");
    session.settle(map, [20, 40]);
    await session.valueOf(running);
    expect([...calls, map].map(isIdentified)).toEqual([true, true, true, true]);
    expect(new Set([...calls, map].map(({ path }) => path)).size).toBe(4);
    // One call expression, other arguments: none is the second of its kind.
    expect(calls.map(({ place }) => place?.ordinal)).toEqual([0, 0, 0]);
  });

  it("does not change: cached results and the random numbers of recorded runs depend on it", () => {
    const call = callPath({ base: callBase(ENTRY_PATH, 1, 7, "double"), ordinal: 0 }, 99);
    const next = callPath({ base: callBase(call, 2, 0, "double"), ordinal: 1 }, 98);
    expect([call, next, itemPath(call, 0)]).toEqual([3918398079711338, 3323409347932507, 1679880553840997]);
  });
}
