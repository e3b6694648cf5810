import { describe, expect, it } from "vitest";
import { defaultSettings } from "@/lib/model/settings";
import type { Report, StrategyReport, TreeNode } from "@/lib/protocol/report";
import { figureOf } from "./rows";

const group = (name: string, durationMs: number): TreeNode => ({
  kind: "group",
  name,
  status: "succeeded",
  attempts: 1,
  startMs: 0,
  durationMs,
  children: [],
});

function strategy(name: StrategyReport["strategy"], wallMs: number, groups: TreeNode[] = []): StrategyReport {
  const rounds = Array.from({ length: 7 }, () => ({ wallMs }));
  return {
    strategy: name,
    status: "succeeded",
    rounds,
    wallMs: { median: wallMs, low: wallMs, high: wallMs },
    output: null,
    counts: {
      spans: 1,
      attempts: 1,
      retries: 0,
      cacheHits: 0,
      replays: 0,
      failed: 0,
      skipped: 0,
      opRuns: 1,
      workersStarted: 1,
      peakParallel: 1,
    },
    breakdown: { spawn: 0, queue: 0, transfer: 0, compute: wallMs, idle: wallMs },
    meters: {},
    logs: { lines: 0, dropped: 0 },
    artifacts: [],
    tree: { ...group("entry", wallMs), kind: "workflow", children: groups },
  };
}

const report = (...strategies: StrategyReport[]): Report => ({
  version: 1,
  program: { name: "x", hash: "x" },
  inputs: {},
  settings: { ...defaultSettings(2), strategies: strategies.map((one) => one.strategy) },
  environment: { cores: 2, userAgent: "x", crossOriginIsolated: true, timerStepMs: 0.005 },
  strategies,
});

describe("figureOf", () => {
  it("compares strategies, each bar divided as its workers' time was", () => {
    const { head, title, rows } = figureOf(report(strategy("sequential", 200), strategy("pooled", 100)));
    expect(head).toBe("Strategy");
    expect(title).toBe("Pooled: 100 ms, 2× faster than sequential");
    expect(rows.map(({ label, ms, parts }) => [label, ms, parts?.compute, parts?.idle])).toEqual([
      ["Sequential", 200, 0.5, 0.5],
      ["Pooled", 100, 0.5, 0.5],
    ]);
  });

  it("compares the entry's groups if it has several", () => {
    const figure = figureOf(report(strategy("pooled", 30, [group("queue", 20), group("map", 5)])));
    expect(figure).toMatchObject({ head: "Group", title: "queue took 4× as long as map" });
    expect(figure.rows.map(({ label, ms }) => [label, ms])).toEqual([
      ["queue", 20],
      ["map", 5],
    ]);
  });

  it("compares the groups of several strategies with one another", () => {
    const { rows, title } = figureOf(
      report(
        strategy("async", 30, [group("wait", 5), group("compute", 20)]),
        strategy("pooled", 30, [group("wait", 10), group("compute", 10)]),
      ),
    );
    expect(title).toBe("In “wait” async was fastest (5 ms) and in “compute” pooled was fastest (10 ms)");
    expect(rows.map(({ label }) => label)).toEqual([
      "wait, async",
      "wait, pooled",
      "compute, async",
      "compute, pooled",
    ]);
  });
});
