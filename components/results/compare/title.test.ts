import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";
import { type Compared, titleOf as titleFor } from "./title";

const { report: base } = experiment({ strategies: ["pooled"], workers: 2, items: 3, itemMs: 1, rounds: 1 });
const [template] = base.strategies;

function of(
  times: Partial<Record<StrategyName, readonly number[]>>,
  change: (report: StrategyReport) => StrategyReport = (report) => report,
): Compared[] {
  return Object.entries(times).map(([strategy, rounds]) => {
    const sorted = [...rounds].sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1] ?? 0;
    const report = change({
      ...(template as StrategyReport),
      strategy: strategy as StrategyName,
      rounds: rounds.map((wallMs) => ({ wallMs })),
      wallMs: { median, low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0 },
    });
    return { info: { label: strategy }, report };
  });
}
const titleOf = (trials: readonly Compared[]): string => titleFor(trials, base.environment.timerStepMs);

describe("titleOf", () => {
  it("names the fastest and by how much", () => {
    const trials = of({
      sequential: [2000, 2100, 1900, 2000, 2050, 1990],
      dynamic: [800, 810, 790, 805, 800, 795],
      pooled: [400, 410, 390, 400, 405, 400],
    });
    expect(titleOf(trials)).toBe("Pooled is 5× faster than sequential and 1.99× faster than dynamic");
  });

  it("does not rank trials without a clear difference", () => {
    const trials = of({ dynamic: [100, 104, 98, 101, 99, 100], pooled: [101, 99, 102, 100, 98, 103] });
    expect(titleOf(trials)).toBe("No clear difference between dynamic and pooled");
  });

  it("suggests more rounds, or more work", () => {
    expect(titleOf(of({ dynamic: [100], pooled: [110] }))).toBe("More rounds are needed to tell");
    expect(titleOf(of({ dynamic: [0.01], pooled: [0.02] }))).toBe("Too short to tell");
  });

  it("describes one trial, failures, and no trial", () => {
    expect(titleOf(of({ pooled: [400] }))).toBe("Pooled took 400 ms");
    const failing = (report: StrategyReport): StrategyReport =>
      report.strategy === "dynamic" ? { ...report, status: "failed" } : report;
    expect(titleOf(of({ dynamic: [90] }, failing))).toBe("Dynamic failed");
    expect(titleOf([])).toBe("Stopped");
  });
});
