import fc from "fast-check";
import { expect, it } from "vitest";
import { depthOf } from "./json-depth";

const reference = (value: unknown): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(reference)) : 0;

it("counts as a recursion would, up to a bound", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.integer({ min: 0, max: 6 }), (value, most) => {
      expect(depthOf(value)).toBe(reference(value));
      expect(depthOf(value, most)).toBe(Math.min(most + 1, reference(value)));
    }),
  );
});

it("needs no stack", () => {
  let deep: unknown[] = [];
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(depthOf(deep)).toBe(201);
});
