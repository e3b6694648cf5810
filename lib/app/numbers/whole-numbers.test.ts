import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_NUMBERS } from "@/lib/estimate/defaults";
import { presetNamed } from "@/lib/estimate/presets";
import { numbersSchema } from "@/lib/estimate/schema";
import { hasField, mergeNumbers } from "./own-numbers";
import { withVaried } from "./varied";
import { fieldsOfRun, stillOfRun, wholeNumbers } from "./whole-numbers";

const measured = {
  task: "square",
  items: 26,
  item: { p50Ms: 100.04, p95Ms: 101.2 },
  failures: 0,
  start: { p50Ms: 31.26, p95Ms: 55.5 },
  messageMs: 0.21,
} as const;

describe("your numbers", () => {
  const ofRun = fieldsOfRun(measured, 8, 2);

  it("start from the run, in this browser, with three digits", () => {
    const numbers = wholeNumbers({}, ofRun);
    expect(numbers).toMatchObject({
      work: { items: 26, item: { kind: "fixed", ms: 100 } },
      place: { preset: "browser", start: { kind: "percentiles", p50Ms: 31.3, p95Ms: 55.5 }, cores: 2 },
      workers: 8,
    });
    expect(hasField(ofRun, "work.items")).toBe(true);
    expect(hasField(ofRun, "work.waits")).toBe(false);
    expect(hasField(ofRun, "chunk")).toBe(false);
  });

  it("take what was typed before what was measured, and another platform whole", () => {
    const { place } = presetNamed("dagster-pod");
    const own = mergeNumbers({ work: { items: 10_000 } }, { place });
    expect(wholeNumbers(own, ofRun)).toMatchObject({ work: { items: 10_000, item: { ms: 100 } }, place });
  });

  it("take nothing of the run's items for items of another duration", () => {
    const waiting = fieldsOfRun({ ...measured, waits: 1, failures: 0.1, bytesIn: 7 }, 8, 2);
    expect(wholeNumbers({ work: { items: 10_000 } }, waiting).work).toMatchObject({ waits: 1, bytesIn: 7 });
    const own = { work: { item: { kind: "fixed", ms: 300_000 } } } as const;
    expect(wholeNumbers(own, waiting).work).toMatchObject({ items: 26, waits: 0, failures: 0, bytesIn: 0 });
    expect(stillOfRun(own, waiting)).toMatchObject({ work: { items: 26 }, workers: 8 });
  });

  it("are within the model's bounds for whatever a run shows", () => {
    const ms = fc.double({ min: 0, max: 1e8, noNaN: true });
    const spread = fc.tuple(ms, ms).map(([a, b]) => ({ p50Ms: Math.min(a, b), p95Ms: Math.max(a, b) }));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.nat({ max: 1_000_000 }),
        spread,
        spread,
        share,
        ms,
        (items, item, start, part, messageMs) => {
          const found = { task: "t", items: items + 1, item, start, failures: part, waits: part, messageMs };
          const whole = wholeNumbers({}, fieldsOfRun(found, 8, 2));
          expect(numbersSchema.safeParse(whole).error).toBeUndefined();
        },
      ),
    );
  });

  it("are the default question where nothing is known", () =>
    expect(wholeNumbers({}, undefined)).toEqual(DEFAULT_NUMBERS));

  it("take a cell of the map, and keep the spread", () => {
    const spread = wholeNumbers(
      { work: { item: { kind: "percentiles", p50Ms: 1_000, p95Ms: 4_000 } } },
      undefined,
    );
    expect(withVaried(withVaried({}, spread, "itemMs", 2_004), spread, "items", 12_743)).toEqual({
      work: { item: { kind: "percentiles", p50Ms: 2_000, p95Ms: 8_000 }, items: 12_700 },
    });
  });
});
