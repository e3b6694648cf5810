import { describe, expect, it } from "vitest";
import { type MeasuredStarts, startsOf } from "./starts";

/** @param spawns ascending */
const measured = (
  spawns: readonly number[],
  { startsPool = true, heldMs = 0 }: { readonly startsPool?: boolean; readonly heldMs?: number } = {},
): MeasuredStarts => {
  const mid = spawns[spawns.length >> 1] ?? 0;
  const spawn = { low: mid, mid, high: mid, n: spawns.length };
  return { costs: { spawns, spawn, held: { bodies: heldMs, besides: 0 } }, startsPool };
};
const settings = { workers: 8, maxParallelism: 25, cores: 2 };

describe("starts of a pool", () => {
  const eight = [20, 30, 40, 50, 60, 70, 80, 90];
  const all = (starts: (i: number, of: number) => number, n: number) =>
    Array.from({ length: n }, (_, i) => starts(i, n));

  it("take as long as measured, for more or fewer workers", () => {
    expect(all(startsOf(measured(eight), settings, { workers: 2 }, "mid"), 2)).toEqual([20, 30]);
    expect(all(startsOf(measured(eight), settings, { workers: 10 }, "mid"), 10)).toEqual([
      ...eight,
      100,
      110,
    ]);
  });

  it("follow the pace of the measured few if no more were measured", () => {
    // Three start in parallel on two cores: a third of a start's time each.
    expect(all(startsOf(measured([21, 24]), { ...settings, workers: 2 }, { workers: 4 }, "mid"), 4)).toEqual([
      21, 24, 31, 38,
    ]);
  });

  it("are in a band: from no wait to longer waits", () => {
    const at = (quartile: "low" | "high") =>
      startsOf(measured(eight), settings, { workers: 10 }, quartile)(9, 10);
    expect([at("low"), at("high")]).toEqual([90, 120]);
  });

  it("do not wait if there is a core for each", () => {
    expect(startsOf(measured([20]), { workers: 1, maxParallelism: 25 }, {}, "mid")(7, 8)).toBe(20);
  });
});

describe("starts of op runs", () => {
  const starts = (startMs: number, heldMs: number, workers: number, to: number, itemScale = 1) =>
    startsOf(
      measured([startMs], { startsPool: false, heldMs }),
      { ...settings, workers },
      { workers: to, itemScale },
      "mid",
    )(0, 0);

  it("share the cores with starts at the same time only", () => {
    // 8 lanes, half of them starting: 4 on 2 cores, so a start alone takes half.
    expect(starts(50, 50, 8, 8)).toBeCloseTo(50);
    expect(starts(50, 50, 8, 2)).toBeCloseTo(25);
    // 16 lanes keep the cores busy: 16 × 25 / 2 − 50.
    expect(starts(50, 50, 8, 16)).toBeCloseTo(150);
  });

  it("are shorter next to longer bodies, but not shorter than alone", () => {
    expect(starts(50, 50, 8, 16, 2)).toBeCloseTo(100);
    expect(starts(50, 50, 8, 16, 100)).toBeCloseTo(25);
  });

  it("are as many in parallel as maxParallelism allows", () => {
    expect(starts(50, 50, 8, 1_000)).toBeCloseTo((25 * 25) / 2 - 50);
  });
});
