import { expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import type { StrategyReport } from "@/lib/protocol/report";
import { explanationOf } from "./explanation";

const STEP_MS = 0.005;
const { trials } = runOf(
  experiment({
    strategies: ["sequential", "dynamic", "pooled"],
    workers: 7,
    items: 26,
    itemMs: 100,
    rounds: 6,
    startMs: 60,
  }),
);
const changed = (change: (each: StrategyReport) => StrategyReport) =>
  trials.map((trial) => ({ ...trial, report: change(trial.report) }));

it("explains from the counts why the others take longer", () => {
  const text = explanationOf(trials, STEP_MS);
  expect(text).toContain("Sequential ran 1 at once; pooled ran 7; dynamic");
  expect(text).toMatch(
    /dynamic spent \d+% of its lanes' time starting 28 workers, pooled [\d.]+% starting 7/,
  );
  expect(text).toContain("Medians of 6 rounds");
});

it("compares the time of a part, not its share", () => {
  const two = runOf(
    experiment({ strategies: ["sequential", "pooled"], workers: 4, items: 40, itemMs: 0.01, rounds: 6 }),
  );
  const parts = { queue: 0, compute: 1, idle: 0 };
  const strategies = two.trials.map((trial) => {
    const each = trial.report;
    const isPooled = each.strategy === "pooled";
    const median = isPooled ? 130 : 26;
    const report = {
      ...each,
      counts: { ...each.counts, peakParallel: 1, workersStarted: isPooled ? 8 : 0 },
      rounds: each.rounds.map(() => ({ wallMs: median })),
      wallMs: { median, low: median, high: median },
      breakdown: { ...parts, spawn: isPooled ? 7 : 8, transfer: isPooled ? 2 : 1 },
    };
    return { ...trial, report };
  });
  expect(explanationOf(strategies, STEP_MS)).toContain(
    "Pooled spent 70% of its lanes' time starting 8 workers, sequential none.",
  );
});

it("shows the number of rounds, and failures", () => {
  const once = changed((each) => ({ ...each, rounds: each.rounds.slice(0, 1) }));
  expect(explanationOf(once, STEP_MS)).toContain("Measured once each");
  const failing = changed((each) => (each.strategy === "dynamic" ? { ...each, status: "failed" } : each));
  expect(explanationOf(failing, STEP_MS)).toContain("Dynamic failed.");
  expect(explanationOf(failing, STEP_MS)).not.toContain("starting 28");
  expect(
    explanationOf(
      changed((each) => ({ ...each, status: "cancelled" })),
      STEP_MS,
    ),
  ).toBe("No strategy came to its end, so there is nothing to compare.");
});
