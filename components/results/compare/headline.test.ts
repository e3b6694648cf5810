import { describe, expect, it } from "vitest";
import { type ExperimentOptions, experiment, runOf } from "@/components/results/fixtures/reports";
import { answerOf } from "@/lib/analysis/advice/answer";
import type { Run } from "@/lib/app/run/run";
import { headlineOf } from "./headline";

const options: ExperimentOptions = {
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 4,
  items: 26,
  itemMs: 30,
  rounds: 6,
  startMs: 60,
};
const headline = ({ report, trials, document }: Run) =>
  headlineOf(answerOf({ report, trials, source: document.code, advice: undefined }));

describe("the headline", () => {
  it("names the fastest with its time and the largest ratio, and the others below", () => {
    const { subject, text, more } = headline(runOf(experiment(options)));
    expect(subject).toBe("Pooled");
    expect(text).toMatch(/^[\d.]+ m?s · [\d.]+× faster than (sequential|dynamic)$/);
    expect(more).toMatch(/^[\d.]+× faster than (sequential|dynamic)\.$/);
  });

  it("is the first sentence of what forbids a ranking, and the rest below", () => {
    const run = runOf(experiment(options));
    const [first, ...others] = run.trials;
    if (!first) throw new Error("no trials");
    const trials = [{ ...first, report: { ...first.report, output: "another" } }, ...others];
    const { subject, text, more } = headline({ ...run, trials });
    expect(subject).toBe("");
    expect(text).toBe("The strategies returned different results, so their times are not comparable");
    expect(more).toContain("Likely cause");
    expect(`${text} ${more}`).not.toMatch(/faster|×/);
  });

  it("of a single strategy is its time", () => {
    const { text } = headline(runOf(experiment({ ...options, strategies: ["pooled"] })));
    expect(text).toMatch(/^Pooled took [\d.]+ m?s$/);
  });
});
