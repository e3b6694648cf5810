import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_NUMBERS } from "@/lib/estimate/defaults";
import { anyText } from "@/lib/testing/arbitraries";
import { embedFragment, parseEmbedFragment } from "./embed-fragment";
import { encodeLink } from "./link";
import { defaults } from "./testing";

test("an empty fragment: the default look, and no program", () => {
  expect(parseEmbedFragment("")).toEqual({
    link: { ok: true, kind: "none", state: {}, notes: [] },
    theme: "auto",
    readonly: false,
    height: "fill",
    notes: [],
  });
});

test("an example with everything", () => {
  const fragment =
    "#example=letters&view=compare&strategies=sequential,pooled&workers=4&theme=dark&readonly&height=auto";
  expect(
    embedFragment(
      { kind: "example", name: "letters" },
      { view: "compare", settings: { strategies: ["sequential", "pooled"], workers: 4 } },
      { theme: "dark", readonly: true, height: "auto" },
    ),
  ).toBe(fragment);
  expect(parseEmbedFragment(fragment)).toEqual({
    link: {
      ok: true,
      kind: "example",
      example: "letters",
      state: { view: "compare", settings: { strategies: ["sequential", "pooled"], workers: 4 } },
      notes: [],
    },
    theme: "dark",
    readonly: true,
    height: "auto",
    notes: [],
  });
});

test("a link keeps its content, and options after it override it", () => {
  const link = encodeLink({ code: "x", view: "code" }, defaults);
  const fragment = embedFragment({ kind: "link", fragment: link }, { view: "timeline" }, { theme: "light" });
  expect(fragment).toBe(`${link}&view=timeline&theme=light`);
  expect(parseEmbedFragment(fragment)).toMatchObject({
    link: { kind: "program", state: { code: "x", view: "timeline" } },
    theme: "light",
  });
  expect(embedFragment({ kind: "link", fragment: link })).toBe(link);
});

test("flags with and without values", () => {
  for (const flag of ["readonly", "readonly=", "readonly=true", "readonly=1", "readonly=readonly"]) {
    expect(parseEmbedFragment(`#${flag}`).readonly, flag).toBe(true);
  }
  for (const flag of ["readonly=false", "readonly=0", "readonly=no", "view=code"]) {
    expect(parseEmbedFragment(`#${flag}`).readonly, flag).toBe(false);
  }
});

test("invalid options are noted, and a broken link keeps its look", () => {
  const parsed = parseEmbedFragment("#f1.abc&theme=blue&height=300&readonly");
  expect(parsed.link.ok).toBe(false);
  expect(parsed).toMatchObject({ theme: "auto", height: "fill", readonly: true });
  expect(parsed.notes).toEqual(["theme: use auto, light, dark.", 'height: use "auto" or "fill".']);
  expect(parseEmbedFragment("#example=letters&color=red").notes).toEqual(['Unknown option "color".']);
});

test("arbitrary strings never throw", () => {
  fc.assert(fc.property(fc.oneof(anyText, fc.webFragments()), (text) => void parseEmbedFragment(text)));
});

test("your numbers alone, without a program", () => {
  const fragment = embedFragment(
    { kind: "numbers" },
    { view: "scale", numbers: DEFAULT_NUMBERS },
    { theme: "dark" },
  );
  expect(fragment).toMatch(/^#view=scale&numbers=work\.items:10000,[\w.:,-]+&theme=dark$/);
  expect(parseEmbedFragment(fragment)).toMatchObject({
    link: { kind: "none", state: { view: "scale", numbers: DEFAULT_NUMBERS }, notes: [] },
    theme: "dark",
  });
  expect(embedFragment({ kind: "numbers" })).toBe("#view=scale");
});
