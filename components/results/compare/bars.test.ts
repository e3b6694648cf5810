import { expect, it, describe as suite } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { PART_ORDER } from "@/components/results/shared/span/parts";
import { barsOf, describe, endText, reach } from "./bars";

const { report } = experiment({
  strategies: ["sequential", "pooled"],
  workers: 4,
  items: 26,
  itemMs: 10,
  rounds: 5,
});

suite("bars", () => {
  it("are divided into parts that sum to the median", () => {
    for (const bar of barsOf(report, ["sequential", "pooled"])) {
      expect(PART_ORDER.reduce((sum, part) => sum + bar[part], 0)).toBeCloseTo(bar.median, 6);
      expect(bar.samples).toHaveLength(5);
      expect(bar.low).toBeLessThanOrEqual(bar.median);
    }
  });

  it("keep the order asked for, and a place for what is not there yet", () => {
    const bars = barsOf(report, ["dynamic", "pooled", "sequential"]);
    expect(bars.map((bar) => bar.strategy)).toEqual(["dynamic", "pooled", "sequential"]);
    expect(bars[0]).toMatchObject({ report: undefined, median: 0, samples: [] });
    expect(barsOf(undefined, ["pooled"])[0]?.report).toBeUndefined();
  });

  it("leave nothing outside of the axis", () => {
    const bars = barsOf(report, ["sequential", "pooled"]);
    expect(reach(bars, undefined)).toBe(Math.max(...bars.flatMap((bar) => bar.samples)));
    expect(reach(bars, 1e6)).toBe(1e6);
    expect(reach([], undefined)).toBe(0);
  });

  it("call no time a median that is none", () => {
    const ended = (status: "succeeded" | "failed" | "cancelled"): string => {
      const [bar] = barsOf(
        { ...report, strategies: report.strategies.map((each) => ({ ...each, status })) },
        ["pooled"],
      );
      return bar ? endText(bar, () => "9 ms") : "";
    };
    expect(["succeeded", "failed", "cancelled"].map((status) => ended(status as "failed"))).toEqual([
      "9 ms",
      "failed after 9 ms",
      "stopped after 9 ms",
    ]);
  });

  it("say what they show", () => {
    const [bar] = barsOf(report, ["sequential"]);
    const text = bar
      ? describe(
          bar,
          (ms) => `${Math.round(ms)} ms`,
          (share) => `${Math.round(share * 100)}%`,
        )
      : "";
    expect(text).toMatch(/^sequential: succeeded, median \d+ ms; compute \d+%/);
  });
});
