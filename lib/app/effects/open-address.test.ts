import "../documents/opening";
import "@/lib/examples";
import { describe, expect, it, vi } from "vitest";
import { createTestStore } from "../store/testing";
import { openAddress } from "./open-address";
import type { PageServices } from "./services";

/** A page whose address can be changed, and whose drafts answer when the test says so. */
function setUp(start: string, draft?: string) {
  let fragment = start;
  let entry = draft;
  let change: (fragment: string) => void | Promise<void> = () => undefined;
  const asked: string[] = [];
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const get = async (id: string): Promise<undefined> => {
    asked.push(id);
    await answered;
  };
  const store = createTestStore();
  const stop = openAddress(store, {
    address: {
      read: () => fragment,
      draft: () => entry,
      onChange: (listener: typeof change) => {
        change = listener;
        return () => undefined;
      },
    },
    storage: async () => ({ drafts: { get, list: async () => [] } }),
    draftKeeper: async () => ({ flush: async () => undefined }),
    cores: 4,
    asked: () => undefined,
  } as unknown as PageServices);
  return {
    store,
    stop,
    asked,
    answer,
    keep: (id: string | undefined) => {
      entry = id;
    },
    follow: (next: string, ofEntry?: string) => {
      fragment = next;
      entry = ofEntry;
      return change(next);
    },
  };
}

const shown = ({ store }: ReturnType<typeof setUp>) => store.getState().origin;

describe("the address of a page", () => {
  it("opens the newest of several that change quickly, however long the first takes", async () => {
    const page = setUp("example=letters", "slow");
    await vi.waitFor(() => expect(page.asked).toEqual(["slow"]));
    await page.follow("example=retries");
    expect(shown(page)).toEqual({ kind: "example", name: "retries" });
    page.answer();
    await page.follow("example=nested");
    await page.follow("example=mixed");
    expect(shown(page)).toEqual({ kind: "example", name: "mixed" });
    page.stop();
  });

  it("opens a followed link, not the draft that is saved while it is being opened", async () => {
    const page = setUp("example=letters");
    await vi.waitFor(() => expect(page.store.getState().opened).toBe(true));
    const followed = page.follow("example=nested");
    page.keep("of-letters");
    await followed;
    expect(page.asked).toEqual([]);
    expect(shown(page)).toEqual({ kind: "example", name: "nested" });
    page.stop();
  });

  it("says nothing of a broken link that another one has replaced", async () => {
    const page = setUp("example=letters");
    await vi.waitFor(() => expect(page.store.getState().opened).toBe(true));
    const broken = page.follow("f1.broken");
    await page.follow("example=nested");
    await broken;
    expect(shown(page)).toEqual({ kind: "example", name: "nested" });
    expect(page.store.getState().notices).toEqual([]);
    page.stop();
  });
});
