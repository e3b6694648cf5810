import { expect, it } from "vitest";
import { fitted, type View } from "./view";
import { gripAt, gripped, windowOf } from "./window";

const WALL = 1_000;
const WIDTH = 500;
const view: View = { start: 200, range: 300 };
const [left, right] = windowOf(view, WIDTH, WALL);

it("knows what is under the pointer", () => {
  const at = (x: number) => gripAt(x, view, WIDTH, WALL);
  expect([at(left), at(right), at((left + right) / 2), at(0), at(WIDTH)]).toEqual([
    "start",
    "end",
    "window",
    "elsewhere",
    "elsewhere",
  ]);
});

it("moves the window, and keeps it in the run", () => {
  const moved = gripped("window", view, 0, 50, WIDTH, WALL);
  expect(moved.range).toBeCloseTo(300);
  expect(moved.start).toBeGreaterThan(200);
  const whole = fitted(WALL);
  expect(gripped("window", view, 0, 9_999, WIDTH, WALL).start).toBeCloseTo(whole.start + whole.range - 300);
});

it("moves one edge and keeps the other", () => {
  const wider = gripped("start", view, left, left - 50, WIDTH, WALL);
  expect(wider.start + wider.range).toBeCloseTo(500);
  expect(wider.range).toBeGreaterThan(300);
  expect(gripped("end", view, right, right + 50, WIDTH, WALL).start).toBe(200);
  // An edge never crosses the other.
  expect(gripped("end", view, right, -9_999, WIDTH, WALL).range).toBeGreaterThan(0);
});

it("centers where it was pressed", () => {
  const { start, range } = gripped("elsewhere", view, 0, WIDTH * 0.75, WIDTH, WALL);
  const whole = fitted(WALL);
  expect(start + range / 2).toBeCloseTo(whole.start + whole.range * 0.75);
});
