import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { labelAt, statusAt } from "@/components/results/shared/span/span";
import { spanTreeOf } from "@/lib/analysis/layout/span-tree";
import { missingFrom } from "@/lib/analysis/needs";
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

  it("has the report's workers, and lacks the times that a report does not hold", () => {
    const trace = strategy && recordedTrace(strategy, { workers: 4 });
    if (!trace) throw new Error("no tree");
    expect(trace.workers).toBe(4);
    expect(trace.lanes.map(({ role }) => role)).toEqual(["driver", "pool", "pool", "pool", "pool"]);
    expect(missingFrom([trace], "chart")).toEqual([]);
    expect(missingFrom([trace], "breakdown")).toEqual(["dispatched", "received"]);
  });

  it("survives any numbers", () => {
    if (!strategy?.tree) throw new Error("no tree");
    const odd = { ...strategy.tree, attempts: 1e9, worker: -7, index: 2 ** 40, durationMs: -5 };
    const trace = recordedTrace({ ...strategy, tree: odd });
    expect(trace?.count).toBe(30);
    expect([trace?.attempt[0], trace?.worker[0], trace?.index[0]]).toEqual([1, -1, -1]);
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
