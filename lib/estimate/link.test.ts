import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_NUMBERS } from "./defaults";
import { decodeNumbers, encodeNumbers } from "./link";
import { PRESET_IDS } from "./preset-ids";
import { PRESETS } from "./presets";
import { numbersSchema } from "./schema";
import { anyNumbers } from "./testing/arbitrary";

describe("numbers in links", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(anyNumbers, (numbers) => {
        const text = JSON.stringify(encodeNumbers(numbers));
        expect(decodeNumbers(JSON.parse(text))).toEqual(numbers);
      }),
    );
  });

  it("are short, and whole with every preset", () => {
    for (const { place } of PRESETS) {
      const numbers = { ...DEFAULT_NUMBERS, place };
      const encoded = encodeNumbers(numbers);
      expect(decodeNumbers(encoded)).toEqual(numbers);
      expect(JSON.stringify(encoded).length).toBeLessThan(400);
    }
  });

  it("do not change with today's defaults: this link is of version 1", () => {
    const old = {
      work: { items: 10_000, item: { kind: "fixed", ms: 300_000 } },
      place: { start: { kind: "fixed", ms: 20_000 } },
      workers: 64,
    };
    const numbers = decodeNumbers(old);
    expect(numbers?.work).toMatchObject({ items: 10_000, retries: 0, waits: 0, groups: 1 });
    expect(numbers?.place).toMatchObject({ hosts: "separate", limit: 0, endMs: 0 });
    expect(numbers && encodeNumbers(numbers)).toEqual(old);
  });

  it("are refused where they are out of bounds or of another shape", () => {
    for (const hostile of [
      undefined,
      null,
      [],
      "x",
      { workers: 0 },
      { workers: 1e9 },
      { work: { items: 1e12 } },
      { work: { items: 1.5 } },
      { work: { item: { kind: "percentiles", p50Ms: 2, p95Ms: 1 } } },
      { work: { item: { kind: "percentiles", p50Ms: 0, p95Ms: 1 } } },
      { work: { item: { kind: "percentiles", p50Ms: 1, p95Ms: 101 } } },
      { work: { item: { kind: "fixed", ms: -1 } } },
      { work: null },
      { place: { preset: "__proto__" } },
      { place: { start: { kind: "fixed", ms: Number.NaN } } },
      { more: 1 },
      { work: { more: 1 } },
    ])
      expect(decodeNumbers(hostile)).toBeUndefined();
  });

  it("never throw, whatever the link holds", () => {
    fc.assert(fc.property(fc.anything(), (value) => void decodeNumbers(value)));
  });
});

describe("presets", () => {
  it("are one for each name, within the bounds, each with its source and date", () => {
    expect(PRESETS.map(({ id }) => id)).toEqual([...PRESET_IDS]);
    for (const { id, place, source } of PRESETS) {
      expect(numbersSchema.safeParse({ ...DEFAULT_NUMBERS, place }).success, id).toBe(true);
      expect(place.preset).toBe(id);
      expect(source.because.length).toBeGreaterThan(10);
      expect(source.date).toMatch(/^2026-\d\d-\d\d$/);
    }
  });
});
