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

const usual = { theme: "system", assumptions: { pricePerOpRun: 0 } };
const assumptions = { pricePerOpRun: 2 };

test("what was chosen is there at the next visit", () => {
  const store = textStore();
  const preferences = createPreferences(() => store);
  expect(preferences.get()).toEqual(usual);
  expect(preferences.change({ theme: "dark" })).toEqual({ where: "disk" });
  expect(preferences.change({ assumptions })).toEqual({ where: "disk" });
  expect(createPreferences(() => store).get()).toEqual({ theme: "dark", assumptions });
});

test("the theme stands as its bare word, for the script in the head", () => {
  const store = textStore();
  createPreferences(() => store).change({ theme: "light" });
  expect([...store.texts]).toEqual([["fanout:theme", "light"]]);
});

test("two tabs change different parts", () => {
  const store = textStore();
  const [one, other] = [createPreferences(() => store), createPreferences(() => store)];
  one.change({ assumptions });
  other.change({ theme: "dark" });
  expect(one.get()).toEqual({ theme: "dark", assumptions });
});

test("what another version of the page keeps next to them stays", () => {
  const store = textStore();
  store.setItem("fanout:preferences", '{"version":1,"data":{"flags":{"a":true}}}');
  createPreferences(() => store).change({ assumptions });
  expect(JSON.parse(store.getItem("fanout:preferences") ?? "").data).toEqual({
    flags: { a: true },
    assumptions,
  });
});

test("blocked or full storage is said, and worked around in memory", () => {
  const shut = createPreferences(() => {
    throw new DOMException("no", "SecurityError");
  });
  expect(shut.get()).toEqual(usual);
  expect(shut.change({ theme: "dark", assumptions })).toMatchObject({
    where: "memory",
    problem: { kind: "blocked" },
  });
  expect(shut.get()).toEqual({ theme: "dark", assumptions });
  const full = createPreferences(() => ({
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  }));
  expect(full.change({ assumptions })).toMatchObject({ where: "memory", problem: { kind: "full" } });
  expect(full.get().assumptions).toEqual(assumptions);
});

test("what a newer page stored is not written over", () => {
  const store = textStore();
  const newer = '{"version":9,"data":{}}';
  store.setItem("fanout:preferences", newer);
  const preferences = createPreferences(() => store);
  expect(preferences.change({ assumptions })).toMatchObject({ where: "memory" });
  expect(preferences.change({ assumptions, theme: "dark" })).toMatchObject({ where: "memory" });
  expect(preferences.get()).toEqual({ theme: "dark", assumptions });
  expect(store.getItem("fanout:preferences")).toBe(newer);
});

test("what is broken or from a newer page reads as the usual", () => {
  for (const text of [
    "",
    "{",
    "null",
    '{"version":9,"data":{}}',
    '{"version":1,"data":{"assumptions":{"pricePerOpRun":"x"}}}',
  ]) {
    const store = textStore();
    store.setItem("fanout:preferences", text);
    store.setItem("fanout:theme", "blue");
    expect(createPreferences(() => store).get(), text).toEqual(usual);
  }
});
