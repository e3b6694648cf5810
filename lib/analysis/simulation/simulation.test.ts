import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG_CHUNK_HEAD, FLAG_INLINE, FLAG_ITEM } from "@/lib/protocol/rows";
import type { SpanObject } from "@/lib/trace/from-spans";
import { laneOf, traceOf } from "@/lib/trace/testing";
import { poolRun } from "../testing/made-runs";
import { anyTrace } from "../testing/random-trace";
import { simulationOf, workerSteps } from "./simulation";

const settings = { workers: 8, concurrency: 1, maxParallelism: 25, chunk: "auto" } as const;
const equal = (n: number, ms: number) => Array.from({ length: n }, () => ms);

describe("a simulated map", () => {
  const simulation = simulationOf(poolRun({ items: equal(26, 100), workers: 8 }), settings);
  const waves = (workers: number, chunk: "auto" | "python") => simulation.at({ workers, chunk }).mid / 100;
  const workers = [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 26];

  it("with Python's chunks loses the waves that Python loses", () => {
    expect(workers.map((n) => waves(n, "python"))).toEqual([26, 14, 9, 8, 6, 6, 4, 4, 3, 2, 1]);
  });

  it("with guided chunks takes as many waves as there must be", () => {
    expect(workers.map((n) => waves(n, "auto"))).toEqual([26, 13, 9, 7, 6, 5, 4, 4, 3, 2, 1]);
  });

  it("with guided chunks loses no wave, whatever the numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40 }), (n, lanes) => {
        const { mid } = simulationOf(poolRun({ items: equal(n, 10), workers: 2 }), settings).at({
          workers: lanes,
          chunk: "auto",
        });
        expect(mid).toBeCloseTo(Math.ceil(n / lanes) * 10, 6);
      }),
    );
  });

  it("with chunks of a fixed size takes ⌈chunks / workers⌉ chunks", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 12 }),
        (chunks, size, lanes) => {
          const whole = simulationOf(poolRun({ items: equal(chunks * size, 7), workers: 3 }), settings);
          expect(whole.at({ workers: lanes, chunk: size }).mid).toBeCloseTo(
            Math.ceil(chunks / lanes) * size * 7,
            6,
          );
        },
      ),
    );
  });

  it("on one worker is the sum, whatever the items; on as many as items the longest", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 40 }), (items) => {
        const whole = simulationOf(poolRun({ items, workers: 3, before: 4, after: 6 }), settings);
        expect(whole.at({ workers: 1 }).mid).toBeCloseTo(items.reduce((a, b) => a + b, 0) + 10, 6);
        expect(whole.at({ workers: 1_024, chunk: 1 }).mid).toBeCloseTo(Math.max(...items) + 10, 6);
      }),
    );
  });

  it("charges each op run its start and its messages", () => {
    const measured = simulationOf(poolRun({ items: equal(26, 100), workers: 8 }), settings);
    // ⌈26/8⌉ waves of start, there, body, back.
    const op = measured.at({ strategy: "dynamic", startMs: 40, transferMs: 3 });
    expect(op.mid).toBeCloseTo(4 * (40 + 3 + 100 + 3), 6);
    const pool = measured.at({ strategy: "pooled", startMs: 40, transferMs: 3, chunk: 1 });
    expect(pool.mid).toBeCloseTo(40 + 4 * (3 + 100 + 3), 6);
    const hybrid = measured.at({ strategy: "hybrid", startMs: 40, transferMs: 3, chunk: "auto" });
    expect(hybrid.mid).toBeCloseTo(40 + 3 + 4 * 100 + 3, 6);
  });

  it("bounds op runs by maxParallelism", () => {
    const limited = simulationOf(poolRun({ items: equal(26, 100), workers: 8 }), {
      ...settings,
      maxParallelism: 2,
    });
    expect(limited.at({ strategy: "dynamic", startMs: 0 }).mid).toBeCloseTo(1_300, 6);
  });

  it("takes other bodies", () => {
    expect(simulation.at({ itemScale: 3, chunk: 1 }).mid).toBeCloseTo(1_200, 6);
    expect(simulation.at({ itemMs: 5, chunk: 1 }).mid).toBeCloseTo(20, 6);
  });
});

describe("the check at the measured point", () => {
  it("tells a run made by the same policy exactly", () => {
    const run = fc.record({
      items: fc.array(fc.integer({ min: 5, max: 50 }), { minLength: 1, maxLength: 40 }),
      workers: fc.integer({ min: 1, max: 6 }),
      chunk: fc.integer({ min: 1, max: 8 }),
      transfer: fc.integer({ min: 0, max: 3 }),
      spawn: fc.integer({ min: 0, max: 9 }),
      before: fc.integer({ min: 0, max: 9 }),
      after: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(run, (options) => {
        const { check } = simulationOf(poolRun(options), { ...settings, chunk: options.chunk });
        expect(check.simulatedMs).toBeCloseTo(check.measuredMs, 6);
        expect(check.trusted).toBe(true);
      }),
    );
  });

  it("says that it is off where something took time that it does not know", () => {
    const trace = poolRun({ items: equal(8, 100), workers: 2 });
    // The second worker stood still for half of the run, as where something outside had the core.
    const late = traceOf(
      [...trace.id].map(
        (id, r): SpanObject => ({
          id,
          parent: id === 0 ? -1 : id === 1 ? 0 : 1,
          kind: id === 0 ? "workflow" : id === 1 ? "map" : "task",
          worker: trace.worker[r],
          index: trace.index[r],
          flags: trace.flags[r],
          issued: trace.issued[r],
          dispatched: id < 2 ? undefined : 4 * (trace.dispatched[r] ?? 0),
          received: id < 2 ? undefined : 4 * (trace.dispatched[r] ?? 0),
          started: id < 2 ? 0 : 4 * (trace.dispatched[r] ?? 0),
          ended: id < 2 ? 1_600 : 4 * (trace.dispatched[r] ?? 0) + 100,
          settled: id < 2 ? 1_600 : 4 * (trace.dispatched[r] ?? 0) + 100,
        }),
      ),
      { wallMs: 1_600, lanes: [laneOf(0), laneOf(1, { label: "pool" }), laneOf(2, { label: "pool" })] },
    );
    const { check } = simulationOf(late, { ...settings, chunk: 1 });
    expect(check.error).toBeGreaterThan(0.15);
    expect(check.trusted).toBe(false);
  });

  it("trusts nothing where no call went to a worker", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", started: 0, ended: 10, settled: 10 },
        { id: 1, parent: 0, flags: FLAG_INLINE, issued: 0, started: 0, ended: 10, settled: 10 },
      ],
      { wallMs: 10 },
    );
    const { check, model } = simulationOf(trace, settings);
    expect(check).toEqual({ measuredMs: 10, simulatedMs: 10, error: 0, trusted: false });
    expect(model.remoteCalls).toBe(0);
  });
});

describe("nested calls", () => {
  /** main → map of `outer` dynamics, each → map of `inner` tasks of 10 ms. */
  const nested = (outer: number, inner: number) => {
    const rows: SpanObject[] = [
      { id: 0, kind: "workflow", started: 0, ended: 1_000, settled: 1_000 },
      { id: 1, parent: 0, kind: "map", issued: 0, started: 0, ended: 1_000, settled: 1_000 },
    ];
    for (let o = 0; o < outer; o += 1) {
      const own = 1_000 + o * 100;
      const body = {
        issued: 0,
        dispatched: 0,
        received: 0,
        started: 0,
        ended: 10 * inner,
        settled: 10 * inner,
        worker: 1,
      };
      rows.push({
        ...body,
        id: own,
        parent: 1,
        kind: "dynamic",
        index: o,
        flags: FLAG_ITEM | FLAG_CHUNK_HEAD,
      });
      rows.push({
        id: own + 1,
        parent: own,
        kind: "map",
        issued: 0,
        started: 0,
        ended: 10 * inner,
        settled: 10 * inner,
      });
      for (let i = 0; i < inner; i += 1) {
        const at = {
          dispatched: 10 * i,
          received: 10 * i,
          started: 10 * i,
          ended: 10 * (i + 1),
          settled: 10 * (i + 1),
        };
        rows.push({
          id: own + 2 + i,
          parent: own + 1,
          index: i,
          issued: 0,
          worker: 2 + o,
          flags: FLAG_ITEM | FLAG_CHUNK_HEAD,
          ...at,
        });
      }
    }
    return traceOf(rows, { wallMs: 1_000, workers: outer + 1 });
  };

  it("give up their slot, so that no number of workers is too small", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (outer, inner, lanes) => {
          const trace = nested(outer, inner);
          const simulation = simulationOf(trace, { ...settings, chunk: 1 });
          for (const strategy of ["pooled", "dynamic"] as const) {
            const { mid } = simulation.at({ workers: lanes, strategy, chunk: 1 });
            // Main ends 1,000 − 10·inner after its map did when it was recorded, and bodies add nothing of their own.
            const least = Math.max(10, Math.ceil((outer * inner) / lanes) * 10);
            expect(mid).toBeGreaterThanOrEqual(least - 1e-9);
            expect(mid).toBeLessThanOrEqual(outer * inner * 10 + 1e-9);
          }
          expect(simulation.at({ workers: 1, chunk: 1 }).mid).toBeCloseTo(outer * inner * 10, 6);
          expect(simulation.at({ workers: 64, chunk: 1 }).mid).toBeCloseTo(10, 6);
        },
      ),
    );
  });
});

describe("any recording", () => {
  it("ends or gives no time, and never runs forever", () => {
    fc.assert(
      fc.property(anyTrace, fc.integer({ min: 1, max: 64 }), (trace, workers) => {
        const simulation = simulationOf(trace, settings);
        const { low, mid, high } = simulation.at({ workers });
        if (!Number.isNaN(mid)) {
          expect(mid).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(mid);
          expect(high).toBeGreaterThanOrEqual(mid);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("workerSteps", () => {
  it("doubles, and has the measured number", () => {
    expect(workerSteps(6, 4)).toEqual([1, 4, 6, 16, 64, 256, 1_024]);
    expect(workerSteps(8, 2).at(-1)).toBe(1_024);
  });
});
