import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outputText } from "@/lib/engine/output";
import { REPORT_MAX_DEPTH } from "@/lib/model/limits";
import type { StrategyName } from "@/lib/model/strategy";
import type { TreeNode } from "@/lib/protocol/report";
import { FLAG_CACHED, FLAG_CHUNK_HEAD, FLAG_INLINE, FLAG_ITEM } from "@/lib/protocol/rows";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { batchFromSpans, type SpanObject } from "@/lib/trace/from-spans";
import { laneOf, TEST_TRIAL, traceOf } from "@/lib/trace/testing";
import { anyTrace } from "../testing/random-trace";
import { countsOf, opRuns } from "./counts";
import { type MeasuredTrial, strategyReport } from "./report";
import { treeOf } from "./tree";

const done: MeasuredTrial["outcome"] = {
  status: "succeeded",
  wallMs: 100,
  output: outputText(null),
  artifacts: [],
};

/** The letters program: load, a piece for each of 26 letters, merge. */
function letters(strategy: StrategyName): SpanObject[] {
  const inline = strategy === "sequential" || strategy === "async" ? FLAG_INLINE : 0;
  const ran = {
    started: 1,
    ended: 2,
    settled: 3,
    issued: 0,
    ...(inline ? {} : { dispatched: 0.5, received: 0.7 }),
    strategy,
  };
  const chunk = (i: number) => (strategy === "hybrid" && i % 13 === 0 ? FLAG_CHUNK_HEAD : 0);
  return [
    { id: 0, kind: "workflow", strategy, issued: 0, started: 0, ended: 4, settled: 4 },
    { ...ran, id: 1, parent: 0, name: "load", flags: inline },
    { id: 2, parent: 0, kind: "map", name: "piece", strategy, issued: 0, settled: 3 },
    ...Array.from(
      { length: 26 },
      (_, i): SpanObject => ({
        ...ran,
        id: 3 + i,
        parent: 2,
        index: i,
        flags: FLAG_ITEM | inline | chunk(i),
      }),
    ),
    { ...ran, id: 29, parent: 0, name: "merge", flags: inline },
  ];
}

describe("opRuns", () => {
  it("counts by the rule of each strategy", () => {
    const of = (strategy: StrategyName) => opRuns(traceOf(letters(strategy)));
    expect(of("sequential")).toBe(1);
    expect(of("async")).toBe(1);
    expect(of("dynamic")).toBe(28);
    expect(of("pooled")).toBe(3);
    expect(of("hybrid")).toBe(4);
  });

  it("does not count cached results, or maps of cached results", () => {
    const rows = letters("pooled").map((row) =>
      (row.id ?? 0) > 0 ? { ...row, flags: (row.flags ?? 0) | FLAG_CACHED } : row,
    );
    expect(opRuns(traceOf(rows))).toBe(0);
  });

  it("counts each call by its own strategy, and a launch plan as a separate run", () => {
    const ran = { issued: 0, dispatched: 0, started: 1, ended: 2, settled: 2 };
    const trace = traceOf([
      { id: 0, kind: "workflow", strategy: "sequential" },
      { id: 1, parent: 0, kind: "launchPlan", strategy: "sequential" },
      { id: 2, parent: 0, kind: "map", strategy: "dynamic" },
      { ...ran, id: 3, parent: 2, strategy: "dynamic", flags: FLAG_ITEM },
      { ...ran, id: 4, parent: 2, strategy: "dynamic", flags: FLAG_ITEM },
      { id: 5, parent: 2, strategy: "dynamic", flags: FLAG_ITEM, status: "skipped" },
      { ...ran, id: 6, parent: 0, kind: "process", strategy: "sequential" },
    ]);
    expect(opRuns(trace)).toBe(5);
  });
});

describe("countsOf", () => {
  it("counts spans, attempts and how they ended", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", status: "failed", started: 0, ended: 9 },
        { id: 1, parent: 0, attempt: 1, status: "failed" },
        { id: 1, parent: 0, attempt: 2, status: "failed" },
        { id: 1, parent: 0, attempt: 3, status: "succeeded" },
        { id: 2, parent: 0, status: "skipped" },
        { id: 3, parent: 0, flags: FLAG_CACHED },
      ],
      {
        lanes: [
          laneOf(0),
          laneOf(1),
          laneOf(2, { requested: 1, ready: 2 }),
          laneOf(3, { requested: 1, ready: Number.NaN }),
        ],
      },
    );
    expect(countsOf(trace, 0.1)).toMatchObject({
      spans: 4,
      attempts: 4,
      retries: 2,
      cacheHits: 1,
      replays: 0,
      failed: 1,
      skipped: 1,
      workersStarted: 2,
    });
  });
});

const nodes = (node: TreeNode): number => 1 + node.children.reduce((sum, child) => sum + nodes(child), 0);
const omitted = (node: TreeNode): number =>
  (node.omitted ?? 0) + node.children.reduce((sum, child) => sum + omitted(child), 0);

describe("treeOf", () => {
  it("keeps the order issued, names, keys and attempts", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    builder.add(
      batchFromSpans(0, [
        { id: 0, kind: "workflow", name: "main", started: 0, ended: 10, settled: 10, worker: 0 },
        { id: 3, parent: 0, name: "late", issued: 2, started: 5, ended: 6.0004 },
        { id: 2, parent: 0, name: "early", issued: 1, started: 3, ended: 4, attempt: 1, status: "failed" },
        { id: 2, parent: 0, name: "early", issued: 4, started: 7, ended: 9, attempt: 2, worker: 4 },
      ]),
    );
    builder.note({ id: 2, attempt: 2, key: "b" });
    expect(treeOf(builder.finish({ wallMs: 10 }))).toEqual({
      kind: "workflow",
      name: "main",
      status: "succeeded",
      attempts: 1,
      startMs: 0,
      durationMs: 10,
      worker: 0,
      children: [
        {
          kind: "task",
          name: "early",
          key: "b",
          status: "succeeded",
          attempts: 2,
          startMs: 3,
          durationMs: 6,
          worker: 4,
          children: [],
        },
        {
          kind: "task",
          name: "late",
          status: "succeeded",
          attempts: 1,
          startMs: 5,
          durationMs: 1,
          children: [],
        },
      ],
    });
  });

  it("is cut breadth-first, with the right number of omitted spans", () => {
    fc.assert(
      fc.property(anyTrace, fc.integer({ min: 1, max: 30 }), (trace, limit) => {
        const tree = treeOf(trace, limit);
        const spans = countsOf(trace, 0.1).spans;
        expect(tree && nodes(tree)).toBe(Math.min(limit, spans));
        expect(tree && nodes(tree) + omitted(tree)).toBe(spans);
      }),
    );
  });
});

describe("depth", () => {
  it("of a tree is bounded, so that readers may recurse", () => {
    const trace = traceOf(Array.from({ length: 5_000 }, (_, i) => ({ id: i, parent: i - 1 })));
    const tree = treeOf(trace);
    expect(tree && nodes(tree)).toBe(REPORT_MAX_DEPTH);
    expect(tree && omitted(tree)).toBe(5_000 - REPORT_MAX_DEPTH);
  });
});

describe("strategyReport", () => {
  const round = (wallMs: number, change: Partial<MeasuredTrial["outcome"]> = {}): MeasuredTrial => ({
    trace: traceOf(letters("pooled"), { wallMs, lanes: [laneOf(0), laneOf(1), laneOf(2)] }),
    outcome: { ...done, wallMs, output: outputText(wallMs), ...change },
  });

  it("is that of the median round", () => {
    const report = strategyReport("pooled", [round(30), round(10), round(20)], 0.1);
    expect(report.output).toBe(20);
    expect(report.wallMs).toEqual({ median: 20, low: 10, high: 30 });
    expect(report.counts.opRuns).toBe(3);
    expect(Object.values(report.breakdown).reduce((a, b) => a + b)).toBeCloseTo(2 * 20, 9);
  });

  it("shows the figures of the median round", () => {
    const { wallMs, breakdown, output } = strategyReport(
      "pooled",
      [round(40), round(10), round(30), round(20)],
      0.1,
    );
    expect(wallMs).toEqual({ median: 20, low: 10, high: 40 });
    expect(output).toBe(20);
    expect(Object.values(breakdown).reduce((a, b) => a + b)).toBeCloseTo(2 * wallMs.median, 9);
  });

  it("shows the round that failed", () => {
    const error = { name: "Error", message: "no", line: 3, stack: "at …", path: ["main", "piece"] };
    const report = strategyReport(
      "pooled",
      [round(10), round(5, { status: "failed", error, output: outputText(undefined) }), round(20)],
      0.1,
    );
    expect(report.status).toBe("failed");
    expect(report.error).toEqual({ name: "Error", message: "no", line: 3, path: ["main", "piece"] });
    expect(report.rounds.length).toBe(2);
  });

  it("keeps complete rounds when a later one was cancelled, and accepts none", () => {
    expect(strategyReport("pooled", [round(10), round(1, { status: "cancelled" })], 0.1)).toMatchObject({
      status: "cancelled",
      wallMs: { median: 10 },
    });
    expect(strategyReport("dynamic", [], 0.1)).toMatchObject({
      status: "cancelled",
      rounds: [],
      wallMs: { median: 0 },
    });
  });
});
