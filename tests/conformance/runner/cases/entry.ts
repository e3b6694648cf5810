import { expect, it } from "vitest";
import type { Suite } from "../suite";

export function entry({ open, programs }: Suite): void {
  it("runs once the program is loaded", async () => {
    const session = await open("entry");
    expect(await session.wait(session.runner.api.loaded())).toBeNull();
    expect(await session.value()).toBe(3);
  });

  it("can be requested before the program is loaded", async () => {
    const session = await open("entry");
    const both = Promise.all([session.entry(), session.runner.api.loaded()]);
    expect(await session.wait(both)).toMatchObject([{ ok: true }, null]);
  });

  it("gets inputs over the workflow's defaults", async () => {
    const session = await open("entry");
    expect(await session.value({ b: 40 })).toBe(41);
  });

  it("is recorded, and ends with its results", async () => {
    const session = await open("entry");
    await session.value();
    const name = "entry";
    const same = { id: 0, parent: -1, name, kind: "workflow", strategy: "pooled", flags: ["inline"] };
    expect(session.allRows).toMatchObject([
      { ...same, status: "running", index: -1, attempt: 1, worker: 0, ended: Number.NaN },
      { ...same, status: "succeeded", index: -1, attempt: 1, worker: 0 },
    ]);
    const { issued, dispatched, received, started, ended, settled } = session.rows()[0] ?? {};
    expect([dispatched, received, started, settled]).toEqual([issued, issued, issued, ended]);
    expect(ended).toBeGreaterThanOrEqual(issued as number);
  });

  it("fails with the error's class, message, line and path", async () => {
    const session = await open("entryFails", { strategy: "sequential" });
    const outcome = await session.wait(session.entry());
    expect(outcome.ok).toBe(false);
    expect(outcome.error).toMatchObject({
      name: programs.errorName,
      message: "boom",
      line: programs.lineOf("entryFails", '"boom"'),
      path: ["entry", "part"],
    });
    expect(session.rows("part")).toMatchObject([{ status: "failed" }]);
    expect(session.rows("entry")).toMatchObject([{ status: "failed" }]);
  });

  it("that fails reports what had succeeded in its thread, by names that do not change", async () => {
    const kept = async () => {
      const session = await open("entryFails", { strategy: "sequential" });
      await session.wait(session.entry());
      return session.results;
    };
    const [results, again] = [await kept(), await kept()];
    expect([...results.values()].map((value) => programs.decode(value))).toEqual([42, 2, 4]);
    expect(again).toEqual(results);
  });

  it("ends when calls that it did not wait for have ended", async () => {
    const session = await open("forgets");
    let hasEnded = false;
    const running = session.entry().finally(() => {
      hasEnded = true;
    });
    const call = await session.next("call");
    await session.runner.until(() => session.rows("entry").length > 0);
    expect(hasEnded).toBe(false);
    session.settle(call, [2]);
    expect(await session.valueOf(running)).toBe("early");
  });

  it("may be one task with given arguments instead", async () => {
    const session = await open("tasks", { strategy: "sequential" });
    const outcome = await session.wait(
      session.entry({}, { task: "add", given: programs.argumentsText([3, 4]) }),
    );
    expect(programs.decode(outcome.value)).toBe(7);
    expect(session.rows("add")).toMatchObject([{ kind: "task", status: "succeeded" }]);
    const missing = await session.wait(
      session.entry({}, { task: "gone", given: programs.argumentsText([]) }),
    );
    expect(missing).toMatchObject({ ok: false, error: { message: expect.stringContaining("gone") } });
  });

  it("of a program that fails while it loads is refused with the program's error", async () => {
    const session = await open("loadFails");
    expect(await session.wait(session.runner.api.loaded())).toMatchObject({
      name: programs.errorName,
      message: "boom",
      line: programs.lineOf("loadFails", '"boom"'),
    });
    await expect(session.wait(session.entry())).rejects.toThrow("boom");
    const other = await open("loadFails", { worker: 1 });
    await expect(other.wait(other.chunk("double", [1]))).rejects.toThrow("boom");
  });
}
