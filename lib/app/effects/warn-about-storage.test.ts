import { expect, it, vi } from "vitest";
import { openStorage } from "@/lib/storage/storage";
import { memoryStore, report } from "@/lib/storage/testing";
import { setUpRuns } from "../store/testing";
import { warnAboutStorage } from "./warn-about-storage";

const textStore = () => ({ getItem: () => null, setItem: () => undefined });

/** A page over shelves that earlier pages have filled. */
async function setUp() {
  const shelves = new Map<string, ReturnType<typeof memoryStore>>();
  const shelf = (name: string) => {
    const known = shelves.get(name) ?? memoryStore();
    shelves.set(name, known);
    return known;
  };
  const before = await openStorage({ shelf, textStore });
  await before.history.add({ title: "r", code: "c", report });
  await before.drafts.create({ title: "d", code: "d", inputs: {}, settings: {} });
  const open = async () => {
    const storage = await openStorage({ shelf, textStore });
    const { store } = setUpRuns();
    const stop = warnAboutStorage(store, { storage: async () => storage });
    const notices = () => store.getState().notices.map(({ title }) => title);
    return { storage, notices, stop };
  };
  return { shelf, open };
}

it("shows that a list could not be read, once, and that nothing was deleted", async () => {
  const { shelf, open } = await setUp();
  await shelf("history").set([["index", { version: 2, data: [] }]]);
  const { storage, notices, stop } = await open();
  expect((await storage.history.list()).map(({ title }) => title)).toEqual(["r"]);
  await vi.waitFor(() => expect(notices()).toEqual(["The list of earlier runs could not be read"]));
  await storage.history.list();
  expect(notices()).toHaveLength(1);
  stop();
});

it("shows how many drafts cannot be read", async () => {
  const { shelf, open } = await setUp();
  await shelf("drafts").set([["newer", { version: 9, data: {} }]]);
  const { notices, stop } = await open();
  await vi.waitFor(() => expect(notices()).toEqual(["1 draft cannot be read by this version of Fanout"]));
  stop();
});

it("shows nothing where everything can be read", async () => {
  const { open } = await setUp();
  const { storage, notices, stop } = await open();
  await storage.history.list();
  await storage.drafts.listUnreadable();
  expect(notices()).toEqual([]);
  stop();
});
