import fc from "fast-check";
import { expect, it } from "vitest";
import { PART_ORDER, shares } from "./parts";

it("shares sum to one", () => {
  const ms = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      fc.record({
        spawn: ms,
        queue: ms,
        transfer: ms,
        compute: fc.double({ min: 1, max: 1e6, noNaN: true }),
        idle: ms,
      }),
      (breakdown) => {
        const sum = PART_ORDER.reduce((total, part) => total + shares(breakdown)[part], 0);
        expect(sum).toBeCloseTo(1, 9);
      },
    ),
  );
  expect(shares({ spawn: 0, queue: 0, transfer: 0, compute: 0, idle: 0 }).compute).toBe(0);
});
