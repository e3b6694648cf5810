import { expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { STATUSES } from "@/lib/model/status";
import { FLAG_CACHED, FLAG_REUSED } from "@/lib/protocol/rows";
import { traceOf } from "@/lib/trace/testing";
import { countStatuses, RETRIES_AT, REUSED_AT, ROW_COUNTS } from "./status-counts";

const below = (counts: Int32Array, row: number) =>
  counts.slice(row * ROW_COUNTS, row * ROW_COUNTS + RETRIES_AT).reduce((sum, count) => sum + count, 0);
const at = (counts: Int32Array, row: number, status: (typeof STATUSES)[number]) =>
  counts[row * ROW_COUNTS + STATUSES.indexOf(status)];

it("counts descendants by status, without earlier attempts", () => {
  const trace = traceOf([
    { id: 0, kind: "workflow" },
    { id: 1, parent: 0, kind: "map" },
    { id: 2, parent: 1, attempt: 1, status: "failed" },
    { id: 2, parent: 1, attempt: 2 },
    { id: 3, parent: 1, status: "failed" },
    { id: 4, parent: 0, status: "skipped" },
  ]);
  const counts = countStatuses(trace);
  expect([at(counts, 0, "succeeded"), at(counts, 0, "failed"), at(counts, 0, "skipped")]).toEqual([2, 1, 1]);
  expect([at(counts, 1, "succeeded"), at(counts, 1, "failed")]).toEqual([1, 1]);
  expect([below(counts, 0), below(counts, 1), below(counts, 2)]).toEqual([4, 2, 0]);
});

it("counts retries at any depth", () => {
  const trace = traceOf([
    { id: 0, kind: "workflow" },
    { id: 1, parent: 0, kind: "map" },
    { id: 2, parent: 1, attempt: 1, status: "failed" },
    { id: 2, parent: 1, attempt: 2, status: "failed" },
    { id: 2, parent: 1, attempt: 3 },
    { id: 3, parent: 1, attempt: 1, status: "failed" },
    { id: 3, parent: 1, attempt: 2 },
    { id: 4, parent: 1 },
  ]);
  const counts = countStatuses(trace);
  expect([0, 1, 2].map((row) => counts[row * ROW_COUNTS + RETRIES_AT])).toEqual([3, 3, 0]);
});

it("counts results that were reused, at any depth", () => {
  const trace = traceOf([
    { id: 0, kind: "workflow" },
    { id: 1, parent: 0, kind: "map" },
    { id: 2, parent: 1, flags: FLAG_CACHED },
    { id: 3, parent: 1, flags: FLAG_REUSED },
    { id: 4, parent: 1 },
    { id: 5, parent: 0, flags: FLAG_CACHED },
  ]);
  const counts = countStatuses(trace);
  expect([0, 1, 2].map((row) => counts[row * ROW_COUNTS + REUSED_AT])).toEqual([3, 2, 0]);
});

it("counts a wide map", () => {
  const trace = finished(wide({ items: 1000, workers: 4, itemMs: 1, failed: 0.1 }));
  const counts = countStatuses(trace);
  expect(below(counts, 0)).toBe(1003);
  expect((at(counts, 2, "failed") ?? 0) + (at(counts, 2, "succeeded") ?? 0)).toBe(1000);
  expect(at(counts, 2, "failed")).toBeGreaterThan(50);
});
