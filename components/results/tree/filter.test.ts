import { describe, expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { spanTreeOf } from "@/lib/analysis/layout/span-tree";
import { FLAG_CACHED } from "@/lib/protocol/rows";
import { traceOf } from "@/lib/trace/testing";
import { beginsWith, matchesOf, slowestOf } from "./filter";
import { flattenKept, UNFOLDED } from "./visible";

const trace = traceOf([
  { id: 0, kind: "workflow", name: "letters" },
  { id: 1, parent: 0, kind: "map", name: "piece" },
  { id: 2, parent: 1, name: "piece", index: 0, started: 0, ended: 5 },
  { id: 3, parent: 1, name: "piece", index: 1, attempt: 1, status: "failed", started: 0, ended: 50 },
  { id: 3, parent: 1, name: "piece", index: 1, attempt: 2, started: 0, ended: 9 },
  { id: 4, parent: 1, name: "piece", index: 2, status: "failed", started: 0, ended: 7 },
  { id: 5, parent: 1, name: "piece", index: 12, flags: FLAG_CACHED },
  { id: 6, parent: 0, name: "merge", status: "skipped" },
]);
const ids = (rows: Iterable<number>) => [...rows].map((row) => trace.id[row]);
const match = (filter: Parameters<typeof matchesOf>[1], search = "") =>
  ids(matchesOf(trace, filter, search).rows);

describe("filters", () => {
  it("looks among given spans only", () => {
    const among = (only: readonly number[], search = "") => ids(matchesOf(trace, "all", search, only).rows);
    expect(among([3, 6, 99])).toEqual([3, 6]);
    expect(among([3, 6], "merge")).toEqual([6]);
  });

  it("finds by status, attempts and cache", () => {
    expect(match("all")).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(match("failed")).toEqual([4]);
    expect(match("retried")).toEqual([3]);
    expect(match("cached")).toEqual([5]);
  });

  it("finds by name, index and both", () => {
    expect(match("all", "MERGE")).toEqual([6]);
    expect(match("all", "12")).toEqual([5]);
    expect(match("all", "piece[2]")).toEqual([4]);
    expect(match("all", "[1]")).toEqual([3]);
    expect(match("failed", "piece")).toEqual([4]);
    expect(match("all", "nothing")).toEqual([]);
  });

  it("finds by key", () => {
    const keyed = finished(wide({ items: 26, workers: 2, itemMs: 1 }));
    const rows = matchesOf(keyed, "all", "q").rows;
    expect([...rows].map((row) => keyed.notes.get(row)?.key)).toEqual(["q"]);
  });

  it("keeps the ancestors of a match, and its attempts", () => {
    const visible = flattenKept(spanTreeOf(trace), UNFOLDED, matchesOf(trace, "retried", "").keep);
    const shown = visible.rows.subarray(0, visible.count);
    expect(ids(shown)).toEqual([0, 1, 3, 3]);
    expect([...visible.siblings.subarray(0, visible.count)]).toEqual([1, 1, 1, 1]);
  });

  it("orders the slowest, without workflows and groups", () => {
    expect(ids(slowestOf(trace, matchesOf(trace, "all", "").rows))).toEqual([3, 4, 2]);
    const many = finished(wide({ items: 5000, workers: 4, itemMs: 2 }));
    const top = slowestOf(many, matchesOf(many, "slowest", "").rows);
    const durations = [...top].map((row) => (many.ended[row] ?? 0) - (many.started[row] ?? 0));
    expect(top).toHaveLength(100);
    expect(durations).toEqual(durations.toSorted((a, b) => b - a));
  });

  it("matches typed letters with the beginning of a name or key", () => {
    expect([0, 6, 7].map((row) => beginsWith(trace, row, "me"))).toEqual([false, false, true]);
  });
});
