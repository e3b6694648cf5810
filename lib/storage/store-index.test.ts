import { describe, expect, test } from "vitest";
import { createHistory } from "./history";
import { createResultCache } from "./result-cache";
import type { Repair } from "./store-index";
import { memoryStore, quiet, report, ticking } from "./testing";

const run = (title: string) => ({ title, code: `// ${title}`, report });

/** Indexes that this page cannot read, made of one that it can. */
const UNREADABLE: readonly (readonly [
  string,
  Repair,
  (index: { version: number; data: object[] }) => unknown,
])[] = [
  [
    "an entry without its size",
    "damaged",
    ({ version, data }) => ({
      version,
      data: data.map((entry, at) => (at === 0 ? { ...entry, bytes: null } : entry)),
    }),
  ],
  ["a newer version", "newer", ({ data }) => ({ version: 2, data })],
  ["no index at all", "damaged", () => 42],
];

describe.each(UNREADABLE)("%s", (_, why, spoil) => {
  test("deletes no run, and the list is made of the runs", async () => {
    const shelf = memoryStore();
    const repairs: Repair[] = [];
    const open = () => createHistory(quiet(shelf), undefined, ticking(), (repair) => repairs.push(repair));
    for (const title of ["a", "b", "c"]) await open().add(run(title));
    const good = await shelf.get("index");
    const spoilt = spoil(good as Parameters<typeof spoil>[0]);
    await shelf.set([["index", spoilt]]);
    const history = open();
    await history.sweep();
    expect((await history.list()).map(({ title }) => title).sort()).toEqual(["a", "b", "c"]);
    await history.add(run("d"));
    const [newest] = await open().list();
    expect(newest?.title).toBe("d");
    expect((await history.get(newest?.id ?? ""))?.code).toBe("// d");
    // The index of the other page is as it was, and once it can be read again it has the new run as well.
    expect(await shelf.get("index")).toEqual(spoilt);
    await shelf.set([["index", good]]);
    await open().sweep();
    expect((await open().list()).map(({ title }) => title).sort()).toEqual(["a", "b", "c", "d"]);
    expect(await shelf.keys()).not.toContain("index.rebuilt");
    expect(repairs).toEqual([why]);
  });

  test("deletes no cached result", async () => {
    const shelf = memoryStore();
    const open = () => createResultCache(quiet(shelf), undefined, ticking());
    await open().add("p", [{ key: "k", task: "t", value: 1 }]);
    await open().add("q", [{ key: "k", task: "t", value: 2 }]);
    await shelf.set([["index", spoil((await shelf.get("index")) as Parameters<typeof spoil>[0])]]);
    await open().sweep();
    expect(await open().entries("p", ["t"])).toEqual([{ key: "k", task: "t", value: 1 }]);
    expect(await open().entries("q", ["t"])).toEqual([{ key: "k", task: "t", value: 2 }]);
  });
});

test("a newer page that writes its index during a sweep costs no run", async () => {
  const shelf = memoryStore();
  const { id } = await createHistory(quiet(shelf)).add(run("a"));
  const racing = {
    ...shelf,
    get: async (key: string) => {
      const value = await shelf.get(key);
      if (key === "index") await shelf.set([["index", { version: 2, data: [] }]]);
      return value;
    },
  };
  await createHistory(quiet(racing)).sweep();
  expect(await shelf.keys()).toContain(`value:${id}`);
});

test("a record whose version has no text is no record", async () => {
  const shelf = memoryStore();
  const stored = { version: { toString: 1, valueOf: 1 }, data: [] };
  await shelf.set([["index", stored]]);
  expect(await createHistory(quiet(shelf)).list()).toEqual([]);
  expect(await shelf.get("index")).toEqual(stored);
});

test("an index that the disk does not give costs no run", async () => {
  const shelf = memoryStore();
  const repairs: Repair[] = [];
  const clock = ticking();
  const { id } = await createHistory(quiet(shelf), undefined, clock).add(run("a"));
  const broken = {
    ...shelf,
    get: async (key: string) => {
      if (key === "index") throw new DOMException("Failed to read large IndexedDB value.", "DataError");
      return shelf.get(key);
    },
  };
  const history = createHistory(quiet(broken), undefined, clock, (repair) => repairs.push(repair));
  await history.sweep();
  expect((await history.list()).map(({ title }) => title)).toEqual(["a"]);
  await history.add(run("b"));
  expect((await history.list()).map(({ title }) => title)).toEqual(["b", "a"]);
  expect(await shelf.keys()).toContain(`value:${id}`);
  expect(repairs).toEqual(["damaged"]);
});
