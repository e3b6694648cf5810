import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG_INLINE } from "@/lib/protocol/rows";
import { traceOf } from "@/lib/trace/testing";
import { poolRun } from "../testing/made-runs";
import { lowerBound, workSpanOf } from "./work-span";

const free = { transferMs: 0, startMs: 0 };

describe("workSpanOf", () => {
  it("of a map are the sum of its items, and the longest", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (items, workers, chunk) => {
          const trace = poolRun({ items, workers, chunk, spawn: 7, transfer: 2, before: 3, after: 5 });
          const { work, span, parallelism, burdenedSpan } = workSpanOf(trace, { transferMs: 4, startMs: 9 });
          const sum = items.reduce((a, b) => a + b, 0);
          expect(work).toBeCloseTo(sum + 8, 9);
          expect(span).toBeCloseTo(Math.max(...items) + 8, 9);
          expect(parallelism).toBeCloseTo((sum + 8) / (Math.max(...items) + 8), 9);
          expect(burdenedSpan).toBeCloseTo(Math.max(...items) + 8 + 4, 9);
          expect(lowerBound({ work, span }, workers)).toBeLessThanOrEqual(trace.wallMs + 1e-9);
        },
      ),
    );
  });

  it("ignores limits but keeps chains", () => {
    // Two chains of two, started together, each link 10 ms, on one worker: 40 ms; a join, then 5 ms of the entry.
    const link = (id: number, issued: number, started: number) => ({
      id,
      parent: 0,
      issued,
      dispatched: started,
      received: started,
      started,
      ended: started + 10,
      settled: started + 10,
      worker: 1,
    });
    const trace = traceOf([
      { id: 0, kind: "workflow", started: 0, ended: 45, settled: 45 },
      link(1, 0, 0),
      link(2, 0, 10),
      link(3, 10, 20),
      link(4, 20, 30),
    ]);
    const { work, span } = workSpanOf(trace, free);
    expect(work).toBe(45);
    expect(span).toBe(25);
  });

  it("is the whole trial if everything is in sequence, inline or not", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        (steps, grouped) => {
          let clock = 0;
          const calls = steps.map((ms, i) => {
            const from = clock;
            clock += ms;
            return {
              id: i + 2,
              parent: grouped ? 1 : 0,
              flags: FLAG_INLINE,
              issued: from,
              started: from,
              ended: clock,
              settled: clock,
            };
          });
          const trace = traceOf(
            [
              { id: 0, kind: "workflow", started: 0, ended: clock, settled: clock },
              ...(grouped
                ? [
                    {
                      id: 1,
                      parent: 0,
                      kind: "group" as const,
                      issued: 0,
                      started: 0,
                      ended: clock,
                      settled: clock,
                    },
                  ]
                : []),
              ...calls,
            ],
            { wallMs: clock },
          );
          const { work, span } = workSpanOf(trace, free);
          expect(work).toBe(clock);
          expect(span).toBe(clock);
        },
      ),
    );
  });

  it("includes a start if a call gets a separate worker, and every attempt", () => {
    const call = {
      parent: 0,
      issued: 0,
      dispatched: 0,
      received: 0,
      started: 0,
      ended: 10,
      settled: 10,
      worker: 1,
    };
    const of = (strategy: "dynamic" | "pooled") =>
      workSpanOf(
        traceOf([
          { id: 0, kind: "workflow", started: 0, ended: 30 },
          { ...call, id: 1, strategy, status: "failed", attempt: 1 },
          { ...call, id: 1, strategy, attempt: 2, started: 20, ended: 30, settled: 30 },
        ]),
        { transferMs: 1, startMs: 100 },
      );
    expect(of("pooled")).toMatchObject({ span: 20, burdenedSpan: 21 });
    expect(of("dynamic").burdenedSpan).toBe(121);
  });
});
