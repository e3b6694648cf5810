import { expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { changesOf } from "@/components/results/history/compare-runs";
import { expectedMs } from "@/lib/app/run/expected-time";
import { runTitle } from "@/lib/app/run/history-run";
import { resumedText } from "./resumed";

const run = runOf(
  experiment({ strategies: ["sequential", "pooled"], workers: 2, items: 3, itemMs: 10, rounds: 3 }),
);
const resumed = { ...run, report: { ...run.report, resumed: true } };

it("says what was reused, and gives no time of it", () => {
  expect(resumedText(resumed.trials)).toMatch(/^Sequential reused 0 results and pooled reused 0 results/);
  expect(runTitle(resumed.report)).toMatch(/: resumed, succeeded$/);
  expect(expectedMs(resumed.report.settings, resumed.report)).toBeUndefined();
  expect(expectedMs(run.report.settings, run.report)).toBeGreaterThan(0);
});

it("is not compared with another run", () => {
  const [change] = changesOf(run, resumed);
  expect(change).toMatchObject({ ratio: Number.NaN, verdict: undefined });
});
