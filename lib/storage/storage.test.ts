import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import { openStorage } from "./storage";
import { memoryStore, moody, quota, report } from "./testing";

const content = { title: "t", code: "c", inputs: {}, settings: {} };
const textStore = () => ({ getItem: () => null, setItem: () => undefined });

test("in a browser with storage everything is there again at the next visit", async () => {
  globalThis.indexedDB = new IDBFactory();
  const first = await openStorage({ textStore });
  expect(first).toMatchObject({ persistent: true, problem: undefined });
  const { draft } = await first.drafts.create(content);
  await first.history.add({ title: "r", code: "c", report });
  await first.results.add("p", [{ key: "k", task: "t", value: 1 }]);
  const second = await openStorage({ textStore });
  expect(await second.drafts.get(draft.id)).toEqual(draft);
  expect((await second.history.list()).length).toBe(1);
  expect(await second.results.entries("p", ["t"])).toEqual([{ key: "k", task: "t", value: 1 }]);
});

test("where storage is blocked, as in a sandboxed frame, it says so and keeps all in memory", async () => {
  const storage = await openStorage({
    shelf: () => {
      throw new DOMException("denied", "SecurityError");
    },
    textStore,
  });
  expect(storage).toMatchObject({ persistent: false, problem: { kind: "blocked" } });
  const repaired: unknown[] = [];
  storage.onRepair((list) => repaired.push(list));
  await storage.history.add({ title: "r", code: "c", report });
  expect(await storage.history.list()).toHaveLength(1);
  expect(repaired).toEqual([]);
  const { draft, kept } = await storage.drafts.create(content);
  expect(kept).toMatchObject({ where: "memory", problem: { kind: "blocked" } });
  expect(await storage.drafts.get(draft.id)).toEqual(draft);
  expect(await storage.drafts.list()).toHaveLength(1);
  const { id } = await storage.history.add({ title: "r", code: "c", report });
  expect(await storage.history.get(id)).toMatchObject({ title: "r" });
  await storage.results.add("p", [{ key: "k", task: "t", value: 1 }]);
  expect(await storage.results.entries("p", ["t"])).toHaveLength(1);
});

test("without indexedDB at all", async () => {
  Reflect.deleteProperty(globalThis, "indexedDB");
  const storage = await openStorage({ textStore });
  expect(storage).toMatchObject({ persistent: false, problem: { kind: "blocked" } });
});

test("a database that never opens is not waited for", async () => {
  const never = () => ({ ...memoryStore(), get: () => new Promise<never>(() => undefined) });
  const storage = await openStorage({ shelf: never, textStore, patienceMs: 5 });
  expect(storage).toMatchObject({ persistent: false, problem: { kind: "failed" } });
});

test("everything is forgotten, also what cannot be read", async () => {
  const shelves = new Map<string, ReturnType<typeof memoryStore>>();
  const shelf = (name: string) => {
    const known = shelves.get(name) ?? memoryStore();
    shelves.set(name, known);
    return known;
  };
  const storage = await openStorage({ shelf, textStore });
  await storage.drafts.create(content);
  await storage.history.add({ title: "r", code: "c", report });
  await storage.results.add("p", [{ key: "k", task: "t", value: 1 }]);
  await shelf("drafts").set([["newer", { version: 9, data: {} }]]);
  expect(await storage.drafts.listUnreadable()).toEqual([
    { id: "newer", newer: true, stored: { version: 9, data: {} } },
  ]);
  expect(await storage.forget()).toEqual({ drafts: 2, runs: 1, results: 1, complete: true });
  for (const name of ["drafts", "history", "results"]) expect(await shelf(name).keys()).toEqual([]);
});

test("what the disk does not list is not said to be forgotten", async () => {
  const store = memoryStore();
  const broken = {
    ...store,
    keys: async () => {
      throw new DOMException("It is damaged.", "DataError");
    },
  };
  const storage = await openStorage({
    shelf: (name) => (name === "drafts" ? broken : memoryStore()),
    textStore,
  });
  await storage.drafts.create(content);
  expect(await storage.forget()).toMatchObject({ complete: false });
});

test("problems are told once a kind", async () => {
  let full = false;
  const storage = await openStorage({
    shelf: () => moody(memoryStore(), () => (full ? quota() : undefined)),
    textStore,
  });
  const heard: string[] = [];
  const stop = storage.onProblem(({ kind }) => heard.push(kind));
  const { draft } = await storage.drafts.create(content);
  expect(heard).toEqual([]);
  full = true;
  const second = await storage.drafts.save(draft, content);
  await storage.drafts.save(second.draft, content);
  expect(heard).toEqual(["full"]);
  expect(storage.problem?.kind).toBe("full");
  stop();
});
