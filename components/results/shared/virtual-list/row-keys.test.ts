import fc from "fast-check";
import { expect, it } from "vitest";
import { NO_KEYS, nextKeys } from "./row-keys";

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

it("keeps the keys of rows that stay if few are new", () => {
  const before = nextKeys(NO_KEYS, 10, 26);
  expect(before.keys).toEqual(upTo(16));
  expect(nextKeys(before, 12, 28).keys).toEqual([...upTo(16).slice(2), 16, 17]);
  expect(nextKeys(before, 9, 25).keys).toEqual([16, ...upTo(15)]);
  expect(nextKeys(before, 10, 26)).toBe(before);
});

it("reuses all keys in order if many are new", () => {
  const before = nextKeys(NO_KEYS, 10, 26);
  expect(nextKeys(before, 15, 31).keys).toEqual(before.keys);
  expect(nextKeys(before, 900, 917).keys).toEqual([...before.keys, 16]);
});

it("has unique keys, and does not reorder rows that stay", () => {
  const window = fc.tuple(fc.nat(60), fc.nat(20));
  fc.assert(
    fc.property(fc.array(window, { maxLength: 30 }), (windows) => {
      let keys = NO_KEYS;
      for (const [first, count] of windows) {
        const next = nextKeys(keys, first, first + count);
        expect(next.keys).toHaveLength(count);
        expect(new Set(next.keys).size).toBe(count);
        const kept = next.keys.filter((key) => keys.keys.includes(key));
        expect(kept).toEqual(keys.keys.filter((key) => next.keys.includes(key)));
        keys = next;
      }
    }),
  );
});
