import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG_CACHED, FLAG_INLINE } from "@/lib/protocol/rows";
import { laneOf, traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";
import { poolRun } from "../testing/made-runs";
import { pathTotals } from "../testing/path-totals";
import { anyTrace } from "../testing/random-trace";
import { criticalPathOf, PATH_PARTS } from "./critical-path";

const pieces = (trace: Trace) => {
  const path = criticalPathOf(trace);
  return [...path.from].map((from, i) => [
    PATH_PARTS[path.part[i] ?? 4],
    trace.names[trace.name[path.row[i] ?? 0] ?? 0],
    from,
    path.to[i],
  ]);
};

describe("criticalPathOf", () => {
  it("follows calls, awaited results and freed workers", () => {
    const trace = poolRun({ items: [10, 10, 30], workers: 2, spawn: 5, transfer: 1, before: 2, after: 4 });
    // Item 2 runs when item 0 or 1 has freed its worker: 5 + 12 + 32 + 4.
    expect(trace.wallMs).toBe(53);
    expect(pieces(trace)).toEqual([
      ["compute", "main", 0, 2],
      ["spawn", "item", 2, 5],
      ["transfer", "item", 5, 6],
      ["compute", "item", 6, 16],
      ["transfer", "item", 16, 17],
      ["transfer", "item", 17, 18],
      ["compute", "item", 18, 48],
      ["transfer", "item", 48, 49],
      ["compute", "main", 49, 53],
    ]);
    expect(pathTotals(criticalPathOf(trace))).toEqual({
      spawn: 3,
      queue: 0,
      transfer: 4,
      compute: 46,
      unknown: 0,
    });
  });

  it("follows the waves of a pool", () => {
    const trace = poolRun({ items: Array.from({ length: 26 }, () => 100), workers: 8, transfer: 0.1 });
    const path = criticalPathOf(trace);
    expect(trace.wallMs).toBeCloseTo(400.8, 9);
    expect(pathTotals(path).compute).toBeCloseTo(400, 9);
    expect(pathTotals(path).transfer).toBeCloseTo(0.8, 9);
  });

  it("follows a chunk item by item", () => {
    const trace = poolRun({ items: [1, 2, 3, 4], workers: 1, chunk: 4, transfer: 1 });
    expect(new Set(criticalPathOf(trace).row).size).toBe(4);
    expect(pathTotals(criticalPathOf(trace))).toEqual({
      spawn: 0,
      queue: 0,
      transfer: 2,
      compute: 10,
      unknown: 0,
    });
  });

  it("includes the start of each op run, and the delay of a retry as queue", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", worker: 0, started: 1, ended: 100, settled: 100 },
        {
          id: 1,
          parent: 0,
          attempt: 1,
          status: "failed",
          worker: 1,
          issued: 1,
          dispatched: 1,
          received: 8,
          started: 8,
          ended: 10,
          settled: 11,
        },
        {
          id: 1,
          parent: 0,
          attempt: 2,
          worker: 2,
          issued: 1,
          dispatched: 50,
          received: 57,
          started: 57,
          ended: 98,
          settled: 99,
        },
      ],
      {
        wallMs: 100,
        lanes: [
          laneOf(0),
          laneOf(1, { role: "op", requested: 1, ready: 7, ended: 11 }),
          laneOf(2, { role: "op", requested: 50, ready: 56 }),
        ],
      },
    );
    // 0–1 the driver's start, 1–7 and 50–56 the workers', 11–50 the delay.
    expect(pathTotals(criticalPathOf(trace))).toEqual({
      spawn: 13,
      queue: 39,
      transfer: 4,
      compute: 44,
      unknown: 0,
    });
  });

  it("follows a chain inside a group, and not its neighbours", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", started: 0, ended: 40, settled: 40 },
        {
          id: 1,
          parent: 0,
          kind: "group",
          name: "a",
          issued: 0,
          started: 0,
          ended: 40,
          settled: 40,
          flags: FLAG_INLINE,
        },
        {
          id: 2,
          parent: 0,
          kind: "group",
          name: "b",
          issued: 0,
          started: 0,
          ended: 20,
          settled: 20,
          flags: FLAG_INLINE,
        },
        {
          id: 3,
          parent: 1,
          name: "a1",
          issued: 0,
          dispatched: 0,
          received: 0,
          started: 0,
          ended: 19,
          settled: 19,
          worker: 1,
        },
        {
          id: 4,
          parent: 1,
          name: "a2",
          issued: 20,
          dispatched: 20,
          received: 20,
          started: 20,
          ended: 40,
          settled: 40,
          worker: 1,
        },
        {
          id: 5,
          parent: 2,
          name: "b1",
          issued: 0,
          dispatched: 0,
          received: 0,
          started: 0,
          ended: 20,
          settled: 20,
          worker: 2,
        },
      ],
      { wallMs: 40 },
    );
    expect(pieces(trace).map(([, name]) => name)).toEqual(["a1", "a", "a2"]);
  });

  it("ends if a coarse clock gives everything the same time", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", started: 0, ended: 5, settled: 5 },
        ...Array.from({ length: 2_000 }, (_, i) => ({
          id: i + 1,
          parent: 0,
          flags: FLAG_CACHED,
          issued: 5,
          started: 5,
          ended: 5,
          settled: 5,
        })),
      ],
      { wallMs: 5 },
    );
    expect(pathTotals(criticalPathOf(trace))).toEqual({
      spawn: 0,
      queue: 0,
      transfer: 0,
      compute: 5,
      unknown: 0,
    });
  });

  it("adds up to the wall time without gaps, for any trace", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const path = criticalPathOf(trace);
        const { from, to } = path;
        const totals = pathTotals(path);
        expect(from[0]).toBe(0);
        expect(to[to.length - 1]).toBe(trace.wallMs);
        for (let i = 1; i < from.length; i += 1) expect(from[i]).toBe(to[i - 1]);
        const sum = Object.values(totals).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(trace.wallMs, 9);
      }),
      { numRuns: 500 },
    );
  });

  it("has no unknown parts in a plausible run", () => {
    const run = fc.record({
      items: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }),
      workers: fc.integer({ min: 1, max: 6 }),
      chunk: fc.integer({ min: 1, max: 8 }),
      spawn: fc.integer({ min: 0, max: 9 }),
      transfer: fc.integer({ min: 0, max: 3 }),
      before: fc.integer({ min: 0, max: 9 }),
      after: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(run, (options) => {
        const totals = pathTotals(criticalPathOf(poolRun(options)));
        expect(totals.unknown).toBe(0);
        expect(totals.spawn).toBe(Math.max(0, options.spawn - options.before));
        expect(totals.queue).toBe(0);
      }),
    );
  });
});
