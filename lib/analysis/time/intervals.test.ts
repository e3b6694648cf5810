import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, IntervalList, type Intervals, measure, subtract, unite } from "./intervals";

const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
  maxLength: 15,
});

const listOf = (all: readonly (readonly [number, number])[]): Intervals => {
  const list = new IntervalList();
  for (const [a, b] of all) list.push(a, b);
  return list.union();
};
/** The unit cells [i, i + 1) that are covered: a simple definition to compare with. */
const cells = (intervals: Intervals): number[] =>
  Array.from({ length: 42 }, (_, i) => i).filter((i) =>
    [...intervals.start].some((s, k) => s <= i && i < (intervals.end[k] ?? 0)),
  );

describe("intervals", () => {
  it("unites intervals to disjoint ascending ones that cover the same times", () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const union = listOf(all);
        const expected = Array.from({ length: 42 }, (_, i) => i).filter((i) =>
          all.some(([a, b]) => a <= i && i < b),
        );
        expect(cells(union)).toEqual(expected);
        expect(measure(union)).toBe(expected.length);
        for (let i = 1; i < union.start.length; i += 1)
          expect(union.start[i]).toBeGreaterThan(union.end[i - 1] ?? 0);
      }),
    );
  });

  it("subtracts, unites and clips like sets", () => {
    fc.assert(
      fc.property(pairs, pairs, fc.nat(40), fc.nat(40), (a, b, from, to) => {
        const [x, y] = [listOf(a), listOf(b)];
        const [cx, cy] = [new Set(cells(x)), new Set(cells(y))];
        expect(cells(subtract(x, y))).toEqual([...cx].filter((i) => !cy.has(i)));
        expect(cells(unite(x, y))).toEqual([...new Set([...cx, ...cy])].sort((p, q) => p - q));
        expect(cells(clip(x, from, to))).toEqual([...cx].filter((i) => i >= from && i < to));
      }),
    );
  });

  it("ignores empty, reversed and unknown intervals", () => {
    expect(
      measure(
        listOf([
          [3, 3],
          [5, 2],
          [Number.NaN, 4],
          [1, Number.NaN],
        ]),
      ),
    ).toBe(0);
  });
});
