import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AddressBar, createAddress } from "./address";

function fakeBar(start = "") {
  const listeners = new Map<string, Set<() => void>>();
  const bar = {
    location: { hash: start, pathname: "/fanout/", search: "?a=1" },
    history: {
      state: { key: 1 } as { key: number } | null,
      replaceState: vi.fn((_state: unknown, _title: string, url?: string | URL | null) => {
        const text = String(url);
        bar.location.hash = text.includes("#") ? text.slice(text.indexOf("#")) : "";
      }),
    },
    addEventListener: (type: string, listener: () => void) => {
      listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
    },
    removeEventListener: (type: string, listener: () => void) => listeners.get(type)?.delete(listener),
    fire: (type: string) => {
      for (const listener of listeners.get(type) ?? []) listener();
    },
  };
  return bar satisfies AddressBar & { fire(type: string): void };
}

describe("address", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("writes the fragment only, and keeps path, query and the router's state", () => {
    const bar = fakeBar("#old");
    const address = createAddress(bar);
    expect(address.read()).toBe("old");
    address.write("new");
    expect(bar.history.replaceState).toHaveBeenCalledWith(
      expect.objectContaining({ key: 1 }),
      "",
      "/fanout/?a=1#new",
    );
    expect(address.read()).toBe("new");
  });

  it("remembers the draft of this entry of the history, and of no other", () => {
    const bar = fakeBar("#old");
    const address = createAddress(bar);
    expect(address.draft()).toBeUndefined();
    address.setDraft("d1");
    expect(bar.history.replaceState).toHaveBeenCalledWith(
      { key: 1, fanoutDraft: "d1" },
      "",
      "/fanout/?a=1#old",
    );
    address.onChange(() => undefined);
    bar.history.state = null;
    bar.location.hash = "#other";
    bar.fire("hashchange");
    expect(address.draft()).toBeUndefined();
  });

  it("limits its writes so that no browser refuses, and ends with the newest", () => {
    const bar = fakeBar();
    const address = createAddress(bar);
    for (let i = 0; i < 1000; i += 1) {
      address.write(`v${i}`);
      vi.advanceTimersByTime(10);
    }
    expect(bar.history.replaceState.mock.calls.length).toBeLessThanOrEqual(41);
    vi.advanceTimersByTime(1000);
    expect(bar.location.hash).toBe("#v999");
  });

  it("writes pending changes when the page is closed", () => {
    const bar = fakeBar();
    const address = createAddress(bar);
    address.write("a");
    address.write("b");
    expect(bar.location.hash).toBe("#a");
    bar.fire("pagehide");
    expect(bar.location.hash).toBe("#b");
  });

  it("survives a browser that refuses", () => {
    const bar = fakeBar();
    bar.history.replaceState.mockImplementation(() => {
      throw new DOMException("too often", "SecurityError");
    });
    expect(() => createAddress(bar).write("a")).not.toThrow();
  });

  it("reports followed links until it is stopped", () => {
    const bar = fakeBar();
    const address = createAddress(bar);
    const seen: string[] = [];
    const stop = address.onChange((fragment) => {
      seen.push(fragment);
    });
    bar.location.hash = "#x";
    bar.fire("hashchange");
    stop();
    bar.fire("hashchange");
    expect(seen).toEqual(["x"]);
  });

  it("does not write over a link whose event is still on its way", () => {
    const bar = fakeBar("#old");
    const address = createAddress(bar);
    const seen: string[] = [];
    address.onChange((fragment) => {
      seen.push(fragment);
    });
    address.write("a");
    address.write("b");
    bar.location.hash = "#followed";
    vi.advanceTimersByTime(1000);
    address.setDraft("d1");
    expect(bar.location.hash).toBe("#followed");
    bar.fire("hashchange");
    expect(seen).toEqual(["followed"]);
  });

  it("writes nothing about the document before while a followed link is being opened", async () => {
    const bar = fakeBar("#old");
    const address = createAddress(bar);
    let arrived = (): void => undefined;
    address.onChange(
      () =>
        new Promise<void>((resolve) => {
          arrived = resolve;
        }),
    );
    address.setDraft("before");
    bar.history.state = null;
    bar.location.hash = "#followed";
    bar.fire("hashchange");
    bar.history.replaceState.mockClear();
    // The document before is saved and run meanwhile.
    address.setDraft("before");
    address.write("before");
    vi.advanceTimersByTime(1000);
    expect(bar.history.replaceState).not.toHaveBeenCalled();
    expect(address.draft()).toBeUndefined();
    // The new one is shown; it is a draft.
    address.setDraft("after");
    arrived();
    await vi.advanceTimersByTimeAsync(1000);
    expect(bar.history.replaceState).toHaveBeenCalledWith(
      { fanoutDraft: "after" },
      "",
      "/fanout/?a=1#followed",
    );
    address.write("after");
    vi.advanceTimersByTime(1000);
    expect(bar.location.hash).toBe("#after");
  });
});
