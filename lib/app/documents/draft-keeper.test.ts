import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultSettings } from "@/lib/model/settings";
import { memoryStore } from "@/lib/storage/memory-store";
import { openStorage } from "@/lib/storage/storage";
import { memoryCache } from "../run/memory-cache";
import { createPlaygroundStore } from "../store/store";
import { keepDrafts } from "./draft-keeper";

const settings = defaultSettings(4);
const document = (code: string) => ({ code, inputs: {}, settings });

async function setUp() {
  const shelves = new Map<string, ReturnType<typeof memoryStore>>();
  const shelf = (name: string) => {
    const known = shelves.get(name) ?? memoryStore();
    shelves.set(name, known);
    return known;
  };
  const { drafts } = await openStorage({
    shelf,
    textStore: () => ({ getItem: () => null, setItem: () => undefined }),
  });
  const makeStore = () =>
    createPlaygroundStore({
      compiler: { compile: async () => ({ ok: false, errors: [] }), dispose: () => undefined },
      loadRunner: () => Promise.reject(new Error("no runs here")),
      cache: memoryCache(),
      settings,
      theme: "light",
    });
  return { drafts, makeStore };
}

describe("keeping drafts", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("keeps nothing of what was only looked at", async () => {
    const { drafts, makeStore } = await setUp();
    const store = makeStore();
    const keeper = keepDrafts(store, drafts, { draft: () => undefined });
    store.getState().openDocument(document("a"), { kind: "link" });
    await keeper.flush();
    expect(await drafts.list()).toEqual([]);
  });

  it("makes a draft at the first edit, and one only", async () => {
    const { drafts, makeStore } = await setUp();
    const store = makeStore();
    const seen = vi.fn();
    const keeper = keepDrafts(store, drafts, { draft: seen });
    store.getState().openDocument(document("a"), { kind: "example", name: "letters" });
    store.getState().setCode("ab");
    store.getState().setCode("abc");
    await keeper.flush();
    store.getState().setInput("n", 3);
    await keeper.flush();
    const [draft, ...others] = await drafts.list();
    expect(others).toEqual([]);
    expect(draft?.origin).toBe("letters");
    expect(await drafts.get(draft?.id ?? "")).toMatchObject({ code: "abc", inputs: { n: 3 }, revision: 2 });
    expect(seen).toHaveBeenLastCalledWith(expect.objectContaining({ id: draft?.id }));
  });

  it("keeps by itself when somebody stops typing", async () => {
    const { drafts, makeStore } = await setUp();
    const store = makeStore();
    keepDrafts(store, drafts, { draft: () => undefined });
    store.getState().openDocument(document("a"), { kind: "link" });
    store.getState().setCode("ab");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await drafts.list()).toHaveLength(1);
  });

  it("keeps in the middle of a text that somebody types without a pause", async () => {
    const { drafts, makeStore } = await setUp();
    const store = makeStore();
    keepDrafts(store, drafts, { draft: () => undefined });
    store.getState().openDocument(document(""), { kind: "link" });
    for (let i = 1; i <= 40; i += 1) {
      store.getState().setCode("x".repeat(i));
      await vi.advanceTimersByTimeAsync(100);
    }
    const [summary] = await drafts.list();
    expect(summary?.length).toBeGreaterThan(15);
  });

  it("makes a new draft of what is on the screen when its own is deleted, and edited again", async () => {
    const { drafts, makeStore } = await setUp();
    const store = makeStore();
    const seen = vi.fn();
    const keeper = keepDrafts(store, drafts, { draft: seen });
    store.getState().openDocument(document("a"), { kind: "link" });
    store.getState().setCode("ab");
    await keeper.flush();
    const [first] = await drafts.list();
    await drafts.delete(first?.id ?? "");
    keeper.forget("another");
    expect(seen).toHaveBeenLastCalledWith(expect.objectContaining({ id: first?.id }));
    keeper.forget(first?.id ?? "");
    expect(seen).toHaveBeenLastCalledWith(undefined);
    await keeper.flush();
    expect(await drafts.list()).toEqual([]);
    store.getState().setCode("abc");
    await keeper.flush();
    expect(await drafts.list()).toMatchObject([{ length: 3 }]);
    expect(store.getState().notices).toEqual([]);
  });

  it("keeps what was typed before it was there", async () => {
    const { drafts, makeStore } = await setUp();
    const store = makeStore();
    store.getState().openDocument(document("a"), { kind: "link" });
    store.getState().setCode("ab");
    const keeper = keepDrafts(store, drafts, { draft: () => undefined }, document("a"));
    await keeper.flush();
    expect(await drafts.list()).toHaveLength(1);
  });

  it("leaves a draft alone when another document is opened, and goes on in one that is adopted", async () => {
    const { drafts, makeStore } = await setUp();
    const store = makeStore();
    const keeper = keepDrafts(store, drafts, { draft: () => undefined });
    store.getState().openDocument(document("a"), { kind: "link" });
    // Not a moment between the last keystroke and the next document.
    store.getState().setCode("mine");
    store.getState().openDocument(document("b"), { kind: "link" });
    store.getState().setCode("other");
    await keeper.flush();
    const summaries = await drafts.list();
    expect(summaries).toHaveLength(2);
    const mine = (await Promise.all(summaries.map(({ id }) => drafts.get(id)))).find(
      (one) => one?.code === "mine",
    );
    if (mine === undefined) throw new Error("the first draft is gone");
    keeper.adopt(mine);
    store.getState().openDocument(document("mine"), { kind: "draft" });
    store.getState().setCode("mine, again");
    await keeper.flush();
    expect(await drafts.list()).toHaveLength(2);
    expect(await drafts.get(mine.id)).toMatchObject({ code: "mine, again" });
  });

  it("loses neither side when two tabs write the same draft", async () => {
    const { drafts, makeStore } = await setUp();
    const first = makeStore();
    const keeper = keepDrafts(first, drafts, { draft: () => undefined });
    first.getState().openDocument(document("a"), { kind: "link" });
    first.getState().setCode("one");
    await keeper.flush();
    const [summary] = await drafts.list();
    const draft = await drafts.get(summary?.id ?? "");
    if (draft === undefined) throw new Error("no draft");

    const second = makeStore();
    const other = keepDrafts(second, drafts, { draft: () => undefined });
    other.adopt(draft);
    second.getState().openDocument(document("one"), { kind: "draft" });
    second.getState().setCode("two");
    await other.flush();
    first.getState().setCode("one, and more");
    await keeper.flush();

    const codes = await Promise.all(
      (await drafts.list()).map(async ({ id }) => (await drafts.get(id))?.code),
    );
    expect(codes.sort()).toEqual(["one, and more", "two"]);
    expect(first.getState().notices.map(({ id }) => id)).toEqual(["draft-conflict"]);
  });
});
