import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyValue } from "@/lib/testing/arbitraries";
import { measure } from "./measure";

const MIB = 2 ** 20;
const sizeOf = (value: unknown) => measure(value, { bytes: 64 * MIB });

describe("the size of a value", () => {
  it("counts numbers, characters, keys and buffers", () => {
    expect(sizeOf([1, 2])?.bytes).toBe(24);
    expect(sizeOf("four")?.bytes).toBe(8);
    expect(sizeOf({ key: 1 })?.bytes).toBe(22);
    expect(sizeOf(new Uint8Array(100))?.bytes).toBe(108);
    expect(sizeOf(new Map([["a", "b"]]))?.bytes).toBe(12);
  });

  it("counts a value that is in itself, or in many places, once", () => {
    const inside: unknown[] = [];
    inside.push(inside);
    expect(sizeOf(inside)?.bytes).toBe(16);
    const buffer = new Uint8Array(1_000);
    expect(sizeOf([buffer, buffer])?.bytes).toBe(1_024);
  });

  it.each<[string, () => unknown]>([
    [
      "many small objects, and then a large one",
      () => [...Array.from({ length: 100_001 }, () => ({})), "x".repeat(33 * MIB)],
    ],
    ["a list that claims to be endless", () => new Array(2 ** 32 - 1)],
    ["ten million empty objects", () => Array.from({ length: 8_388_609 }, () => 0)],
    ["a view of a large buffer", () => new Uint8Array(new ArrayBuffer(65 * MIB), 0, 1)],
    ["a set of many numbers", () => new Set(Array.from({ length: 8_388_609 }, (_, i) => i))],
  ])("is past the bound: %s", (_, value) => expect(sizeOf(value())).toBeUndefined());

  it("is found for nesting of any depth", () => {
    let deep: unknown[] = [];
    for (let i = 0; i < 1e6; i++) deep = [deep];
    expect(sizeOf(deep)?.bytes).toBe(8 * (1e6 + 1));
  });

  it("grows with its parts", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (one, other) => {
        const [a, both] = [measure(one, {}), measure([one, other], {})];
        expect(both?.bytes).toBeGreaterThanOrEqual(a?.bytes ?? Number.NaN);
        expect(both?.work).toBeGreaterThan(a?.work ?? Number.NaN);
        expect(measure(one, { bytes: (a?.bytes ?? 0) - 1 })).toBeUndefined();
      }),
    );
  });
});
