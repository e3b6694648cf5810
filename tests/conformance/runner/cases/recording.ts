import { expect, it } from "vitest";
import type { Suite } from "../suite";

export function recording({ open, programs }: Suite): void {
  it("has the rows of bodies that wait, before they end", async () => {
    const session = await open("catches");
    session.entry();
    await session.next("call");
    await session.runner.until(() => session.rows().length > 0);
    expect(session.rows()).toMatchObject([{ name: "entry", status: "running" }]);
  });

  it("has the lines of a busy body, in order, while it runs", async () => {
    const session = await open("tasks", { worker: 2 });
    const outcome = await session.wait(session.chunk("noisy", [3000], { attempt: 2 }));
    expect(outcome.logs?.length ?? 0).toBeLessThanOrEqual(1000);
    expect(session.logs.map(({ text }) => text)).toEqual(Array.from({ length: 3000 }, (_, i) => `line ${i}`));
    expect(session.logs[0]).toMatchObject({ span: 100, task: "noisy", attempt: 2, worker: 2 });
  });

  it("cuts long lines", async () => {
    const session = await open("tasks", { worker: 2 });
    await session.wait(session.chunk("long", [0]));
    expect(session.logs[0]?.text).toMatch(/^x{10239}…$/);
  });

  it("has totals of meters, with each span", async () => {
    const session = await open("tasks", { worker: 2 });
    await session.wait(session.chunk("measured", [3, 4]));
    expect(session.notes.map(({ id, meters }) => [id, meters])).toEqual([
      [100, { rows: 4 }],
      [101, { rows: 5 }],
    ]);
  });

  it("has previews of arguments and results, cut to 2,000 characters", async () => {
    const session = await open("recording", { strategy: "sequential" });
    await session.value();
    const [task, entry] = session.notes;
    expect(task).toMatchObject({ id: 1, attempt: 1, meters: { rows: 7 } });
    expect(task?.args?.length).toBeGreaterThan(100);
    for (const { args, result } of session.notes) {
      expect(args?.length ?? 0).toBeLessThanOrEqual(2000);
      expect(result?.length ?? 0).toBeLessThanOrEqual(2000);
    }
    expect(entry).toMatchObject({ id: 0, result: "1", meters: { length: 10000 } });
  });

  it("has no previews of long maps, but errors and meters", async () => {
    const session = await open("tasks", { worker: 2 });
    const items = Array.from({ length: 300 }, (_, i) => (i === 7 ? 1 : 2 * i));
    await session.wait(session.chunk("odd", items, { failuresAllowed: 1 }));
    expect(session.notes).toMatchObject([
      { id: 107, error: { name: programs.errorName, message: "odd 1", path: ["entry", "odd"] } },
    ]);
    expect(session.notes[0]?.args).toBeUndefined();
    const short = await open("tasks", { worker: 2 });
    await short.wait(short.chunk("double", [1, 2], { keys: ["a", "b"] }));
    expect(short.notes).toMatchObject([
      { id: 100, key: "a", args: "1", result: "2" },
      { id: 101, key: "b", args: "2", result: "4" },
    ]);
  });

  it("limits previews to a budget, and keeps errors past it", async () => {
    const session = await open("manyNotes", { strategy: "sequential" });
    expect(await session.value()).toBe("boom");
    const errors = session.notes.filter(({ error }) => error);
    expect(errors).toMatchObject([{ error: { message: "boom" } }]);
    expect(session.notes.length - errors.length).toBeLessThanOrEqual(1000);
    expect(session.notes.length).toBeGreaterThan(900);
    expect(session.rows("check")).toHaveLength(1100);
  });
}
