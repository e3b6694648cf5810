import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openStorage } from "@/lib/storage/storage";
import { memoryStore } from "@/lib/storage/testing";
import { recoverUnsavedEdits } from "./recover-unsaved-edits";
import { unsavedEditKeys, writeUnsavedEdits } from "./unsaved-edits";

const content = (code: string) => ({ title: "x", code, inputs: {}, settings: {} });

/** As much of a browser's store as is used: its entries are its own keys. */
function fakeStore(): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  const hidden = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(entries, {
    setItem: hidden((key: string, text: string) => {
      entries[key] = text;
    }),
    getItem: hidden((key: string) => entries[key] ?? null),
    removeItem: hidden((key: string) => delete entries[key]),
  });
}

beforeEach(() => {
  vi.stubGlobal("localStorage", fakeStore());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function open() {
  const shelves = new Map<string, ReturnType<typeof memoryStore>>();
  const shelf = (name: string) => {
    const known = shelves.get(name) ?? memoryStore();
    shelves.set(name, known);
    return known;
  };
  const textStore = () => ({ getItem: () => null, setItem: () => undefined });
  return (await openStorage({ shelf, textStore })).drafts;
}

it("saves what a closed tab had not saved in its draft, or in a new one, once", async () => {
  const drafts = await open();
  const { draft } = await drafts.create(content("a"));
  writeUnsavedEdits({ base: draft, content: content("ab") });
  writeUnsavedEdits({ base: undefined, content: content("new") });
  await recoverUnsavedEdits(drafts);
  await recoverUnsavedEdits(drafts);
  expect((await drafts.get(draft.id))?.code).toBe("ab");
  expect(await drafts.list()).toHaveLength(2);
  expect(unsavedEditKeys()).toEqual([]);
});

it("does nothing where the draft has it, and makes a copy where another tab went on", async () => {
  const drafts = await open();
  const { draft } = await drafts.create(content("a"));
  writeUnsavedEdits({ base: draft, content: content("a") });
  await recoverUnsavedEdits(drafts);
  expect((await drafts.get(draft.id))?.revision).toBe(1);
  await drafts.save(draft, content("theirs"));
  writeUnsavedEdits({ base: draft, content: content("ours") });
  await recoverUnsavedEdits(drafts);
  expect((await drafts.get(draft.id))?.code).toBe("theirs");
  expect(await drafts.list()).toHaveLength(2);
});

it("goes on from what the closed tab had just saved", async () => {
  const drafts = await open();
  const { draft } = await drafts.create(content("a"));
  await drafts.save(draft, content("ab"));
  writeUnsavedEdits({ base: draft, saving: "ab", content: content("abc") });
  await recoverUnsavedEdits(drafts);
  expect((await drafts.get(draft.id))?.code).toBe("abc");
  expect(await drafts.list()).toHaveLength(1);
});

it("goes on from the draft that the closed tab had just made", async () => {
  const drafts = await open();
  await drafts.create(content("a"));
  writeUnsavedEdits({ base: undefined, saving: "a", content: content("ab") });
  await recoverUnsavedEdits(drafts);
  const [draft, ...others] = await drafts.list();
  expect(others).toEqual([]);
  expect(draft && (await drafts.get(draft.id))?.code).toBe("ab");
});

it("drops what was saved in time, and leaves what it cannot read", async () => {
  const drafts = await open();
  writeUnsavedEdits({ base: undefined, content: content("a") })();
  localStorage.setItem("fanout:closing:1", "{");
  localStorage.setItem("fanout:closing:2", '{"content":{}}');
  await recoverUnsavedEdits(drafts);
  expect(await drafts.list()).toEqual([]);
  expect([...unsavedEditKeys()].sort()).toEqual(["fanout:closing:1", "fanout:closing:2"]);
});
