import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG_INLINE } from "@/lib/protocol/rows";
import { traceOf } from "@/lib/trace/testing";
import { anyTrace } from "../testing/random-trace";
import { bodiesOf } from "./bodies";
import { concurrencyOf, peakParallel } from "./concurrency";

describe("bodiesOf", () => {
  it("excludes waiting for nested calls from a body", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow", started: 0, ended: 100, worker: 0 },
      { id: 1, parent: 0, kind: "dynamic", issued: 0, started: 10, ended: 90, settled: 95, worker: 1 },
      { id: 2, parent: 1, issued: 20, started: 25, ended: 40, settled: 45, worker: 2 },
      { id: 3, parent: 1, issued: 30, started: 32, ended: 50, settled: 60, worker: 3 },
      { id: 4, parent: 1, kind: "map", issued: 70, settled: 80 },
      { id: 5, parent: 4, issued: 70, started: 71, ended: 79, settled: 80, worker: 2 },
    ]);
    const { compute, segments } = bodiesOf(trace);
    // 10–20, 60–70, 80–90
    expect(compute[1]).toBe(30);
    expect([...compute].slice(2)).toEqual([15, 18, 0, 8]);
    // The entry: 95–100.
    expect(compute[0]).toBe(5);
    expect([...segments.row].filter((row) => row === 1).length).toBe(3);
  });

  it("counts groups, traced calls and workflows inside a body as part of it", () => {
    const trace = traceOf([
      { id: 0, started: 0, ended: 100, worker: 1 },
      { id: 1, parent: 0, kind: "group", issued: 10, started: 10, ended: 60, settled: 60, worker: 1 },
      { id: 2, parent: 1, kind: "trace", issued: 20, started: 20, ended: 30, settled: 30, worker: 1 },
      { id: 3, parent: 1, kind: "task", issued: 40, started: 45, ended: 50, settled: 55, worker: 2 },
    ]);
    const { compute, body } = bodiesOf(trace);
    expect([...compute]).toEqual([85, 0, 0, 5]);
    expect([...body]).toEqual([0, 0, 0, 3]);
  });

  it("includes all attempts of a nested call in the waiting", () => {
    const trace = traceOf([
      { id: 0, kind: "dynamic", started: 0, ended: 100, worker: 1 },
      {
        id: 1,
        parent: 0,
        attempt: 1,
        status: "failed",
        issued: 10,
        started: 12,
        ended: 20,
        settled: 21,
        worker: 2,
      },
      { id: 1, parent: 0, attempt: 2, issued: 50, started: 52, ended: 60, settled: 61, worker: 2 },
    ]);
    const { compute } = bodiesOf(trace);
    expect([...compute]).toEqual([49, 8, 8]);
  });

  it("does not count waiting for a thread that runs one body at a time", () => {
    const one = { worker: 0, flags: FLAG_INLINE, strategy: "sequential" } as const;
    const trace = traceOf(
      [
        { ...one, id: 0, kind: "workflow", started: 0, ended: 60, settled: 60 },
        { ...one, id: 1, parent: 0, kind: "dynamic", issued: 0, started: 0, ended: 50, settled: 50 },
        { ...one, id: 2, parent: 0, kind: "dynamic", issued: 0, started: 10, ended: 60, settled: 60 },
        // Their results arrive at 20 and 40; they continue when the thread is free, at 40 and 50.
        { ...one, id: 3, parent: 1, issued: 0, started: 0, ended: 20, settled: 20 },
        { ...one, id: 4, parent: 2, issued: 10, started: 20, ended: 40, settled: 40 },
      ],
      { wallMs: 60 },
    );
    const bodies = bodiesOf(trace);
    expect([...bodies.compute].slice(1)).toEqual([10, 20, 20, 20]);
    expect(peakParallel(trace, 0.1, bodies)).toBe(1);
  });

  it("ends an interrupted body when the scheduler noticed, or with the trial", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow" },
        { id: 1, parent: 0, status: "interrupted", started: 10, settled: 30 },
        { id: 2, parent: 0, status: "running", started: 10 },
      ],
      { wallMs: 50 },
    );
    expect([...bodiesOf(trace).compute]).toEqual([0, 20, 40]);
  });

  it("has segments inside their body that do not overlap", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const { segments, compute } = bodiesOf(trace);
        const total = [...segments.row].reduce(
          (sum, _, s) => sum + (segments.end[s] ?? 0) - (segments.start[s] ?? 0),
          0,
        );
        expect(compute.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(total, 9);
        for (let s = 1; s < segments.row.length; s += 1) {
          if (segments.row[s] === segments.row[s - 1])
            expect(segments.start[s]).toBeGreaterThanOrEqual(segments.end[s - 1] ?? 0);
        }
      }),
    );
  });
});

describe("concurrencyOf", () => {
  it("counts bodies in parallel, ends before starts, without waiting ones", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow", started: 0, ended: 50 },
      { id: 1, parent: 0, kind: "dynamic", issued: 0, started: 0, ended: 40, settled: 40 },
      { id: 2, parent: 1, issued: 10, started: 10, ended: 20, settled: 20 },
      { id: 3, parent: 1, issued: 10, started: 10, ended: 20, settled: 20 },
      { id: 4, parent: 1, issued: 20, started: 20, ended: 30, settled: 30, flags: FLAG_INLINE },
    ]);
    const { peak, time, level, area } = concurrencyOf(trace);
    expect(peak).toBe(2);
    expect([...time]).toEqual([0, 10, 20, 30, 40]);
    expect([...level]).toEqual([1, 2, 1, 1, 0]);
    expect(area).toBe(50);
  });

  it("ignores overlaps within the difference of two clocks", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow" },
      { id: 1, parent: 0, started: 0, ended: 10.15 },
      { id: 2, parent: 0, started: 10, ended: 20 },
      { id: 3, parent: 0, started: 30, ended: 30.1 },
      { id: 4, parent: 0, started: 30, ended: 30.1 },
      { id: 5, parent: 0, started: 30, ended: 30.1 },
    ]);
    const long = traceOf([
      { id: 0, kind: "workflow" },
      { id: 1, started: 0, ended: 10.15 },
      { id: 2, started: 10, ended: 20 },
    ]);
    expect(concurrencyOf(long).peak).toBe(2);
    expect(peakParallel(long, 0.1)).toBe(1);
    expect(peakParallel(trace, 0.1)).toBe(3);
  });

  it("has an area equal to the bodies' time", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const bodies = bodiesOf(trace);
        let total = 0;
        for (let row = 0; row < trace.count; row += 1) {
          if (
            ["task", "dynamic"].includes(
              ["workflow", "launchPlan", "dynamic", "task"][trace.kind[row] ?? 0] ?? "",
            )
          ) {
            total += bodies.compute[row] ?? 0;
          }
        }
        expect(concurrencyOf(trace, bodies).area).toBeCloseTo(total, 9);
      }),
    );
  });
});
