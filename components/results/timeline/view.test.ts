import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clamped, fitted, focused, panned, showing, toTime, toX, zoomed } from "./view";

const anyWall = fc.double({ min: 0.01, max: 1e7, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const inside = ({ start, range }: { start: number; range: number }, wall: number) => {
  const whole = fitted(wall);
  expect(start).toBeGreaterThanOrEqual(whole.start - 1e-6 * wall);
  expect(start + range).toBeLessThanOrEqual(whole.start + whole.range + 1e-6 * wall);
  expect(range).toBeGreaterThan(0);
};

describe("the view", () => {
  it("shows the whole trial, also an empty one", () => {
    expect(fitted(100)).toEqual({ start: -1, range: 102 });
    expect(fitted(0).range).toBeGreaterThan(0);
  });

  it("stays inside the trial after any sequence of moves", () => {
    const step = fc.tuple(
      fc.constantFrom("zoom", "pan", "focus"),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      share,
    );
    fc.assert(
      fc.property(anyWall, fc.array(step, { maxLength: 40 }), (wall, steps) => {
        let view = fitted(wall);
        for (const [what, size, at] of steps) {
          if (what === "zoom") view = zoomed(view, size, at, wall);
          else if (what === "pan") view = panned(view, size - 50, wall);
          else view = focused(at * wall, at * wall + size, wall);
          inside(view, wall);
        }
      }),
    );
  });

  it("keeps the time under the pointer in place", () => {
    fc.assert(
      fc.property(anyWall, share, (wall, at) => {
        const view = zoomed(fitted(wall), 0.5, 0.5, wall);
        const before = toTime(view, at * 800, 800);
        const after = toTime(zoomed(view, 0.5, at, wall), at * 800, 800);
        expect(Math.abs(after - before)).toBeLessThan(wall * 1e-9);
      }),
    );
  });

  it("converts px to ms and back", () => {
    const view = { start: 20, range: 40 };
    expect(toX(view, 30, 800)).toBe(200);
    expect(toTime(view, 200, 800)).toBe(30);
  });

  it("moves only if necessary", () => {
    const view = clamped({ start: 20, range: 20 }, 100);
    expect(showing(view, 25, 30, 100)).toBe(view);
    expect(showing(view, 50, 52, 100)).toEqual({ start: 34, range: 20 });
    expect(showing(view, 10, 12, 100)).toEqual({ start: 8, range: 20 });
  });
});
