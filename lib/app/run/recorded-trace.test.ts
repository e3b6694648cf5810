import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { STATUSES } from "@/lib/model/status";
import { TEST_TRIAL } from "@/lib/trace/testing";
import { recordedTrace } from "./recorded-trace";

const { report } = experiment({
  strategies: ["pooled"],
  workers: 4,
  items: 26,
  itemMs: 10,
  rounds: 1,
  failed: 0.2,
});
const [strategy] = report.strategies;

describe("the tree of a report", () => {
  it("becomes a trace with the same spans", () => {
    const trace = strategy && recordedTrace(strategy, report.settings, TEST_TRIAL);
    if (!trace || !strategy?.tree) throw new Error("no tree");
    const names = Array.from(trace.name, (name) => trace.names[name]);
    expect(names.slice(0, 4)).toEqual(["letters", "load", "piece", "piece"]);
    expect(trace.notes.get(3)?.key).toBe("a");
    expect(trace.count).toBe(30);
    const failed = trace.status.filter((status) => STATUSES[status] === "failed");
    expect(failed).toHaveLength(strategy.counts.failed);
    // A report rounds the times of its tree.
    expect(trace.wallMs).toBeCloseTo(strategy.wallMs.median, 2);
    expect(trace.workers).toBe(4);
    expect(trace.lanes.map(({ role }) => role)).toEqual(["driver", "pool", "pool", "pool", "pool"]);
  });

  it("shows what was left out", () => {
    if (!strategy?.tree) throw new Error("no tree");
    const trace = recordedTrace(
      { ...strategy, tree: { ...strategy.tree, omitted: 12 } },
      report.settings,
      TEST_TRIAL,
    );
    expect(trace?.names).toContain("12 more (not in the report)");
  });

  it("may be absent", () => {
    expect(
      strategy && recordedTrace({ ...strategy, tree: undefined }, report.settings, TEST_TRIAL),
    ).toBeUndefined();
  });
});
