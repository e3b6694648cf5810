import fc from "fast-check";
import { expect, it } from "vitest";
import { STRATEGIES } from "@/lib/model/strategy";
import { DEFAULT_NUMBERS } from "./defaults";
import { Draws } from "./draws";
import type { Duration, Numbers } from "./numbers";
import { FREE_PLACE } from "./presets";
import { quickWallMs } from "./quick";
import { simulate } from "./simulate/simulate";

/** Evenly on a log scale. Integers, because fast-check prefers the ends of ranges of doubles. */
const log = (from: number, to: number) =>
  fc.integer({ min: 0, max: 10_000 }).map((value) => from * (to / from) ** (value / 10_000));
const duration = (from: number, to: number): fc.Arbitrary<Duration> =>
  fc.oneof(
    log(from, to).map((ms) => ({ kind: "fixed" as const, ms })),
    fc.record({
      kind: fc.constant("spread" as const),
      ms: log(from, to),
      share: fc.double({ min: 0, max: 0.5, noNaN: true }),
    }),
    fc
      .tuple(log(from, to), log(1, 2))
      .map(([p50Ms, ratio]) => ({ kind: "percentiles" as const, p50Ms, p95Ms: p50Ms * ratio })),
  );

/** Points of a decision map, with all that may be set around it. */
const points: fc.Arbitrary<Numbers> = fc
  .record({
    items: log(1, 100_000).map(Math.round),
    item: duration(10, 3_600_000),
    start: duration(1, 60_000),
    workers: log(1, 256).map(Math.round),
    waits: fc.constantFrom(0, 0, 0.5, 0.9),
    failures: fc.constantFrom(0, 0, 0.01, 0.1),
    hosts: fc.constantFrom("separate" as const, "separate" as const, "shared" as const),
    startCpu: fc.constantFrom(0, 0.5, 1),
    chunk: fc.constantFrom("auto" as const, 10),
    groups: fc.constantFrom(1, 1, 1, 20),
  })
  .map(({ items, item, start, workers, waits, failures, hosts, startCpu, chunk, groups }) => ({
    ...DEFAULT_NUMBERS,
    work: { ...DEFAULT_NUMBERS.work, items, item, waits, failures, groups },
    place: { ...FREE_PLACE, start, startCpu, hosts, messageMs: 1, cores: 8 },
    workers,
    chunk,
  }));

it("is within 2% of the whole simulation at 50 points, under each strategy", () => {
  for (const numbers of fc.sample(points, { numRuns: 50, seed: 7 })) {
    for (const strategy of STRATEGIES) {
      const whole = simulate(numbers, strategy, new Draws(numbers, 0)).wallMs;
      const error = Math.abs(quickWallMs(numbers, strategy) / whole - 1);
      expect(error, `${strategy} ${JSON.stringify(numbers)}`).toBeLessThan(0.02);
    }
  }
});

it("is exact where all durations are equal", () => {
  for (const items of [1, 63, 64, 65, 9_999, 10_000, 99_968]) {
    const numbers = { ...DEFAULT_NUMBERS, work: { ...DEFAULT_NUMBERS.work, items } };
    const kept = quickWallMs(numbers, "pooled");
    expect(kept).toBeCloseTo(20_000 + Math.ceil(items / 64) * 300_000, 3);
    const perItem = quickWallMs(numbers, "dynamic");
    expect(perItem).toBeCloseTo(Math.ceil(items / 64) * 320_000, 3);
  }
});
