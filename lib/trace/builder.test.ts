import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_LOGS, MAX_ROWS, TraceBuilder } from "./builder";
import {
  FLAG_CHUNK_HEAD,
  FLAG_INLINE,
  FLAG_ITEM,
  FLAG_SHARED_TIME,
  ID,
  ID_SPACE,
  KINDS,
  NAME,
  PARENT,
  SIZE,
  STATUSES,
  STRIDE,
} from "./rows";
import { batchOf, laneOf, type RowSpec, traceOf } from "./testing";
import type { Trace } from "./trace";

const row = (trace: Trace, id: number): number => {
  for (let r = 0; r < trace.count; r += 1) if (trace.id[r] === id && trace.attemptOf[r] === -1) return r;
  return -1;
};
const status = (trace: Trace, r: number) => STATUSES[trace.status[r] ?? 0];

describe("rows", () => {
  it("keeps every column and resolves parents and names", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow", name: "main", issued: 0, started: 0, ended: 9, settled: 9, worker: 0 },
      {
        id: 1,
        parent: 0,
        name: "square",
        issued: 1,
        dispatched: 2,
        received: 3,
        started: 4,
        ended: 5,
        settled: 6,
        worker: 3,
        bytesIn: 8,
        bytesOut: 16,
        index: 7,
        strategy: "hybrid",
      },
    ]);
    expect(trace.count).toBe(2);
    expect([...trace.parent]).toEqual([-1, 0]);
    expect(trace.names[trace.name[1] ?? -1]).toBe("square");
    expect(KINDS[trace.kind[0] ?? -1]).toBe("workflow");
    expect(
      [trace.issued, trace.dispatched, trace.received, trace.started, trace.ended, trace.settled].map(
        (c) => c[1],
      ),
    ).toEqual([1, 2, 3, 4, 5, 6]);
    expect([trace.bytesIn[1], trace.bytesOut[1], trace.index[1], trace.worker[1], trace.strategy[1]]).toEqual(
      [8, 16, 7, 3, 4],
    );
  });

  it("replaces a row of the same attempt, but never an end by running", () => {
    const builder = new TraceBuilder({ workers: 1 });
    builder.add(
      batchOf(1, [
        { id: 0, kind: "workflow" },
        { id: 1, parent: 0, status: "running", started: 3, worker: 1 },
      ]),
    );
    builder.add(batchOf(2, [{ id: 1, parent: 0, status: "succeeded", started: 4, ended: 5, worker: 2 }]));
    builder.add(batchOf(3, [{ id: 1, parent: 0, status: "running", issued: 1, dispatched: 2 }]));
    const trace = builder.finish({ wallMs: 10 });
    expect(status(trace, 1)).toBe("succeeded");
    expect([trace.issued[1], trace.started[1], trace.ended[1], trace.worker[1]]).toEqual([
      Number.NaN,
      4,
      5,
      2,
    ]);
  });

  it("moves other threads' readings between those of the scheduler", () => {
    const trace = traceOf([
      { id: 0, issued: 5.2, dispatched: 5.1, received: 5, started: 5.05, ended: 5.3, settled: 5.2 },
      { id: 1, parent: 0, issued: 5, started: 4.9, ended: 4.8 },
      { id: 2, parent: 0, dispatched: 3, ended: 2 },
    ]);
    const times = (r: number) =>
      [trace.issued, trace.dispatched, trace.received, trace.started, trace.ended, trace.settled].map(
        (c) => c[r],
      );
    expect(times(0)).toEqual([5.1, 5.1, 5.1, 5.1, 5.2, 5.2]);
    expect(times(1)).toEqual([5, Number.NaN, Number.NaN, 5, 5, Number.NaN]);
    expect(times(2)).toEqual([Number.NaN, 3, Number.NaN, Number.NaN, 3, 3]);
  });

  it("leaves times in order, whatever they were", () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(
        fc.array(time, { minLength: 6, maxLength: 6 }),
        ([issued, dispatched, received, started, ended, settled]) => {
          const t = traceOf([{ id: 0, issued, dispatched, received, started, ended, settled }]);
          const known = [t.issued, t.dispatched, t.received, t.started, t.ended, t.settled]
            .map((c) => c[0] ?? 0)
            .filter((x) => !Number.isNaN(x));
          expect(known).toEqual([...known].sort((a, b) => a - b));
        },
      ),
    );
  });

  it("expands a block into items with equal shares", () => {
    const trace = traceOf([
      { id: 0, kind: "map" },
      {
        id: 10,
        parent: 0,
        size: 4,
        index: 20,
        flags: FLAG_ITEM | FLAG_CHUNK_HEAD,
        started: 2,
        ended: 4,
        bytesIn: 40,
      },
    ]);
    expect([...trace.id]).toEqual([0, 10, 11, 12, 13]);
    expect([...trace.index]).toEqual([-1, 20, 21, 22, 23]);
    expect([...trace.started].slice(1)).toEqual([2, 2.5, 3, 3.5]);
    expect([...trace.ended].slice(1)).toEqual([2.5, 3, 3.5, 4]);
    expect([...trace.bytesIn].slice(1)).toEqual([10, 10, 10, 10]);
    const item = FLAG_ITEM | FLAG_SHARED_TIME;
    expect([...trace.flags].slice(1)).toEqual([item | FLAG_CHUNK_HEAD, item, item, item]);
  });

  it("makes an attempt that a later one replaced a row of its own, in whichever order they come", () => {
    const first: RowSpec = { id: 1, parent: 0, attempt: 1, status: "failed", started: 1, ended: 2 };
    const second: RowSpec = { id: 1, parent: 0, attempt: 2, status: "interrupted", started: 3, ended: 4 };
    const third: RowSpec = { id: 1, parent: 0, attempt: 3, status: "succeeded", started: 5, ended: 6 };
    fc.assert(
      fc.property(fc.shuffledSubarray([first, second, third], { minLength: 3 }), (order) => {
        const trace = traceOf([{ id: 0, kind: "workflow" }, ...order, { id: 2, parent: 1 }]);
        expect(trace.attempt[1]).toBe(3);
        expect(status(trace, 1)).toBe("succeeded");
        const earlier = [...trace.attemptOf].flatMap((span, r) =>
          span === 1 ? [[trace.attempt[r], status(trace, r), trace.started[r]]] : [],
        );
        expect(earlier.sort()).toEqual([
          [1, "failed", 1],
          [2, "interrupted", 3],
        ]);
        expect(trace.parent[row(trace, 2)]).toBe(1);
      }),
    );
  });

  it("takes late news of an earlier attempt", () => {
    const trace = traceOf([
      { id: 0, attempt: 1, status: "running", started: 1 },
      { id: 0, attempt: 2, status: "succeeded", started: 5, ended: 6 },
      { id: 0, attempt: 1, status: "failed", started: 1, ended: 2 },
    ]);
    expect(trace.count).toBe(2);
    expect(status(trace, 1)).toBe("failed");
    expect(trace.ended[1]).toBe(2);
    expect(status(trace, 0)).toBe("succeeded");
  });

  it("names what is still open at the end", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow", status: "running" },
      { id: 1, parent: 0, status: "running", issued: 1 },
      { id: 2, parent: 0, status: "running", issued: 1, dispatched: 2 },
      { id: 3, parent: 0, status: "running", attempt: 1, started: 2 },
      { id: 3, parent: 0, status: "succeeded", attempt: 2, started: 3 },
      { id: 4, parent: 0, status: "running", kind: "map", issued: 1 },
    ]);
    expect([0, 1, 2, 3, 4, 5].map((r) => status(trace, r))).toEqual([
      "cancelled",
      "skipped",
      "cancelled",
      "succeeded",
      "interrupted",
      "cancelled",
    ]);
  });
});

/** A random tree as open and close rows, some of them blocks, each parent's id before or after its children's. */
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
  it("never changes what the trace says, and a parent stands before its children", () => {
    fc.assert(
      fc.property(
        tree.chain((spans) =>
          fc.tuple(
            fc.constant(spans),
            fc.shuffledSubarray(
              spans.flatMap((s): RowSpec[] => [
                { ...s, status: "running", issued: 1 },
                { ...s, status: "succeeded", issued: 1, started: 2, ended: 3 },
              ]),
              { minLength: spans.length * 2 },
            ),
            fc.integer({ min: 1, max: 9 }),
          ),
        ),
        ([spans, rows, perBatch]) => {
          const builder = new TraceBuilder({ workers: 2 });
          for (let i = 0; i < rows.length; i += perBatch) {
            builder.add(batchOf(i, rows.slice(i, i + perBatch)));
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

const hostileNumber = fc.oneof(
  fc.constantFrom(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -1,
    -0,
    0,
    1,
    2,
    0.5,
    2 ** 24,
    2 ** 31,
    2 ** 53,
    1e300,
  ),
  fc.integer({ min: -3, max: 12 }),
  fc.double(),
);

describe("hostile input", () => {
  it("never throws, and what it keeps holds the trace's promises", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(hostileNumber, { minLength: 0, maxLength: STRIDE * 12 }), { maxLength: 4 }),
        fc.array(fc.string(), { maxLength: 3 }),
        (batches, names) => {
          const builder = new TraceBuilder({ workers: 2 });
          for (const [lane, numbers] of batches.entries())
            builder.add({ lane, rows: Float64Array.from(numbers), names });
          const trace = builder.finish({ wallMs: Number.NaN });
          for (let r = 0; r < trace.count; r += 1) {
            expect(trace.parent[r]).toBeLessThan(r);
            expect(trace.names[trace.name[r] ?? -1]).toBeDefined();
            expect(KINDS[trace.kind[r] ?? -1]).toBeDefined();
            expect(status(trace, r)).not.toBe("running");
            expect(trace.ended[r] ?? 0).not.toBeLessThan(trace.started[r] ?? 0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("accepts rows that are mostly sound but wrong in one place only where that is harmless", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(STRIDE - 1), hostileNumber), { minLength: 1, maxLength: 30 }),
        (wrongs) => {
          const builder = new TraceBuilder({ workers: 2 });
          const batch = batchOf(0, [
            { id: 0, kind: "workflow" },
            ...wrongs.map((_, i) => ({ id: i + 1, parent: 0 })),
          ]);
          for (const [i, [column, value]] of wrongs.entries()) batch.rows[(i + 1) * STRIDE + column] = value;
          builder.add(batch);
          const trace = builder.finish({ wallMs: 1 });
          expect(trace.count + builder.dropped).toBeGreaterThan(0);
          for (let r = 0; r < trace.count; r += 1) expect(trace.parent[r]).toBeLessThan(r);
        },
      ),
    );
  });

  it("hangs orphans under the entry and drops circles of parents", () => {
    const builder = new TraceBuilder({ workers: 1 });
    builder.add(
      batchOf(0, [
        { id: 0, kind: "workflow" },
        { id: 1, parent: 99 },
        { id: 2, parent: 1 },
        { id: 10, parent: 11 },
        { id: 11, parent: 12 },
        { id: 12, parent: 10 },
        { id: 13, parent: 13 },
      ]),
    );
    const trace = builder.finish({ wallMs: 1 });
    expect([...trace.id]).toEqual([0, 1, 2]);
    expect([...trace.parent]).toEqual([-1, 0, 1]);
    expect(builder.orphans).toBe(1);
    expect(builder.dropped).toBe(4);
  });

  it("has one root, whatever is claimed", () => {
    const trace = traceOf([{ id: 0, size: 3 }, { id: 7 }]);
    expect([...trace.parent]).toEqual([-1, 0, 0, 0]);
  });

  it("drops names that the sender never gave", () => {
    const builder = new TraceBuilder({ workers: 1 });
    const batch = batchOf(0, [{ id: 0 }]);
    batch.rows[NAME] = 1;
    builder.add(batch);
    expect(builder.dropped).toBe(1);
  });

  it("survives a chain as deep as the bound", () => {
    const depth = 200_000;
    const builder = new TraceBuilder({ workers: 1 });
    const specs = batchOf(0, [{ id: 0 }]);
    const rows = new Float64Array(depth * STRIDE);
    for (let i = 0; i < depth; i += 1) {
      rows.set(specs.rows, i * STRIDE);
      rows[i * STRIDE + ID] = depth - 1 - i;
      rows[i * STRIDE + PARENT] = depth - 2 - i;
    }
    builder.add({ lane: 0, rows, names: ["t"] });
    expect(builder.finish({ wallMs: 1 }).count).toBe(depth);
  });

  it("keeps scattered ids without memory for what is between them", () => {
    const builder = new TraceBuilder({ workers: 1 });
    const n = 50_000;
    const specs = batchOf(0, [{ id: 0 }]);
    const rows = new Float64Array(n * STRIDE);
    for (let i = 0; i < n; i += 1) {
      rows.set(specs.rows, i * STRIDE);
      rows[i * STRIDE + ID] = i * (ID_SPACE - 7);
      rows[i * STRIDE + PARENT] = i === 0 ? -1 : 0;
    }
    builder.add({ lane: 0, rows, names: ["t"] });
    builder.add({ lane: 0, rows, names: [] });
    const trace = builder.finish({ wallMs: 1 });
    expect(trace.count).toBe(n);
  });
});

describe("bounds", () => {
  it("refuses what is past the bound and keeps the rest, still taking news of it", () => {
    const builder = new TraceBuilder({ workers: 1 });
    builder.add(
      batchOf(0, [
        { id: 0, kind: "map" },
        { id: 1, parent: 0, size: MAX_ROWS - 2, status: "running" },
      ]),
    );
    expect(builder.full).toBe(false);
    builder.add(batchOf(1, [{ id: MAX_ROWS, parent: 0, size: 10 }]));
    expect(builder.full).toBe(true);
    builder.add(batchOf(2, [{ id: 5, parent: 0, status: "failed" }]));
    const trace = builder.finish({ wallMs: 1 });
    expect(trace.count).toBe(MAX_ROWS);
    expect(status(trace, row(trace, 5))).toBe("failed");
  });

  it("counts rows held back", () => {
    const builder = new TraceBuilder({ workers: 1 });
    const batch = batchOf(0, [
      { id: 1, parent: 0, size: MAX_ROWS },
      { id: 2 * MAX_ROWS, parent: 0 },
    ]);
    expect(batch.rows[SIZE]).toBe(MAX_ROWS);
    builder.add(batch);
    expect(builder.full).toBe(true);
  });

  it("does no work without end for blocks that are sent again and again", () => {
    const builder = new TraceBuilder({ workers: 1 });
    const block: RowSpec = { id: 1, parent: 0, size: 100_000, status: "running" };
    builder.add(batchOf(0, [{ id: 0, kind: "map" }]));
    for (let i = 0; i < 1_000; i += 1) builder.add(batchOf(i + 1, [block]));
    builder.add(batchOf(0, [{ id: 7, parent: 0, status: "failed" }]));
    const trace = builder.finish({ wallMs: 1 });
    expect(builder.full).toBe(true);
    expect(trace.count).toBe(100_001);
    expect(status(trace, row(trace, 7))).toBe("failed");
  });

  it("keeps the newest log lines and says how many went", () => {
    const builder = new TraceBuilder({ workers: 1 });
    const line = (i: number) => ({
      time: i,
      level: "log" as const,
      span: 0,
      task: "t",
      attempt: 1,
      worker: 1,
      text: `${i}`,
    });
    builder.log(
      Array.from({ length: MAX_LOGS }, (_, i) => line(i)),
      3,
    );
    builder.log([line(MAX_LOGS), line(MAX_LOGS + 1)], 3);
    expect(builder.snapshot().logsDropped).toBe(5);
    builder.log([], 9);
    const trace = builder.finish({ wallMs: 1 });
    expect(trace.logs.length).toBe(MAX_LOGS);
    expect(trace.logs[0]?.text).toBe("2");
    expect(trace.logsDropped).toBe(9);
  });
});

describe("notes", () => {
  it("finds its row whether it comes before or after, and stays with its attempt", () => {
    const builder = new TraceBuilder({ workers: 1 });
    builder.note({ id: 1, attempt: 2, result: "two" });
    builder.note({ id: 1, attempt: 1, args: "[1]" });
    builder.add(
      batchOf(0, [
        { id: 0, kind: "workflow" },
        { id: 1, parent: 0, attempt: 1, status: "failed" },
      ]),
    );
    builder.note({ id: 1, attempt: 1, error: { name: "Error", message: "no" } });
    expect(builder.snapshot().notes.get(1)?.args).toBe("[1]");
    builder.add(batchOf(1, [{ id: 1, parent: 0, attempt: 2 }]));
    const trace = builder.finish({ wallMs: 1 });
    expect(trace.notes.get(1)?.result).toBe("two");
    expect(trace.errors.get(1)).toBeUndefined();
    expect(trace.notes.get(2)?.args).toBe("[1]");
    expect(trace.errors.get(2)?.message).toBe("no");
  });
});

describe("results without a reading", () => {
  const body = { parent: 0, kind: "task", flags: FLAG_ITEM } as const;

  it("arrived with the rest of their message, at the lane's end, or as results usually do", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "map", issued: 0, settled: 50 },
        { ...body, id: 1, worker: 1, dispatched: 1, ended: 5 },
        { ...body, id: 2, worker: 1, dispatched: 1, ended: 8, settled: 9 },
        { ...body, id: 3, worker: 2, dispatched: 1, ended: 10 },
        { ...body, id: 4, worker: 3, dispatched: 1, ended: 10 },
        { ...body, id: 5, worker: 3, dispatched: 1, ended: 13.5 },
        { ...body, id: 6, worker: 3, dispatched: 14, ended: 20 },
        { id: 7, parent: 0, kind: "task", flags: FLAG_INLINE, worker: 3, dispatched: 1, ended: 3 },
        { ...body, id: 8, status: "running", worker: 4, dispatched: 1 },
      ],
      { lanes: [laneOf(2, { role: "op", ended: 11 })] },
    );
    expect([...trace.settled]).toEqual([50, 9, 9, 11, 14, 14, 21, Number.NaN, Number.NaN]);
  });
});

describe("lanes", () => {
  it("are ready by their first call", () => {
    const lanes = [
      laneOf(2, { requested: 1, ready: 9 }),
      laneOf(1, { requested: 1, ready: 3 }),
      laneOf(3, { ready: Number.NaN }),
    ];
    const trace = traceOf(
      [
        { id: 0, kind: "workflow" },
        { id: 1, parent: 0, worker: 2, dispatched: 2, received: 7 },
        { id: 2, parent: 0, worker: 2, dispatched: 2, received: 6 },
        { id: 3, parent: 0, worker: 1, dispatched: 4, received: 5 },
        { id: 4, parent: 0, worker: 3, dispatched: 2, received: 4 },
      ],
      { lanes },
    );
    expect(trace.lanes.map(({ lane, ready }) => [lane, ready])).toEqual([
      [1, 3],
      [2, 6],
      [3, 4],
    ]);
  });
});

describe("snapshot", () => {
  it("shares its arrays, and rows keep their numbers", () => {
    const builder = new TraceBuilder({ workers: 1 });
    builder.add(batchOf(0, [{ id: 0, kind: "workflow", status: "running" }]));
    builder.progress(12);
    const early = builder.snapshot();
    expect(early.wallMs).toBe(12);
    expect(early.id.buffer).toBe(builder.snapshot().id.buffer);
    builder.add(batchOf(1, [{ id: 1, parent: 0, size: 5_000 }]));
    expect(early.count).toBe(1);
    expect(early.id.length).toBe(1);
    expect(builder.snapshot().id[0]).toBe(0);
    expect(builder.finish({ wallMs: 20 }).wallMs).toBe(20);
  });
});
