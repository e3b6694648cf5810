import { expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import { whyOf } from "./explanation";

const { report } = experiment({
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 7,
  items: 26,
  itemMs: 100,
  rounds: 6,
  spawnMs: 60,
});
const changed = (change: (each: StrategyReport) => StrategyReport): Report => ({
  ...report,
  strategies: report.strategies.map(change),
});

it("says why the others take longer, from what was counted", () => {
  const why = whyOf(report);
  expect(why).toContain("Sequential ran 1 at once; pooled ran 7; dynamic");
  expect(why).toMatch(/dynamic spent \d+% of its lanes' time starting 28 workers, pooled [\d.]+% starting 7/);
  expect(why).toContain("Medians of 6 rounds");
});

it("goes by how long a part took, not by its share alone", () => {
  const two = experiment({
    strategies: ["sequential", "pooled"],
    workers: 4,
    items: 40,
    itemMs: 0.01,
    rounds: 6,
  });
  const parts = { queue: 0, compute: 1, idle: 0 };
  const strategies = two.report.strategies.map((each) => {
    const isPooled = each.strategy === "pooled";
    const median = isPooled ? 130 : 26;
    return {
      ...each,
      counts: { ...each.counts, peakParallel: 1, workersStarted: isPooled ? 8 : 0 },
      rounds: each.rounds.map(() => ({ wallMs: median })),
      wallMs: { median, low: median, high: median },
      breakdown: { ...parts, spawn: isPooled ? 7 : 8, transfer: isPooled ? 2 : 1 },
    };
  });
  expect(whyOf({ ...two.report, strategies })).toContain(
    "Pooled spent 70% of its lanes' time starting 8 workers, sequential none.",
  );
});

it("says how often it was measured, and what did not come to its end", () => {
  const once = changed((each) => ({ ...each, rounds: each.rounds.slice(0, 1) }));
  expect(whyOf(once)).toContain("Measured once each");
  const failing = changed((each) => (each.strategy === "dynamic" ? { ...each, status: "failed" } : each));
  expect(whyOf(failing)).toContain("Dynamic failed.");
  expect(whyOf(failing)).not.toContain("starting 28");
  expect(whyOf(changed((each) => ({ ...each, status: "cancelled" })))).toBe(
    "No strategy came to its end, so there is nothing to compare.",
  );
});
