import { expect, it } from "vitest";
import type { Session } from "../session";
import type { Suite } from "../suite";

/** The most bodies that ran at the same time, by the lines that each logs at its start and end. */
export function mostAtATime(session: Session): number {
  let open = 0;
  let most = 0;
  for (const { text } of session.logs) {
    open += text.startsWith("+") ? 1 : -1;
    most = Math.max(most, open);
  }
  expect(open).toBe(0);
  return most;
}

export function inlineCalls({ open, programs }: Suite): void {
  it("run one at a time under sequential, in the order made, without a message", async () => {
    const session = await open("parallel", { strategy: "sequential" });
    expect(await session.value()).toEqual(["a", "b", "c"]);
    expect(session.logs.map(({ text }) => text)).toEqual(["+a", "-a", "+b", "-b", "+c", "-c"]);
    expect(session.all("call")).toEqual([]);
  });

  it("run in parallel under async, as many as the limits allow, without a message", async () => {
    const most = async (kind: string, maxParallelism = 25) => {
      const session = await open("parallel", { strategy: "async", maxParallelism });
      expect(await session.value({ kind })).toEqual(["a", "b", "c"]);
      expect(session.all("call")).toEqual([]);
      return mostAtATime(session);
    };
    expect(await most("free")).toBe(3);
    // The default limit of the run, a workflow's own, and a map's window.
    expect(await most("free", 1)).toBe(1);
    expect(await most("limited")).toBe(2);
    expect(await most("map")).toBe(2);
  });

  it("release their slot while they wait for another attempt", async () => {
    const session = await open("parallel", { strategy: "sequential" });
    await session.value({ kind: "retry" });
    const lines = session.logs.map(({ text }) => text);
    expect(lines).toEqual(["+again", "-again", "+b", "-b", "+again", "-again"]);
  });

  it("are skipped when their caller fails before they start, unless it finishes what is runnable", async () => {
    for (const [program, strategy, last] of [
      ["siblings", "async", "skipped"],
      ["siblings", "sequential", "skipped"],
      ["siblingsFinish", "async", "succeeded"],
      ["siblingsFinish", "sequential", "succeeded"],
    ] as const) {
      const session = await open(program, { strategy, maxParallelism: 1 });
      expect(await session.wait(session.entry())).toMatchObject({ ok: false, error: { message: "odd 1" } });
      const statuses = session.rows("odd").map(({ id, parent, status }) => [id, parent, status]);
      expect(statuses).toEqual([
        [1, 0, "failed"],
        [2, 0, "succeeded"],
        [3, 0, last],
      ]);
    }
  });

  it("return results as they arrive if the program asks for that", async () => {
    const session = await open("stream", { strategy: "sequential" });
    await session.value();
    expect(session.logs.map(({ text }) => text)).toEqual(["0:2", "1:4", "2:6"]);
  });

  it("release their slot while they wait for a nested call, so that no limit deadlocks", async () => {
    for (const strategy of ["sequential", "async"] as const) {
      const session = await open("nested", { strategy, maxParallelism: 1 });
      expect(await session.value()).toEqual([6, 10]);
    }
  });

  it("are recorded: ids in the driver's space, parents, times and flags", async () => {
    const session = await open("nested", { strategy: "sequential" });
    await session.value();
    const [entry, map, first, second, ...doubles] = session.rows();
    expect(entry).toMatchObject({ id: 0, parent: -1 });
    expect(map).toMatchObject({
      id: 1,
      parent: 0,
      name: "parent",
      kind: "map",
      flags: ["inline"],
      index: -1,
    });
    expect(first).toMatchObject({ id: 2, parent: 1, kind: "dynamic", index: 0, worker: 0 });
    expect(second).toMatchObject({ id: 3, parent: 1, kind: "dynamic", index: 1, worker: 0 });
    expect(first?.flags).toEqual(["inline", "item"]);
    expect(second?.flags).toEqual(["inline", "item"]);
    expect(doubles.map(({ parent, flags }) => [parent, flags])).toEqual([
      [2, ["inline"]],
      [2, ["inline"]],
      [3, ["inline"]],
      [3, ["inline"]],
    ]);
    for (const row of session.rows()) {
      expect(row).toMatchObject({ status: "succeeded", strategy: "sequential", attempt: 1 });
      expect(row.ended).toBeGreaterThanOrEqual(row.started);
      expect(row.settled).toBeGreaterThanOrEqual(row.ended);
      expect([row.bytesIn, row.bytesOut]).toEqual([0, 0]);
    }
    // A dynamic task is announced before its body ends.
    const of = session.allRows.filter(({ id }) => id === 2);
    expect(of.map(({ status }) => status)).toEqual(["running", "succeeded"]);
  });

  it("return null for allowed failures, and fail with the first error otherwise", async () => {
    const allowed = await open("partial", { strategy: "sequential" });
    expect(await allowed.value({ ratio: 0.5 })).toEqual([0, null, 2, null, 4]);
    expect(allowed.rows("odd").filter(({ kind }) => kind === "map")).toMatchObject([{ status: "succeeded" }]);

    const strict = await open("partial", { strategy: "sequential" });
    const outcome = await strict.wait(strict.entry({ ratio: 0.7 }));
    expect(outcome).toMatchObject({
      ok: false,
      error: { name: programs.errorName, message: "odd 1", path: ["entry", "odd"] },
    });
    const statuses = strict.rows("odd").map(({ kind, index, status }) => [kind, index, status]);
    expect(statuses).toEqual([
      ["map", -1, "failed"],
      ["task", 0, "succeeded"],
      ["task", 1, "failed"],
      ["task", 2, "succeeded"],
      ["task", 3, "failed"],
      ["task", 4, "skipped"],
    ]);
  });
}
