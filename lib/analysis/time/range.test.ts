import { expect, it } from "vitest";
import { laneOf, traceOf } from "@/lib/trace/testing";
import { rangeTotals } from "./range";

const at = (id: number, started: number, ended: number, more = {}) => ({
  id,
  parent: 0,
  name: "read",
  worker: 1,
  issued: 0,
  dispatched: 0,
  received: started,
  started,
  ended,
  settled: ended,
  ...more,
});
const trace = traceOf(
  [
    { id: 0, kind: "workflow", name: "all", issued: 0, started: 0, ended: 100, settled: 100 },
    at(1, 10, 30),
    at(2, 30, 60, { name: "parse", status: "failed" }),
    at(3, 60, 90),
  ],
  { lanes: [laneOf(0), laneOf(1, { requested: 0, ready: 10 })] },
);

it("adds up what ran in a range, and only that part of it", () => {
  expect(rangeTotals(trace, 20, 70)).toEqual({
    from: 20,
    to: 70,
    bodies: 3,
    failed: 1,
    bodyMs: 50,
    startMs: 0,
    medianMs: 25,
    tasks: [
      { name: "parse", bodies: 1, ms: 30 },
      { name: "read", bodies: 2, ms: 20 },
    ],
  });
});

it("counts worker starts, and finds nothing where nothing ran", () => {
  expect(rangeTotals(trace, 0, 8)).toMatchObject({ bodies: 0, bodyMs: 0, startMs: 8 });
  expect(rangeTotals(trace, 95, 99)).toMatchObject({ bodies: 0, medianMs: Number.NaN, tasks: [] });
});
