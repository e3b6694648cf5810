import { describe, expect, it } from "vitest";
import { clampNumber, parseNumber } from "./number-text";

describe("parseNumber", () => {
  it.each([
    ["12", 12],
    [" 1,000 ", 1000],
    ["1 000 000", 1_000_000],
    ["1_000", 1000],
    ["1e3", 1000],
    ["-2.5", -2.5],
    ["0", 0],
  ])("reads %j", (text, value) => expect(parseNumber(text, {})).toEqual({ ok: true, value }));

  it.each(["", "  ", "x", "1,00", "NaN", "Infinity", "1 2"])("refuses %j", (text) =>
    expect(parseNumber(text, {})).toEqual({ ok: false, message: "Enter a number." }),
  );

  it("respects the bounds, and names them", () => {
    expect(parseNumber("65", { min: 1, max: 64 })).toEqual({
      ok: false,
      message: "Enter a number from 1 to 64.",
    });
    expect(parseNumber("-1", { min: 0, max: 1_000_000 })).toMatchObject({
      message: expect.stringContaining("0 to 1,000,000"),
    });
    expect(parseNumber("0", { min: 1 })).toEqual({ ok: false, message: "Enter a number of at least 1." });
    expect(parseNumber("3", { max: 2 })).toEqual({ ok: false, message: "Enter a number of at most 2." });
    expect(parseNumber("1.5", { integer: true })).toEqual({ ok: false, message: "Enter a whole number." });
    expect(parseNumber("64", { min: 1, max: 64, integer: true })).toEqual({ ok: true, value: 64 });
  });
});

it.each([
  ["100", 64],
  ["0", 1],
  ["-5", 1],
  ["7.6", 8],
  ["12", 12],
  ["1,000", 64],
  ["x", undefined],
  ["", undefined],
])("clamps %j", (text, value) => expect(clampNumber(text, { min: 1, max: 64, integer: true })).toBe(value));
