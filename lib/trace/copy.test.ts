import { expect, it } from "vitest";
import { ROWS_PER_STEP } from "@/lib/base/incremental";
import { TraceBuilder } from "./builder/trace-builder";
import { COLUMN_NAMES, createColumns } from "./columns";
import { copyColumns } from "./copy";
import { batchFromSpans, type SpanObject } from "./from-spans";
import { TEST_TRIAL } from "./testing";

const items = (status: SpanObject["status"], ended: number, count = 2 * ROWS_PER_STEP): SpanObject[] =>
  Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    parent: 0,
    status,
    started: at,
    ended: at + ended,
  }));

it("knows every column", () => {
  expect(COLUMN_NAMES).toEqual(Object.keys(createColumns(0)));
});

it("copies consistent rows while the trace grows", () => {
  const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 1 });
  builder.add(batchFromSpans(1, [{ id: 0, kind: "workflow", status: "running" }]));
  builder.add(batchFromSpans(2, items("failed", 1)));
  const trace = builder.snapshot();
  const steps = copyColumns(trace);
  steps.next();
  builder.add(batchFromSpans(3, items("succeeded", 2, 3 * ROWS_PER_STEP)));
  let step = steps.next();
  while (!step.done) step = steps.next();
  const copy = step.value;
  for (const name of COLUMN_NAMES) expect([name, copy[name].length]).toEqual([name, trace.count]);
  const [failed, succeeded] = [2, 1];
  for (const [row, status, took] of [
    [5, failed, 1],
    [ROWS_PER_STEP - 1, failed, 1],
    [ROWS_PER_STEP, succeeded, 2],
    [2 * ROWS_PER_STEP, succeeded, 2],
  ] as const) {
    expect(copy.status[row]).toBe(status);
    expect((copy.ended[row] as number) - (copy.started[row] as number)).toBe(took);
  }
  expect(copy.id.buffer).not.toBe(trace.id.buffer);
});
