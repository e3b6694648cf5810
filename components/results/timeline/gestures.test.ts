import { describe, expect, it } from "vitest";
import { Pointers, turned } from "./gestures";
import { fitted, toTime } from "./view";

const view = { start: 20, range: 40 };
const turn = { deltaX: 0, deltaY: 0, mode: 0, zoom: false, shift: false, at: 0.5 };

describe("the wheel", () => {
  it("zooms with Ctrl at the pointer, within bounds", () => {
    const closer = turned(view, { ...turn, deltaY: -100, zoom: true }, 800, 100);
    expect(closer?.range).toBeLessThan(30);
    expect((closer?.start ?? 0) + (closer?.range ?? 0) / 2).toBeCloseTo(40, 6);
    expect(turned(view, { ...turn, deltaY: 1e9, zoom: true }, 800, 100)).toEqual(fitted(100));
  });

  it("pans sideways, also with Shift, and lets the page scroll up and down", () => {
    expect(turned(view, { ...turn, deltaX: 80 }, 800, 100)).toEqual({ start: 24, range: 40 });
    expect(turned(view, { ...turn, deltaY: 80, shift: true }, 800, 100)).toEqual({ start: 24, range: 40 });
    expect(turned(view, { ...turn, deltaY: 80, deltaX: 5 }, 800, 100)).toBeUndefined();
  });
});

describe("pointers", () => {
  it("pan with one", () => {
    const pointers = new Pointers();
    pointers.press(1, 400, 10);
    expect(pointers.move(1, 380, 30, view, 0, 800, 100)).toEqual({
      view: { start: 21, range: 40 },
      scroll: -20,
    });
    expect(pointers.travelled).toBeCloseTo(Math.hypot(20, 20));
    pointers.release(1);
    expect(pointers.count).toBe(0);
  });

  it("pinch with two, and times stay under the fingers", () => {
    const pointers = new Pointers();
    pointers.press(1, 300, 0);
    pointers.press(2, 500, 0);
    const under = toTime(view, 500, 800);
    const one = pointers.move(1, 200, 0, view, 0, 800, 100);
    expect(one.view.range).toBeLessThan(view.range);
    expect(toTime(one.view, 500, 800)).toBeCloseTo(under, 0);
  });

  it("ignore unknown pointers", () => {
    expect(new Pointers().move(9, 0, 0, view, 0, 800, 100)).toEqual({ view, scroll: 0 });
  });
});
