import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { PART_ORDER } from "@/components/results/shared/span/parts";
import { capitalize } from "@/lib/base/format";
import { detailsOf } from "./bar-details";
import { barsOf, endText, reach, reusedIn } from "./bars";
import { compareTables } from "./compare-table";

const { trials } = runOf(
  experiment({ strategies: ["sequential", "pooled"], workers: 4, items: 26, itemMs: 10, rounds: 5 }),
);

describe("bars", () => {
  it("are divided into parts that sum to the median", () => {
    for (const bar of barsOf(trials, ["sequential", "pooled"])) {
      expect(PART_ORDER.reduce((sum, part) => sum + bar[part], 0)).toBeCloseTo(bar.median, 6);
      expect(bar.samples).toHaveLength(5);
      expect(bar.low).toBeLessThanOrEqual(bar.median);
    }
  });

  it("keep the planned order, and a place for trials that have not run yet", () => {
    const bars = barsOf(trials, ["dynamic", "pooled", "sequential"]);
    expect(bars.map((bar) => bar.label)).toEqual(["dynamic", "pooled", "sequential"]);
    expect(bars[0]).toMatchObject({ report: undefined, median: 0, samples: [] });
    expect(barsOf([], ["pooled"])[0]?.report).toBeUndefined();
  });

  it("are those of the run before where a strategy has none yet", () => {
    const [sequential, pooled] = trials;
    if (!sequential || !pooled) throw new Error("no trials");
    const bars = barsOf([pooled], ["sequential", "dynamic", "pooled"], trials);
    expect(bars.map((bar) => [bar.label, bar.previous, bar.samples.length])).toEqual([
      ["sequential", "before", 5],
      ["dynamic", undefined, 0],
      ["pooled", undefined, 5],
    ]);
    expect(bars[0] && endText(bars[0], () => "9 ms")).toBe("9 ms before");
  });

  it("are explained by their strategy, their time and the parts that they have", () => {
    const [bar] = barsOf(trials, ["pooled"]);
    if (!bar) throw new Error("no bar");
    const [name, time, ...parts] = detailsOf(bar);
    expect(name).toBe("Pooled: a pool of workers");
    expect(time).toMatch(/^[\d.]+ m?s, median of 5 rounds$/);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part).toMatch(/^[A-Z][a-z]+ [\d.]+ [mµ]?s \(<?[\d.]+%\)$/);
  });

  it("fit into the axis", () => {
    const bars = barsOf(trials, ["sequential", "pooled"]);
    expect(reach(bars, undefined)).toBe(Math.max(...bars.flatMap((bar) => bar.samples)));
    expect(reach(bars, 1e6)).toBe(1e6);
    expect(reach([], undefined)).toBe(0);
  });

  it("say how many results were not worked out", () => {
    const resumed = trials.map((trial) => ({
      ...trial,
      report: { ...trial.report, counts: { ...trial.report.counts, replays: 1200 } },
    }));
    const [bar] = barsOf(resumed, ["pooled"]);
    expect(bar && reusedIn(bar)).toBe(1200);
    expect(bar && endText(bar, () => "9 ms")).toBe("9 ms, 1,200 reused");
  });

  it("mark times of what did not run in parallel", () => {
    const inline = trials.map((trial) => ({ ...trial, report: { ...trial.report, inline: true } }));
    const [bar] = barsOf(inline, ["pooled"]);
    expect(bar && endText(bar, () => "9 ms")).toBe("9 ms, not parallel");
    const { key } = compareTables(inline, { isRanked: false, timerStepMs: 0.1, pricePerOpRun: 0 });
    const status = key.rows.find(([label]) => label?.text === "Status");
    expect(status?.slice(1).map(({ text }) => text)).toEqual(Array(2).fill("succeeded, not parallel"));
  });

  it("show no median of failed and stopped trials", () => {
    const textFor = (status: "succeeded" | "failed" | "cancelled"): string => {
      const ended = trials.map((trial) => ({ ...trial, report: { ...trial.report, status } }));
      const [bar] = barsOf(ended, ["pooled"]);
      return bar ? endText(bar, () => "9 ms") : "";
    };
    expect((["succeeded", "failed", "cancelled"] as const).map(textFor)).toEqual([
      "9 ms",
      "failed after 9 ms",
      "stopped after 9 ms",
    ]);
  });

  it("are one for each of two trials of one strategy, as are the table's columns", () => {
    const [, pooled] = trials;
    if (!pooled) throw new Error("no trial");
    const second = { ...pooled, info: { ...pooled.info, trialId: "second", label: "pooled · round 2" } };
    const both = [...trials, second];
    const bars = barsOf(both, ["sequential", "pooled"]);
    expect(bars.map((bar) => bar.label)).toEqual(["sequential", "pooled", "pooled · round 2"]);
    expect(new Set(bars.map((bar) => bar.key)).size).toBe(3);
    const { columns } = compareTables(both, { isRanked: true, timerStepMs: 0.1, pricePerOpRun: 0 }).full;
    expect(columns.map(({ label }) => label)).toEqual(["", ...bars.map((bar) => capitalize(bar.label))]);
  });
});
