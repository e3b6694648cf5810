import { expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import { whyOf } from "./why";

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
  expect(why).toContain("Sequential ran 1 at once where pooled ran 7; dynamic");
  expect(why).toMatch(/dynamic spent \d+% of its lanes' time starting 28 workers, pooled [\d.]+% starting 7/);
  expect(why).toContain("Medians of 6 rounds");
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
