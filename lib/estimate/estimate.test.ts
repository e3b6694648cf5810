import { describe, expect, it } from "vitest";
import { runToEnd } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import { consequencesOf } from "./consequences";
import { DEFAULT_NUMBERS } from "./defaults";
import { estimating } from "./estimate";
import type { Numbers, Work } from "./numbers";
import type { StrategyEstimate } from "./outcome";
import { PRESETS } from "./presets";

const MIN = 60_000;
const H = 60 * MIN;
const estimateOf = (numbers: Numbers, draws = 1) => runToEnd(estimating(numbers, draws));
const withWork = (work: Partial<Work>, numbers: Numbers = DEFAULT_NUMBERS): Numbers => ({
  ...numbers,
  work: { ...numbers.work, ...work },
});

function under(numbers: Numbers, strategy: StrategyName, draws = 1): StrategyEstimate {
  const found = estimateOf(numbers, draws).strategies.find((each) => each.strategy === strategy);
  if (!found) throw new Error(`${strategy} was not estimated`);
  return found;
}

describe("10,000 files of five minutes on 64 pods that take 20 s", () => {
  it("take 13 h 5 min on kept workers, and 13 h 57 min with a pod for each", () => {
    const kept = under(DEFAULT_NUMBERS, "pooled");
    const perItem = under(DEFAULT_NUMBERS, "dynamic");
    expect(kept.wallMs).toBe(157 * 5 * MIN + 20_000);
    expect(perItem.wallMs).toBe(157 * (5 * MIN + 20_000));
    expect(Math.round((perItem.wallMs - kept.wallMs) / MIN)).toBe(52);
    expect(perItem.workerStarts).toBe(10_000);
    expect(kept.workerStarts).toBe(64);
    expect(kept.opRuns).toBe(1);
    expect(perItem.workerHours).toBeCloseTo((10_000 * 320) / 3600, 6);
    expect(kept.workerHours).toBeCloseTo((64 * kept.wallMs) / H, 6);
  });

  it("are worth a pod for each: 7% buy a record and a retry for every file", () => {
    const { decision } = estimateOf(DEFAULT_NUMBERS);
    expect(decision).toMatchObject({ take: "dynamic", reason: "worth-it", fastest: "pooled", part: "start" });
    expect(decision.difference).toBeCloseTo(0.066, 3);
  });

  it("are quicker on 128 pods, on kept ones, in chunks of 10, with starts of 10 s, in this order", () => {
    const { changes, breakEvens } = runToEnd(consequencesOf(DEFAULT_NUMBERS));
    expect(changes.map(({ kind, savedMs }) => [kind, Math.round(savedMs / MIN)])).toEqual([
      ["workers", 416],
      ["strategy", 52],
      ["chunk", 32],
      ["start", 26],
    ]);
    // A start is 10% of the 200 s: below that the price is not worth it.
    const item = breakEvens.find(({ field }) => field === "itemMs");
    expect(item).toMatchObject({ below: "pooled", above: "dynamic" });
    expect((item?.at ?? 0) / 200_000).toBeCloseTo(1, 1);
  });

  it("cost what fails besides, which both retry and a plain Pool starts over", () => {
    const numbers = withWork({ failures: 0.01 });
    const { strategies, decision } = estimateOf(numbers);
    expect(decision.failing?.failedAttempts).toBeCloseTo(101, 0);
    expect(decision.failing?.lost).toBeCloseTo(0.01, 2);
    expect(decision.failing?.anyFails).toBeCloseTo(1, 6);
    for (const { parts } of strategies.filter(({ strategy }) => strategy !== "sequential")) {
      const all = parts.start + parts.message + parts.queue + parts.work + parts.rework;
      expect(parts.rework / all).toBeCloseTo(0.01, 2);
    }
  });
});

describe("an estimate", () => {
  const spread: Numbers = withWork({
    item: { kind: "percentiles", p50Ms: MIN, p95Ms: 3 * MIN },
    failures: 0.02,
  });

  it("is the same on every visit", () => {
    expect(estimateOf(spread, 3)).toEqual(estimateOf(spread, 3));
    expect(estimateOf({ ...spread, seed: 2 }, 1)).not.toEqual(estimateOf(spread, 1));
  });

  it("has a band around the first draw, and parts that add up to it", () => {
    for (const { wallMs, lowMs, highMs, parts } of estimateOf(spread, 20).strategies) {
      expect(lowMs).toBeLessThanOrEqual(wallMs);
      expect(highMs).toBeGreaterThanOrEqual(wallMs);
      expect(highMs).toBeGreaterThan(lowMs);
      expect(parts.start + parts.message + parts.queue + parts.work + parts.rework).toBeCloseTo(wallMs, 0);
    }
  });

  it("gives the same verdict with its first draws and with its band", () => {
    for (const { place } of PRESETS) {
      for (const items of [26, 2_500]) {
        const item = { kind: "percentiles", p50Ms: 2_000, p95Ms: 4_000 } as const;
        const numbers = { ...withWork({ items, waits: 0.9, item }), place, workers: 16 };
        const [first, band] = [estimateOf(numbers), estimateOf(numbers, 20)];
        expect(first.decision.take, place.preset).toBe(band.decision.take);
      }
    }
  });

  it("makes no difference where strategies are within 2%", () => {
    const { decision } = estimateOf(withWork({ items: 64 }));
    expect(decision.reason).toBe("no-difference");
  });

  it("ranks nothing that does not fit into memory", () => {
    const { place } = DEFAULT_NUMBERS;
    const tight: Numbers = {
      ...DEFAULT_NUMBERS,
      place: { ...place, hosts: "shared", cores: 64, workerBytes: 2e9, itemBytes: 1e9, hostBytes: 16e9 },
    };
    expect(under(tight, "pooled")).toMatchObject({ parallel: 5, binding: "memory", fits: true });
    const none = { ...tight, place: { ...tight.place, hostBytes: 2e9 } };
    expect(under(none, "pooled").fits).toBe(false);
    expect(estimateOf(none).decision.take).toBe("sequential");
    const { changes, breakEvens } = runToEnd(consequencesOf(none));
    expect(changes).toEqual([]);
    expect(breakEvens).toEqual([]);
  });

  it("takes a plain loop where there is little to do, and an event loop where it only waits", () => {
    expect(estimateOf(withWork({ items: 10, item: { kind: "fixed", ms: 10 } })).decision.take).toBe(
      "sequential",
    );
    expect(estimateOf(withWork({ waits: 1 })).decision.take).toBe("async");
  });
});

describe("the question of the review: 64 workers, five minutes, pods that start in 20 s", () => {
  const answers = (numbers: Numbers): number[] =>
    Array.from({ length: 10 }, (_, seed) => under({ ...numbers, seed }, "dynamic").wallMs);

  function agrees(numbers: Numbers, byHand: number): void {
    const runs = answers(numbers);
    expect(Math.max(...runs) / Math.min(...runs)).toBeLessThan(1.05);
    for (const wallMs of runs) expect(Math.abs(wallMs / byHand - 1)).toBeLessThan(0.15);
  }

  // The review's own figure: 26 letters in one wave, after one step and before another, each a pod.
  it("is 6.6 min for 26 items", () => {
    const item = { kind: "spread", ms: 5 * MIN, share: 0.2 } as const;
    agrees(withWork({ items: 26, item, beforeMs: 1, afterMs: 1 }), 6.6 * MIN);
  });

  it("is 41 waves for 100 times as many", () => {
    const item = { kind: "spread", ms: 5 * MIN, share: 0.2 } as const;
    agrees(withWork({ items: 2_600, item }), (2_600 / 64) * (5 * MIN + 20_000));
  });
});
