import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KINDS } from "@/lib/model/kind";
import { FLAG_CHUNK_HEAD, FLAG_INLINE, FLAG_ITEM, FLAG_SHARED_TIME } from "@/lib/protocol/rows";
import { batchFromSpans, type SpanObject } from "../from-spans";
import { laneOf, rowOf as row, statusOf as status, TEST_TRIAL, traceOf } from "../testing";
import { TraceBuilder } from "./trace-builder";

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
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    builder.add(
      batchFromSpans(1, [
        { id: 0, kind: "workflow" },
        { id: 1, parent: 0, status: "running", started: 3, worker: 1 },
      ]),
    );
    builder.add(
      batchFromSpans(2, [{ id: 1, parent: 0, status: "succeeded", started: 4, ended: 5, worker: 2 }]),
    );
    builder.add(batchFromSpans(3, [{ id: 1, parent: 0, status: "running", issued: 1, dispatched: 2 }]));
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

  it("puts any times in order", () => {
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

  it("gives a replaced attempt a separate row, in any order of arrival", () => {
    const first: SpanObject = { id: 1, parent: 0, attempt: 1, status: "failed", started: 1, ended: 2 };
    const second: SpanObject = { id: 1, parent: 0, attempt: 2, status: "interrupted", started: 3, ended: 4 };
    const third: SpanObject = { id: 1, parent: 0, attempt: 3, status: "succeeded", started: 5, ended: 6 };
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

  it("updates an earlier attempt that arrives late", () => {
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

  it("gives open spans a status at the end", () => {
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

describe("notes", () => {
  it("finds its row, whichever comes first, and moves with its attempt", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    builder.note({ id: 1, attempt: 2, result: "two" });
    builder.note({ id: 1, attempt: 1, args: "[1]" });
    builder.add(
      batchFromSpans(0, [
        { id: 0, kind: "workflow" },
        { id: 1, parent: 0, attempt: 1, status: "failed" },
      ]),
    );
    builder.note({ id: 1, attempt: 1, error: { name: "Error", message: "no" } });
    expect(builder.snapshot().notes.get(1)?.args).toBe("[1]");
    builder.add(batchFromSpans(1, [{ id: 1, parent: 0, attempt: 2 }]));
    const trace = builder.finish({ wallMs: 1 });
    expect(trace.notes.get(1)?.result).toBe("two");
    expect(trace.errors.get(1)).toBeUndefined();
    expect(trace.notes.get(2)?.args).toBe("[1]");
    expect(trace.errors.get(2)?.message).toBe("no");
  });
});

describe("arrival of a result without a reading", () => {
  const body = { parent: 0, kind: "task", flags: FLAG_ITEM } as const;

  it("is that of the rest of the message, the lane's end, or the median return time", () => {
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

  it("is a time, even if another message has no end", () => {
    const trace = traceOf([
      { id: 0, kind: "map", issued: 0 },
      { ...body, id: 1, worker: 1, dispatched: 1, settled: 4 },
      { ...body, id: 2, worker: 2, dispatched: 1, ended: 3 },
    ]);
    expect(trace.settled[2]).toBe(3);
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
