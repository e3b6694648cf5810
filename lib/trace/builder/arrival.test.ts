import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runToEnd } from "@/lib/base/incremental";
import { ID_SPACE } from "@/lib/protocol/rows";
import { batchFromSpans, type SpanObject } from "../from-spans";
import { rowOf as row, statusOf as status, TEST_TRIAL } from "../testing";
import { TraceBuilder } from "./trace-builder";

/** A random tree as opening and closing rows, some of them blocks, each parent's id before or after its children's. */
const tree = fc
  .array(fc.record({ up: fc.nat(), lane: fc.nat(3), size: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((steps) => {
    const next = [0, 0, 0, 0];
    const spans: { id: number; size: number; parent: number }[] = [];
    for (const [i, step] of steps.entries()) {
      const up = spans[step.up % Math.max(1, i)];
      const size = i === 0 ? 1 : step.size;
      const sequence = next[step.lane] ?? 0;
      next[step.lane] = sequence + size;
      spans.push({
        id: step.lane * ID_SPACE + sequence,
        size,
        parent: up === undefined ? -1 : up.id + (step.up % up.size),
      });
    }
    return spans;
  });

describe("order of arrival", () => {
  it("does not change the trace, and parents come before their children", () => {
    fc.assert(
      fc.property(
        tree.chain((spans) =>
          fc.tuple(
            fc.constant(spans),
            fc.shuffledSubarray(
              spans.flatMap((s): SpanObject[] => [
                { ...s, status: "running", issued: 1 },
                { ...s, status: "succeeded", issued: 1, started: 2, ended: 3 },
              ]),
              { minLength: spans.length * 2 },
            ),
            fc.integer({ min: 1, max: 9 }),
          ),
        ),
        ([spans, rows, perBatch]) => {
          const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 2 });
          for (let i = 0; i < rows.length; i += perBatch) {
            builder.add(batchFromSpans(i, rows.slice(i, i + perBatch)));
            const now = builder.snapshot();
            for (let r = 0; r < now.count; r += 1) expect(now.parent[r]).toBeLessThan(r);
          }
          const trace = builder.finish({ wallMs: 5 });
          expect(trace.count).toBe(spans.reduce((sum, s) => sum + s.size, 0));
          for (const span of spans) {
            for (let k = 0; k < span.size; k += 1) {
              const r = row(trace, span.id + k);
              expect(status(trace, r)).toBe("succeeded");
              expect(trace.parent[r]).toBe(span.parent === -1 ? -1 : row(trace, span.parent));
            }
          }
          expect(builder.dropped + builder.orphans).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("snapshot", () => {
  it("shares its arrays, and rows keep their numbers", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    builder.add(batchFromSpans(0, [{ id: 0, kind: "workflow", status: "running" }]));
    builder.progress(12);
    const early = builder.snapshot();
    expect(early.wallMs).toBe(12);
    expect(early.id.buffer).toBe(builder.snapshot().id.buffer);
    builder.add(batchFromSpans(1, [{ id: 1, parent: 0, size: 5_000 }]));
    expect(early.count).toBe(1);
    expect(early.id.length).toBe(1);
    expect(builder.snapshot().id[0]).toBe(0);
    expect(builder.finish({ wallMs: 20 }).wallMs).toBe(20);
  });
});

describe("steps", () => {
  const count = 50_000;
  const items = batchFromSpans(
    1,
    Array.from({ length: count }, (_, at) => ({ id: at + 2, parent: 1, index: at })),
  );
  const parents = batchFromSpans(2, [{ id: 0 }, { id: 1, parent: 0, kind: "map" }]);

  it("are many if many rows waited for one, and give the same trace as without steps", () => {
    const [slow, atOnce] = [
      new TraceBuilder({ info: TEST_TRIAL, workers: 1 }),
      new TraceBuilder({ info: TEST_TRIAL, workers: 1 }),
    ];
    for (const builder of [slow, atOnce]) builder.add(items);
    expect(slow.snapshot().count).toBe(0);
    const steps = slow.adding(parents);
    expect(steps.next().done).toBe(false);
    const so = slow.snapshot().count;
    expect(so).toBeGreaterThan(1_000);
    expect(so).toBeLessThan(count / 2);
    runToEnd(steps);
    atOnce.add(parents);
    const [one, other] = [slow.finish({ wallMs: 1 }), atOnce.finish({ wallMs: 1 })];
    expect(one.count).toBe(count + 2);
    // Comparing everything with `toEqual` takes seconds.
    for (const name of ["id", "parent", "index", "status"] as const)
      expect(one[name].findIndex((value, at) => value !== other[name][at])).toBe(-1);
  });

  it("are many at the end of a long run", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    builder.add(parents);
    builder.add(items);
    expect([...builder.finishing({ wallMs: 1 })].length).toBeGreaterThan(4);
  });
});
