import { describe, expect, it } from "vitest";
import { advanced, RATES, rateFor } from "./rate";

describe("rateFor", () => {
  it.each([
    [600, 0.1],
    [2_000, 0.25],
    [8_000, 1],
    [40_000, 5],
  ])("plays %i ms at %f×", (wallMs, rate) => expect(rateFor(wallMs)).toBe(rate));

  it("stays within the rates that there are", () => {
    for (const wallMs of [0, 0.001, 1e9]) expect(RATES).toContain(rateFor(wallMs));
  });
});

describe("advanced", () => {
  it("moves by the rate, and stops at the end", () => {
    expect(advanced(100, 16, 0.5, 500)).toEqual({ at: 108, playing: true });
    expect(advanced(499, 16, 1, 500)).toEqual({ at: 500, playing: false });
  });
});
