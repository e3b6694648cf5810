import { expect, test } from "vitest";
import { createPreferences, type TextStore } from "./preferences";

function textStore(): TextStore & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
  };
}

const usual = {
  theme: "system",
  panels: {},
  flags: {},
  settings: {},
  assumptions: { pricePerOpRun: 0, platforms: {} },
};

test("what was chosen is there at the next visit", () => {
  const store = textStore();
  const preferences = createPreferences(() => store);
  expect(preferences.get()).toEqual(usual);
  expect(preferences.change({ theme: "dark" })).toEqual({ where: "disk" });
  expect(preferences.change({ panels: { main: [40, 60] } })).toEqual({ where: "disk" });
  expect(preferences.change({ flags: { expert: true }, settings: { workers: 4 } })).toEqual({
    where: "disk",
  });
  expect(createPreferences(() => store).get()).toEqual({
    theme: "dark",
    panels: { main: [40, 60] },
    flags: { expert: true },
    settings: { workers: 4 },
    assumptions: { pricePerOpRun: 0, platforms: {} },
  });
});

test("the theme stands as its bare word, for the script in the head", () => {
  const store = textStore();
  createPreferences(() => store).change({ theme: "light" });
  expect([...store.texts]).toEqual([["fanout:theme", "light"]]);
});

test("two tabs change different parts", () => {
  const store = textStore();
  const [one, other] = [createPreferences(() => store), createPreferences(() => store)];
  one.change({ panels: { main: [1, 99] } });
  other.change({ flags: { a: true } });
  expect(one.get()).toMatchObject({ panels: { main: [1, 99] }, flags: { a: true } });
});

test("blocked or full storage is said, and worked around in memory", () => {
  const shut = createPreferences(() => {
    throw new DOMException("no", "SecurityError");
  });
  expect(shut.get()).toEqual(usual);
  expect(shut.change({ theme: "dark", flags: { a: true } })).toMatchObject({
    where: "memory",
    problem: { kind: "blocked" },
  });
  expect(shut.get()).toMatchObject({ theme: "dark", flags: { a: true } });
  const full = createPreferences(() => ({
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  }));
  expect(full.change({ flags: { a: true } })).toMatchObject({ where: "memory", problem: { kind: "full" } });
  expect(full.get().flags).toEqual({ a: true });
});

test("what is broken or from a newer page reads as the usual", () => {
  for (const text of [
    "",
    "{",
    "null",
    '{"version":9,"data":{}}',
    '{"version":1,"data":{"panels":{"main":["x"]}}}',
  ]) {
    const store = textStore();
    store.setItem("fanout:preferences", text);
    store.setItem("fanout:theme", "blue");
    expect(createPreferences(() => store).get(), text).toEqual(usual);
  }
});
