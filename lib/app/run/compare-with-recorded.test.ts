import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { comparedPairs, comparisonDifferences, formatMoment } from "./compare-with-recorded";

const options = { workers: 4, items: 12, itemMs: 20, rounds: 2 } as const;
const { report: recorded } = experiment({ ...options, strategies: ["sequential", "pooled"] });
const { report: here } = experiment({ ...options, itemMs: 10, strategies: ["pooled", "dynamic"] });

describe("a recorded report beside a run", () => {
  it("has a row for each strategy of either", () => {
    const pairs = comparedPairs(recorded, here);
    expect(pairs.map(({ strategy }) => strategy)).toEqual(["sequential", "pooled", "dynamic"]);
    expect(pairs[0]).toMatchObject({ hereMs: undefined });
    expect(pairs[1]?.hereMs).toBeLessThan(pairs[1]?.recordedMs ?? 0);
    expect(pairs[2]).toMatchObject({ recordedMs: undefined });
  });

  it("gives no time to what did not succeed", () => {
    const failed = {
      ...here,
      strategies: here.strategies.map((one) => ({ ...one, status: "failed" as const })),
    };
    for (const { hereMs } of comparedPairs(recorded, failed)) expect(hereMs).toBeUndefined();
  });

  it("says what else is not the same", () => {
    expect(comparisonDifferences(recorded, recorded)).toEqual([]);
    const other = {
      ...recorded,
      inputs: { n: 99 },
      program: { ...recorded.program, hash: "ffff" },
      settings: { ...recorded.settings, workers: 2 },
    };
    expect(comparisonDifferences(recorded, other)).toEqual([
      "the code was changed",
      "other inputs",
      "workers 4 there, 2 here",
    ]);
  });

  it("names the day, if it is one", () => {
    expect(formatMoment("2026-11-21T12:00:00Z")).toBe("November 21, 2026");
    expect(formatMoment("soon")).toBeUndefined();
    expect(formatMoment(undefined)).toBeUndefined();
  });
});
