import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_NUMBERS } from "../defaults";
import { EXACT_ITEMS } from "../draws";
import type { Numbers } from "../numbers";
import { Units } from "./units";

const ON_WORKERS = ["dynamic", "pooled", "hybrid"] as const;

function numbersOf(items: number, groups: number, chunk: Numbers["chunk"]): Numbers {
  return { ...DEFAULT_NUMBERS, chunk, work: { ...DEFAULT_NUMBERS.work, items, groups } };
}

/** Takes all units, a group's items as soon as it has been asked for. */
function sizesOf(units: Units): { readonly items: number[]; readonly groups: number; readonly end: number } {
  const items: number[] = [];
  let groups = 0;
  let end = 0;
  while (!units.done) {
    const unit = units.take(Number.NaN);
    if (unit.group) {
      groups += 1;
      units.release();
      continue;
    }
    if (unit.from !== end || unit.to <= end) throw new Error(`from ${unit.from} to ${unit.to} after ${end}`);
    end = unit.to;
    items.push(unit.to - unit.from);
  }
  return { items, groups, end };
}

it("hands out every item once, in order, whatever the chunks, groups and batches", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom("auto" as const, 1, 7, 5_000),
      fc.integer({ min: 1, max: 100 }),
      fc.constantFrom(...ON_WORKERS),
      fc.constantFrom(10, 500, EXACT_ITEMS),
      (items, groups, chunk, slots, strategy, exact) => {
        const units = new Units(numbersOf(items, groups, chunk), strategy, slots, exact);
        const { end, groups: asked } = sizesOf(units);
        expect(end).toBe(items);
        const maps = strategy === "hybrid" ? 1 : Math.min(groups, items);
        expect(asked).toBe(maps === 1 ? 0 : maps);
      },
    ),
  );
});

// Links are written by strangers: no numbers within the bounds may keep a page busy for minutes.
it.each(ON_WORKERS)("has a bounded number of units under %s", (strategy) => {
  for (const slots of [64, 10_000]) {
    for (const [groups, chunk] of [
      [1, 1],
      [100_000, "auto"],
      [1, "auto"],
    ] as const) {
      const units = new Units(numbersOf(10_000_000, groups, chunk), strategy, slots, EXACT_ITEMS);
      expect(sizesOf(units).items.length).toBeLessThan(1_000_000);
    }
  }
});

it("ends in single messages, so that no wave is lost", () => {
  const units = new Units(numbersOf(1_000_000, 1, 1), "dynamic", 64, EXACT_ITEMS);
  const { items } = sizesOf(units);
  expect(items[0]).toBeGreaterThan(100);
  expect(items.slice(-64 * 4).every((size) => size === 1)).toBe(true);
  expect(items.length).toBeLessThan(EXACT_ITEMS);
});
