import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KINDS } from "@/lib/model/kind";
import { MAX_LOGS, MAX_SPANS } from "@/lib/model/limits";
import { ID, ID_SPACE, NAME, PARENT, SIZE, STRIDE } from "@/lib/protocol/rows";
import { batchFromSpans, type SpanObject } from "../from-spans";
import { rowOf as row, statusOf as status, TEST_TRIAL, traceOf } from "../testing";
import { TraceBuilder } from "./trace-builder";

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
  it("never throws, and the resulting trace is consistent", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(hostileNumber, { minLength: 0, maxLength: STRIDE * 12 }), { maxLength: 4 }),
        fc.array(fc.string(), { maxLength: 3 }),
        (batches, names) => {
          const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 2 });
          for (const [lane, numbers] of batches.entries())
            builder.add({ worker: lane, rows: Float64Array.from(numbers), names });
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
      { numRuns: Number(process.env.FANOUT_RUNS ?? 500) },
    );
  });

  it("drops rows with one harmful value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(STRIDE - 1), hostileNumber), { minLength: 1, maxLength: 30 }),
        (wrongs) => {
          const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 2 });
          const batch = batchFromSpans(0, [
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

  it("makes orphans children of the entry and drops cycles of parents", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    builder.add(
      batchFromSpans(0, [
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

  it("has one root, whatever the rows claim", () => {
    const trace = traceOf([{ id: 0, size: 3 }, { id: 7 }]);
    expect([...trace.parent]).toEqual([-1, 0, 0, 0]);
  });

  it("drops rows whose name the sender never sent", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    const batch = batchFromSpans(0, [{ id: 0 }]);
    batch.rows[NAME] = 1;
    builder.add(batch);
    expect(builder.dropped).toBe(1);
  });

  it.each([
    ["measured", 1e8],
    ["imported", 10 * 366 * 24 * 3_600_000],
  ] as const)("takes times of a %s trial up to %d ms", (source, timeMs) => {
    const builder = new TraceBuilder({ info: { ...TEST_TRIAL, source }, workers: 1 });
    builder.add(batchFromSpans(0, [{ id: 0, ended: timeMs }]));
    expect(builder.dropped).toBe(0);
    builder.add(batchFromSpans(1, [{ id: 1, parent: 0, ended: timeMs + 1 }]));
    expect(builder.dropped).toBe(1);
  });

  it("accepts a chain as deep as the bound", () => {
    const depth = 200_000;
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    const specs = batchFromSpans(0, [{ id: 0 }]);
    const rows = new Float64Array(depth * STRIDE);
    for (let i = 0; i < depth; i += 1) {
      rows.set(specs.rows, i * STRIDE);
      rows[i * STRIDE + ID] = depth - 1 - i;
      rows[i * STRIDE + PARENT] = depth - 2 - i;
    }
    builder.add({ worker: 0, rows, names: ["t"] });
    expect(builder.finish({ wallMs: 1 }).count).toBe(depth);
  });

  it("needs no memory for gaps between ids", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    const n = 50_000;
    const specs = batchFromSpans(0, [{ id: 0 }]);
    const rows = new Float64Array(n * STRIDE);
    for (let i = 0; i < n; i += 1) {
      rows.set(specs.rows, i * STRIDE);
      rows[i * STRIDE + ID] = i * (ID_SPACE - 7);
      rows[i * STRIDE + PARENT] = i === 0 ? -1 : 0;
    }
    builder.add({ worker: 0, rows, names: ["t"] });
    builder.add({ worker: 0, rows, names: [] });
    const trace = builder.finish({ wallMs: 1 });
    expect(trace.count).toBe(n);
  });
});

describe("bounds", () => {
  it("refuses rows past the bound and still updates the others", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    builder.add(
      batchFromSpans(0, [
        { id: 0, kind: "map" },
        { id: 1, parent: 0, size: MAX_SPANS - 2, status: "running" },
      ]),
    );
    expect(builder.full).toBe(false);
    builder.add(batchFromSpans(1, [{ id: MAX_SPANS, parent: 0, size: 10 }]));
    expect(builder.full).toBe(true);
    builder.add(batchFromSpans(2, [{ id: 5, parent: 0, status: "failed" }]));
    const trace = builder.finish({ wallMs: 1 });
    expect(trace.count).toBe(MAX_SPANS);
    expect(status(trace, row(trace, 5))).toBe("failed");
  });

  it("counts waiting rows", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    const batch = batchFromSpans(0, [
      { id: 1, parent: 0, size: MAX_SPANS },
      { id: 2 * MAX_SPANS, parent: 0 },
    ]);
    expect(batch.rows[SIZE]).toBe(MAX_SPANS);
    builder.add(batch);
    expect(builder.full).toBe(true);
  });

  it("bounds the work for blocks that are sent again and again", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
    const block: SpanObject = { id: 1, parent: 0, size: 100_000, status: "running" };
    builder.add(batchFromSpans(0, [{ id: 0, kind: "map" }]));
    for (let i = 0; i < 1_000; i += 1) builder.add(batchFromSpans(i + 1, [block]));
    builder.add(batchFromSpans(0, [{ id: 7, parent: 0, status: "failed" }]));
    const trace = builder.finish({ wallMs: 1 });
    expect(builder.full).toBe(true);
    expect(trace.count).toBe(100_001);
    expect(status(trace, row(trace, 7))).toBe("failed");
  });

  it("keeps the newest log lines and counts the dropped ones", () => {
    const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
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
    // The sender counts two of these as dropped as well, and one that it never sent.
    expect(builder.snapshot().logsDropped).toBe(3);
    builder.log([], 9);
    const trace = builder.finish({ wallMs: 1 });
    expect(trace.logs.length).toBe(MAX_LOGS);
    expect(trace.logs[0]?.text).toBe("2");
    expect(trace.logsDropped).toBe(9);
  });
});
