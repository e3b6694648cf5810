import { describe, expect, it } from "vitest";
import { examples } from "@/lib/examples";
import { activeRunOf } from "../store/active-run";
import { isShownStale } from "../store/shown-stale";
import { createTestStore, testSettings } from "../store/testing";
import type { DraftKeeper } from "./draft-keeper";
import { openExample } from "./open-example";
import { chooseOpening } from "./opening";

const [example] = examples;
if (example === undefined) throw new Error("no example");
const draft = { id: "mine", revision: 1, created: 0, title: "mine" };
const document = { code: "mine", language: "typescript", inputs: {}, settings: testSettings } as const;

describe("an example is opened with its recorded run", () => {
  it.each(examples.map(({ name }) => name))("by link: %s", async (name) => {
    const link = { ok: true, kind: "example", example: name, state: {}, notes: [] } as const;
    const { run, document: opened } = await chooseOpening(link, async () => undefined, 8);
    expect(run?.source).toBe("recorded");
    expect(run?.document).toEqual(opened);
  });

  it("on a first visit", async () => {
    const link = { ok: true, kind: "none", state: {}, notes: [] } as const;
    expect((await chooseOpening(link, async () => undefined, 8)).run?.source).toBe("recorded");
  });

  it("unless the link changes it", async () => {
    const state = { inputs: { text: "x" } };
    const link = { ok: true, kind: "example", example: example.name, state, notes: [] } as const;
    expect((await chooseOpening(link, async () => undefined, 8)).run).toBeUndefined();
  });

  it("from the menu, with a way back to the draft that it replaces", async () => {
    const store = createTestStore();
    store.getState().openDocument(document, { kind: "draft" });
    const keeper = { flush: async () => store.getState().setDraft(draft) } as unknown as DraftKeeper;
    await openExample(store, { draftKeeper: async () => keeper, cores: 8 }, example);
    const state = store.getState();
    expect(activeRunOf(state)?.source).toBe("recorded");
    expect(isShownStale(state)).toBe(false);
    expect(state.tab).toBe(example.view);
    expect(state.notices).toMatchObject([{ title: "Your program is in Drafts.", back: { draft: "mine" } }]);
  });

  it("without a way back where there was no draft", async () => {
    const store = createTestStore();
    const keeper = { flush: async () => undefined } as unknown as DraftKeeper;
    await openExample(store, { draftKeeper: async () => keeper, cores: 8 }, example);
    expect(store.getState().notices).toEqual([]);
  });
});
