import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ELEMENT_HEIGHT, offsetFor, scrollMap, windowAt } from "./scroll-map";

describe("scrollMap", () => {
  it("is exact for lists that fit", () => {
    const map = scrollMap(26 * 24, 300);
    expect(map).toMatchObject({ spacer: 624, exact: true });
    expect([map.offsetOf(100), map.scrollTopOf(100), map.offsetOf(9999)]).toEqual([100, 100, 324]);
  });

  it("needs no scrolling if all rows are in view", () => {
    const map = scrollMap(100, 300);
    expect([map.spacer, map.offsetOf(50), map.scrollTopOf(50)]).toEqual([100, 0, 0]);
  });

  it("reaches both ends of a million rows, and maps every offset there and back", () => {
    const content = 1_000_000 * 24;
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 3000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (view, share) => {
          const map = scrollMap(content, view);
          expect(map.spacer).toBe(MAX_ELEMENT_HEIGHT);
          expect(map.offsetOf(0)).toBe(0);
          expect(map.offsetOf(map.spacer - view)).toBeCloseTo(content - view, 3);
          const offset = share * (content - view);
          expect(map.offsetOf(map.scrollTopOf(offset))).toBeCloseTo(offset, 3);
        },
      ),
    );
  });
});

it("draws the rows in view and a few around them", () => {
  expect(windowAt(0, 240, 1000, 24, 4)).toEqual({ first: 0, last: 14 });
  expect(windowAt(2400, 240, 1000, 24, 4)).toEqual({ first: 96, last: 114 });
  expect(windowAt(23_760, 240, 1000, 24, 4)).toEqual({ first: 986, last: 1000 });
  expect(windowAt(0, 240, 0, 24, 4)).toEqual({ first: 0, last: 0 });
});

it("scrolls as little as possible to show a row", () => {
  expect(offsetFor(10, 0, 480, 24, "nearest")).toBe(0);
  expect(offsetFor(30, 0, 480, 24, "nearest")).toBe(264);
  expect(offsetFor(3, 240, 480, 24, "nearest")).toBe(72);
  expect(offsetFor(100, 0, 480, 24, "center")).toBe(2172);
});
