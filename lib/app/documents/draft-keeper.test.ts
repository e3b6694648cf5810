import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openStorage } from "@/lib/storage/storage";
import { memoryStore } from "@/lib/storage/testing";
import { createTestStore, testSettings } from "../store/testing";
import { createDraftKeeper } from "./draft-keeper";

const document = (code: string) => ({
  code,
  language: "typescript" as const,
  inputs: {},
  settings: testSettings,
});

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
  return { drafts };
}

describe("the draft keeper", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("saves nothing that was only looked at", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    const keeper = createDraftKeeper(store, drafts);
    store.getState().openDocument(document("a"), { kind: "link" });
    await keeper.flush();
    expect(await drafts.list()).toEqual([]);
  });

  it("goes on with the open draft after it was renamed, without a conflict", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    const keeper = createDraftKeeper(store, drafts);
    store.getState().openDocument(document("a"), { kind: "draft" });
    store.getState().setCode("ab");
    await keeper.flush();
    const id = store.getState().draft?.id ?? "";
    await keeper.rename(id, "Mine");
    expect(store.getState().draft?.name).toBe("Mine");
    store.getState().setCode("abc");
    await keeper.flush();
    const all = await drafts.list();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ id, title: "Mine" });
  });

  it("remembers that somebody else wrote it until the user makes it their own", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    const keeper = createDraftKeeper(store, drafts);
    store.getState().openDocument(document("a"), { kind: "link" });
    store.getState().setCode("ab");
    await keeper.flush();
    const [linked] = await drafts.list();
    expect(linked?.foreign).toBe(true);
    expect(store.getState().foreign).toBe(true);
    store.getState().setCode("abc");
    await keeper.adopt();
    expect(store.getState().foreign).toBe(false);
    const [own, ...others] = await drafts.list();
    expect(own).toMatchObject({ id: linked?.id });
    expect(own?.foreign).toBeUndefined();
    store.getState().setCode("abcd");
    await keeper.flush();
    expect((await drafts.get(own?.id ?? ""))?.code).toBe("abcd");
    expect([others, store.getState().notices]).toEqual([[], []]);
  });

  it("makes a draft of an unchanged link that the user makes their own", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    const keeper = createDraftKeeper(store, drafts);
    store.getState().openDocument(document("a"), { kind: "link" });
    await keeper.adopt();
    const [own] = await drafts.list();
    expect(await drafts.get(own?.id ?? "")).toMatchObject({ code: "a" });
    expect(store.getState()).toMatchObject({ foreign: false, draft: { id: own?.id } });
  });

  it("makes a draft at the first edit, and one only", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    const keeper = createDraftKeeper(store, drafts);
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
    expect(store.getState()).toMatchObject({ draft: { id: draft?.id, revision: 2 }, draftChanges: 2 });
  });

  it("saves after a pause in typing", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    createDraftKeeper(store, drafts);
    store.getState().openDocument(document("a"), { kind: "link" });
    store.getState().setCode("ab");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await drafts.list()).toHaveLength(1);
  });

  it("saves during a long time of typing without a pause", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    createDraftKeeper(store, drafts);
    store.getState().openDocument(document(""), { kind: "link" });
    for (let i = 1; i <= 40; i += 1) {
      store.getState().setCode("x".repeat(i));
      await vi.advanceTimersByTimeAsync(100);
    }
    const [summary] = await drafts.list();
    expect(summary?.length).toBeGreaterThan(15);
  });

  it("makes a new draft when the open one is deleted and the text is edited again", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    const keeper = createDraftKeeper(store, drafts);
    store.getState().openDocument(document("a"), { kind: "link" });
    store.getState().setCode("ab");
    await keeper.flush();
    const [first] = await drafts.list();
    await drafts.delete(first?.id ?? "");
    expect(store.getState().draft?.id).toBe(first?.id);
    store.getState().setDraft(undefined);
    await keeper.flush();
    expect(await drafts.list()).toEqual([]);
    store.getState().setCode("abc");
    await keeper.flush();
    expect(await drafts.list()).toMatchObject([{ length: 3 }]);
    expect(store.getState().notices).toEqual([]);
  });

  it("saves what was typed before it was loaded", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    store.getState().openDocument(document("a"), { kind: "link" });
    store.getState().setCode("ab");
    const keeper = createDraftKeeper(store, drafts);
    await keeper.flush();
    expect(await drafts.list()).toHaveLength(1);
  });

  it("leaves a draft alone when another document is opened, and continues in one that is opened again", async () => {
    const { drafts } = await setUp();
    const store = createTestStore();
    const keeper = createDraftKeeper(store, drafts);
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
    store.getState().openDocument(document("mine"), { kind: "draft" }, { draft: mine });
    store.getState().setCode("mine, again");
    await keeper.flush();
    expect(await drafts.list()).toHaveLength(2);
    expect(await drafts.get(mine.id)).toMatchObject({ code: "mine, again" });
  });

  it("keeps both texts when two tabs edit the same draft", async () => {
    const { drafts } = await setUp();
    const first = createTestStore();
    const keeper = createDraftKeeper(first, drafts);
    first.getState().openDocument(document("a"), { kind: "link" });
    first.getState().setCode("one");
    await keeper.flush();
    const [summary] = await drafts.list();
    const draft = await drafts.get(summary?.id ?? "");
    if (draft === undefined) throw new Error("no draft");

    const second = createTestStore();
    const other = createDraftKeeper(second, drafts);
    second.getState().openDocument(document("one"), { kind: "draft" }, { draft });
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
