import { describe, expect, test } from "vitest";
import { createHistory } from "./history";
import { backends, memoryStore, moody, quiet, quota, report, ticking } from "./testing";

const run = (title: string, more = {}) => ({ title, code: `// ${title}`, report, ...more });

describe.each(backends)("on %s", (_, make) => {
  test("runs are listed newest first and come back whole", async () => {
    const shelf = make();
    const history = createHistory(quiet(shelf), undefined, ticking());
    const first = await history.add(run("first", { draft: "d", language: "typescript" }));
    const second = await history.add(run("second", { trace: { started: new Float64Array([1, 2]) } }));
    expect(second).toMatchObject({ kept: { where: "disk" }, gone: [] });
    expect((await history.list()).map(({ title }) => title)).toEqual(["second", "first"]);
    expect(await history.get(first.id)).toMatchObject({
      ...run("first"),
      id: first.id,
      draft: "d",
      language: "typescript",
    });
    expect((await createHistory(quiet(shelf)).get(second.id))?.trace).toEqual({
      started: new Float64Array([1, 2]),
    });
    await history.delete(first.id);
    expect(await history.get(first.id)).toBeUndefined();
    await history.clear();
    expect(await history.list()).toEqual([]);
    expect(await shelf.keys()).toEqual(["index"]);
  });

  test("the oldest go when there are too many", async () => {
    const shelf = make();
    const history = createHistory(quiet(shelf), { count: 3, bytes: 1e9 }, ticking());
    const ids: string[] = [];
    for (const title of ["a", "b", "c", "d"]) ids.push((await history.add(run(title))).id);
    expect((await history.list()).map(({ title }) => title)).toEqual(["d", "c", "b"]);
    expect(await history.get(ids[0] ?? "")).toBeUndefined();
    expect((await shelf.keys()).length).toBe(4);
  });

  test("or take too much", async () => {
    const history = createHistory(quiet(make()), { count: 100, bytes: 100_000 }, ticking());
    const trace = new Uint8Array(30_000);
    await history.add(run("a", { trace }));
    await history.add(run("b", { trace }));
    const { gone } = await history.add(run("c", { trace }));
    expect(gone).toEqual([]);
    expect((await history.add(run("d", { trace }))).gone.length).toBe(1);
    expect((await history.list()).map(({ title }) => title)).toEqual(["d", "c", "b"]);
    const total = (await history.list()).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeLessThanOrEqual(100_000);
  });

  test("a trace that would push all others out is left out", async () => {
    const history = createHistory(quiet(make()), { count: 100, bytes: 100_000 }, ticking());
    const { id } = await history.add(run("a", { trace: new Uint8Array(60_000) }));
    const kept = await history.get(id);
    expect(kept).toMatchObject({ title: "a" });
    expect(kept).not.toHaveProperty("trace");
  });

  test("values that a closed tab left behind are swept up", async () => {
    const shelf = make();
    const history = createHistory(quiet(shelf));
    await history.add(run("a"));
    const { id } = await history.add(run("b"));
    await shelf.set([
      ["value:lost", await shelf.get(`value:${id}`)],
      ["value:unreadable", { version: 2, data: {} }],
    ]);
    await history.sweep();
    // A newer page may have written what this one cannot read.
    expect((await shelf.keys()).filter((key) => /lost|unreadable/.test(key))).toEqual(["value:unreadable"]);
    expect((await history.list()).length).toBe(2);
  });

  test("a value that cannot be read is no error", async () => {
    const shelf = make();
    const history = createHistory(quiet(shelf));
    const { id } = await history.add(run("a"));
    await shelf.set([[`value:${id}`, { version: 1, data: { report: "?" } }]]);
    expect(await history.get(id)).toBeUndefined();
  });
});

test("on a full disk older runs make room", async () => {
  const below = memoryStore();
  let room = 6;
  const shelf = moody(below, (entries) =>
    entries.some(([key]) => key.startsWith("value:")) && room <= 0 ? quota() : undefined,
  );
  const counted = {
    ...shelf,
    set: async (entries: Parameters<typeof shelf.set>[0]) => {
      await shelf.set(entries);
      room -= 1;
    },
    delete: async (keys: readonly string[]) => {
      await below.delete(keys);
      room += keys.length;
    },
  };
  const history = createHistory(quiet(counted), undefined, ticking());
  for (const title of ["a", "b", "c", "d", "e", "f"]) await history.add(run(title));
  const { kept, gone } = await history.add(run("g"));
  expect(kept).toEqual({ where: "disk" });
  expect(gone.length).toBe(3);
  expect((await history.list()).map(({ title }) => title)).toEqual(["g", "f", "e", "d"]);
});
