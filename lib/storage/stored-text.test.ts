import fc from "fast-check";
import { expect, test } from "vitest";
import { anyValue } from "@/lib/testing/arbitraries";
import { storedText } from "./stored-text";

test("writes plain values as JSON", () => {
  const draft = { version: 9, data: { code: "a", at: 1, list: [1, null, true], __proto__x: {} } };
  expect(JSON.parse(storedText(draft))).toEqual(draft);
});

test("writes what the others hold", () => {
  const around: Record<string, unknown> = { map: new Map([["a", 1n]]), set: new Set([new Date(0)]) };
  around.self = around;
  around.bytes = new Uint8Array([1, 2, 3]).subarray(1);
  expect(JSON.parse(storedText(around))).toEqual({
    map: [["a", "1"]],
    set: ["1970-01-01T00:00:00.000Z"],
    self: "(contains itself)",
    bytes: [2, 3],
  });
  expect(storedText(undefined)).toBe("null");
});

test("writes anything", () => {
  fc.assert(fc.property(anyValue, (value) => void JSON.parse(storedText(value))));
});
