import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOfValue, valueOfText } from "./value-text";

const MAX = 65_536;
const again = (value: unknown) => valueOfText(textOfValue(value, MAX) as string);

describe("a value as text", () => {
  it.each([
    ["numbers that JSON lacks", [Number.NaN, -0, Number.POSITIVE_INFINITY, 1n, undefined, null, 0.1]],
    ["dates and patterns", [new Date(5), new Date(Number.NaN), /a\/b/gi]],
    ["maps and sets", new Map<unknown, unknown>([[{ a: 1 }, new Set([1, "x"])]])],
    ["bytes", [new Uint8Array([1, 255]), new Float64Array([0.5, Number.NaN]), new Uint8Array([9]).buffer]],
    ["what looks like a tag", { $is: ["Date", 1] }],
    ["an own key __proto__", JSON.parse('{"__proto__": 1}')],
  ])("gives equal values again: %s", (_, value) => {
    expect(again(value)).toEqual(value);
  });

  it("gives any JSON again", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(again(value)).toEqual(value);
      }),
    );
  });

  it("has none for what is longer than allowed, without walking it, nor for cycles and functions", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    for (const value of ["x".repeat(600), Array(1e6).fill("x"), cycle, () => 1, new Error("x")])
      expect(textOfValue(value, 500)).toBeUndefined();
    expect(textOfValue("x".repeat(600), 602)).toHaveLength(602);
  });
});
