import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumbers, parseStrings, writeNumbers, writeStrings } from "./list-text";

describe("lists as text", () => {
  it("reads numbers as people write them", () => {
    expect(parseNumbers("1, 2 3;4\n5")).toEqual({ ok: true, value: [1, 2, 3, 4, 5] });
    expect(parseNumbers("[1.5, -2e3]")).toEqual({ ok: true, value: [1.5, -2000] });
    expect(parseNumbers("-2..2, 7")).toEqual({ ok: true, value: [-2, -1, 0, 1, 2, 7] });
    expect(parseNumbers("")).toEqual({ ok: true, value: [] });
  });

  it("says what is wrong", () => {
    expect(parseNumbers("1, two")).toEqual({ ok: false, message: '"two" is not a number.' });
    expect(parseNumbers("5..1")).toEqual({ ok: false, message: '"5..1" runs backwards.' });
    expect(parseNumbers("0..999999999")).toMatchObject({ ok: false });
  });

  it("writes long runs short", () => {
    expect(writeNumbers(Array.from({ length: 10_000 }, (_, i) => i + 1))).toBe("1..10000");
    expect(writeNumbers([1, 2, 3, 9])).toBe("1, 2, 3, 9");
  });

  it("loses no list of numbers", () => {
    const number = fc.oneof(
      fc.integer({ min: -50, max: 50 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(fc.array(number), (values) => {
        // -0 and 0 are written alike.
        expect(parseNumbers(writeNumbers(values))).toEqual({
          ok: true,
          value: values.map((value) => value + 0),
        });
      }),
    );
  });

  it("loses no list of texts of one line", () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((text) => !text.includes("\n"))), (values) => {
        expect(parseStrings(writeStrings(values))).toEqual(values);
      }),
    );
  });
});
