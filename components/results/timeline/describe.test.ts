import { expect, it } from "vitest";
import { durationAt } from "@/lib/trace/span-times";
import { traceOf } from "@/lib/trace/testing";
import { describeSpan, phasesOf } from "./describe";

const trace = traceOf([
  { id: 0, kind: "workflow", name: "letters", worker: 0, started: 0, ended: 100 },
  {
    id: 1,
    parent: 0,
    name: "piece",
    index: 3,
    worker: 2,
    issued: 1,
    dispatched: 5,
    received: 6,
    started: 6,
    ended: 16,
    settled: 18,
  },
  {
    id: 2,
    parent: 0,
    name: "merge",
    attempt: 2,
    status: "failed",
    worker: 1,
    issued: 20,
    started: 20,
    ended: 20.5,
  },
]);

it("describes a span in a sentence", () => {
  expect(describeSpan(trace, 0)).toBe("letters (workflow), succeeded, in the driver, at 0 ms, took 100 ms");
  expect(describeSpan(trace, 1)).toBe("piece[3], succeeded, in worker 2, at 6 ms, took 10 ms");
  expect(describeSpan(trace, 2)).toBe("merge, attempt 2, failed, in worker 1, at 20 ms, took 500 µs");
});

it("divides a span into phases", () => {
  expect(phasesOf(trace, 1)).toEqual([
    { label: "Queued", ms: 4 },
    { label: "Sent", ms: 1 },
    { label: "Running", ms: 10 },
    { label: "Returned", ms: 2 },
  ]);
  expect(phasesOf(trace, 2)).toEqual([{ label: "Running", ms: 0.5 }]);
});

it("gives no time for what was skipped", () => {
  const skipped = traceOf([
    { id: 0, kind: "workflow", worker: 0, started: 0, ended: 9 },
    { id: 1, parent: 0, name: "piece", index: 3, status: "skipped", issued: 1, dispatched: 2, settled: 8 },
  ]);
  expect(durationAt(skipped, 1)).toBeNaN();
  expect(phasesOf(skipped, 1)).toEqual([]);
  expect(describeSpan(skipped, 1)).toBe("piece[3], skipped");
});
