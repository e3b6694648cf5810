import fc from "fast-check";
import { expect, it } from "vitest";
import { orderBy } from "./sort";

const expected = (keys: Float64Array) =>
  [...keys.keys()].sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);

it("sorts any keys, stably", () => {
  const key = fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 5 }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
      const array = Float64Array.from(keys);
      expect([...orderBy(array)]).toEqual(expected(array));
    }),
  );
});

it("handles a far outlier", () => {
  const keys = Float64Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 20_000);
  keys[5] = 1e15;
  expect([...orderBy(keys)]).toEqual(expected(keys));
});
