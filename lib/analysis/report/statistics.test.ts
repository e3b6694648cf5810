import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, medianInterval, pairedRatio } from "./statistics";

/** A seeded generator (mulberry32), so that the simulations below are reproducible. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
/** Realistic timings: a floor, a long tail, and occasional spikes. */
const timing = (random: () => number): number =>
  100 - 8 * Math.log(1 - random()) + (random() < 0.1 ? 60 * random() : 0);

const values = fc.uniqueArray(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

describe("medianInterval", () => {
  it("consists of two of the values, symmetric in rank around the median", () => {
    fc.assert(
      fc.property(values, (all) => {
        const { low, high, median: middle } = medianInterval(all);
        expect(middle).toBe(median(all));
        expect(low <= middle && middle <= high).toBe(true);
        expect(all.filter((value) => value < low).length).toBe(all.filter((value) => value > high).length);
        expect(all.includes(low) && all.includes(high)).toBe(true);
      }),
    );
  });

  it("has the exact levels of binomial tables", () => {
    const of = (n: number) => medianInterval(Array.from({ length: n }, (_, i) => i + 1));
    expect(of(1)).toEqual({ median: 1, low: 1, high: 1, level: 0, n: 1 });
    expect(of(3)).toMatchObject({ low: 1, high: 3, level: 0.75 });
    expect(of(5)).toMatchObject({ low: 1, high: 5, level: 0.9375 });
    expect(of(6)).toMatchObject({ low: 1, high: 6, level: 0.96875 });
    expect(of(9)).toMatchObject({ low: 2, high: 8, level: 1 - 20 / 512 });
    expect(of(20)).toMatchObject({ low: 6, high: 15 });
    expect(of(20).level).toBeCloseTo(0.9586, 4);
    expect(of(31)).toMatchObject({ low: 10, high: 22 });
    expect(of(31).level).toBeCloseTo(0.9706, 3);
  });

  it("holds the true median as often as its level says, also with spikes", () => {
    const random = seeded(7);
    const truth = median(Array.from({ length: 200_001 }, () => timing(random)));
    for (const n of [5, 7, 12, 20, 30]) {
      let held = 0;
      let level = 0;
      const sessions = 2_000;
      for (let i = 0; i < sessions; i += 1) {
        const interval = medianInterval(Array.from({ length: n }, () => timing(random)));
        level = interval.level;
        if (interval.low <= truth && truth <= interval.high) held += 1;
      }
      // Four standard errors of a share near 0.95 in 2,000 sessions are 0.02.
      expect(Math.abs(held / sessions - level)).toBeLessThan(0.02);
      expect(level).toBeGreaterThan(0.93);
    }
  });

  it("of nothing is NaN", () => {
    expect(medianInterval([])).toMatchObject({ n: 0, level: 0 });
    expect(median([])).toBeNaN();
  });
});

describe("pairedRatio", () => {
  it("finds no difference if the interval contains 1 or is within 2 %", () => {
    expect(pairedRatio([100, 102, 99, 101, 100, 98], [100, 99, 101, 100, 102, 100], 0.1).verdict).toBe(
      "no clear difference",
    );
    expect(pairedRatio([101, 101, 101, 101, 101, 101], [100, 100, 100, 100, 100, 100], 0.1).verdict).toBe(
      "no clear difference",
    );
    expect(pairedRatio([110, 111, 112, 109, 110, 110], [100, 100, 100, 100, 100, 100], 0.1).verdict).toBe(
      "longer",
    );
    expect(pairedRatio([50, 51, 52, 49, 50, 50], [100, 100, 100, 100, 100, 100], 0.1).verdict).toBe(
      "shorter",
    );
  });

  it("does not rank what the clock cannot resolve, or two or three rounds", () => {
    expect(pairedRatio([0.5, 0.5, 0.5, 0.5], [0.9, 0.9, 0.9, 0.9], 0.1).verdict).toBe("too fast to compare");
    expect(pairedRatio([0, 0, 0, 0], [0, 0, 0, 0], 1).verdict).toBe("too fast to compare");
    expect(pairedRatio([90, 90, 90], [100, 100, 100], 0.1).verdict).toBe("too few rounds");
    expect(pairedRatio([50, 50, 90], [100, 100, 100], 0.1).verdict).toBe("too few rounds");
    expect(pairedRatio([50], [100], 0.1).verdict).toBe("shorter");
    expect(pairedRatio([50, 60], [0, 0], 0).verdict).toBe("too few rounds");
    expect(pairedRatio([], [], 0.1).verdict).toBe("too fast to compare");
  });

  it("is the mirror of the reversed comparison", () => {
    const ms = fc.array(
      fc.tuple(fc.double({ min: 5, max: 500, noNaN: true }), fc.double({ min: 5, max: 500, noNaN: true })),
      {
        minLength: 5,
        maxLength: 15,
      },
    );
    const mirror = { longer: "shorter", shorter: "longer" } as const;
    fc.assert(
      fc.property(ms, (pairs) => {
        const a = pairs.map(([x]) => x);
        const b = pairs.map(([, y]) => y);
        const there = pairedRatio(a, b, 0.1);
        const back = pairedRatio(b, a, 0.1);
        expect(there.low * back.high).toBeCloseTo(1, 9);
        const { verdict } = there;
        // The 2 % bound is not symmetric to the last digit.
        if (verdict !== "no clear difference" && Math.abs(there.median - 1) > 0.05) {
          expect(back.verdict).toBe(
            verdict === "longer" || verdict === "shorter" ? mirror[verdict] : verdict,
          );
        }
      }),
    );
  });

  it("finds no difference between equals on a drifting machine with ABBA rounds", () => {
    const random = seeded(11);
    const sessions = 1_000;
    let wrong = { interleaved: 0, blocked: 0 };
    const rounds = 9;
    for (let s = 0; s < sessions; s += 1) {
      const drift = (at: number) => 1 + (0.1 * at) / (2 * rounds);
      const noise = () => 100 * (1 + 0.02 * (random() + random() - 1));
      const plan = Array.from({ length: rounds }, (_, at) =>
        at % 2 === 0 ? (["a", "b"] as const) : (["b", "a"] as const),
      );
      const times: Record<"a" | "b", number[]> = { a: [], b: [] };
      plan.flat().forEach((strategy, at) => {
        times[strategy].push(noise() * drift(at));
      });
      const blocked: Record<"a" | "b", number[]> = { a: [], b: [] };
      for (let at = 0; at < 2 * rounds; at += 1) blocked[at < rounds ? "a" : "b"].push(noise() * drift(at));
      const differs = (t: typeof times) =>
        Number(pairedRatio(t.a, t.b, 0.1).verdict !== "no clear difference");
      wrong = { interleaved: wrong.interleaved + differs(times), blocked: wrong.blocked + differs(blocked) };
    }
    expect(wrong.interleaved / sessions).toBeLessThan(0.05);
    expect(wrong.blocked / sessions).toBeGreaterThan(0.4);
  });
});
