import { expect, it } from "vitest";
import { defaultSettings } from "@/lib/model/settings";
import { changedBetween } from "./changes";

const settings = defaultSettings(4);
const before = { code: "a", language: "typescript" as const, inputs: { n: 1 }, settings };

it("names what has changed in the words of the controls", () => {
  expect(changedBetween(before, { ...before, inputs: { n: 1 } })).toBeUndefined();
  expect(changedBetween(before, { ...before, code: "b" })).toBe("code");
  expect(changedBetween(before, { ...before, inputs: { n: 2 } })).toBe("inputs");
  expect(changedBetween(before, { ...before, settings: { ...settings, workers: 2 } })).toBe("workers");
  const all = {
    code: "b",
    language: "typescript" as const,
    inputs: {},
    settings: { ...settings, rounds: 3, seed: 2, chunk: 7 },
  };
  expect(changedBetween(before, all)).toBe("code, inputs, rounds and settings");
});
