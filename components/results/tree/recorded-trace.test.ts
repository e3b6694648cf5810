import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { labelAt, statusAt } from "@/components/results/shared/span/span";
import { spanTreeOf } from "@/lib/analysis/layout/span-tree";
import { recordedTrace } from "./recorded-trace";
import { flatten, UNFOLDED } from "./visible";

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
  it("becomes the same tree", () => {
    const trace = strategy && recordedTrace(strategy);
    if (!trace || !strategy?.tree) throw new Error("no tree");
    const visible = flatten(spanTreeOf(trace), UNFOLDED);
    const shown = Array.from(visible.rows.subarray(0, visible.count), (row) => labelAt(trace, row));
    expect(shown.slice(0, 4)).toEqual(["letters", "load", "piece", "piece · a"]);
    expect(shown).toHaveLength(30);
    const statuses = Array.from({ length: trace.count }, (_, row) => statusAt(trace, row));
    expect(statuses.filter((status) => status === "failed")).toHaveLength(strategy.counts.failed);
    // A report rounds the times of its tree.
    expect(trace.wallMs).toBeCloseTo(strategy.wallMs.median, 2);
  });

  it("shows how much was left out", () => {
    if (!strategy?.tree) throw new Error("no tree");
    const trace = recordedTrace({ ...strategy, tree: { ...strategy.tree, omitted: 12 } });
    expect(trace?.names).toContain("12 more, not in the report");
  });

  it("may be absent", () => {
    expect(strategy && recordedTrace({ ...strategy, tree: undefined })).toBeUndefined();
  });
});
