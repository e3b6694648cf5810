import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { FLAG_CACHED } from "@/lib/protocol/rows";
import { traceOf } from "@/lib/trace/testing";
import { type Filter, find } from "./find";

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
const match = (filter: Filter, search = "") => ids(find(trace, { filter, search }).rows);

describe("filters", () => {
  it("looks among given spans only", () => {
    const among = (only: readonly number[], search = "") =>
      ids(find(trace, { filter: "all", search, only }).rows);
    expect(among([3, 6, 99])).toEqual([3, 6]);
    expect(among([3, 6], "merge")).toEqual([6]);
  });

  it("finds by status, attempts and cache", () => {
    expect(match("all")).toEqual([0, 1, 2, 3, 4, 5, 6]);
    // 3 succeeded, but its first attempt is a red row.
    expect(match("failed")).toEqual([3, 4]);
    expect(match("retried")).toEqual([3]);
    expect(match("cached")).toEqual([5]);
  });

  it("finds by name, index and both", () => {
    expect(match("all", "MERGE")).toEqual([6]);
    expect(match("all", "12")).toEqual([5]);
    expect(match("all", "piece[2]")).toEqual([4]);
    expect(match("all", "[1]")).toEqual([3]);
    expect(match("failed", "piece")).toEqual([3, 4]);
    expect(match("all", "nothing")).toEqual([]);
  });

  it("finds by key", () => {
    const keyed = finished(wide({ items: 26, workers: 2, itemMs: 1 }));
    const rows = find(keyed, { filter: "all", search: "q" }).rows;
    expect([...rows].map((row) => keyed.notes.get(row)?.key)).toEqual(["q"]);
  });

  it.each(["piece q", "q  PIECE", " q pie "])("finds words in any order: %j", (search) => {
    const keyed = finished(wide({ items: 26, workers: 2, itemMs: 1 }));
    const rows = find(keyed, { filter: "all", search }).rows;
    expect([...rows].map((row) => keyed.notes.get(row)?.key)).toEqual(["q"]);
    expect(find(keyed, { filter: "all", search: `${search} nothing` }).rows).toHaveLength(0);
  });

  it("orders the slowest, without workflows and groups", () => {
    expect(match("slowest")).toEqual([3, 4, 2]);
    const many = finished(wide({ items: 5000, workers: 4, itemMs: 2 }));
    const top = find(many, { filter: "slowest", search: "" }).rows;
    const durations = [...top].map((row) => (many.ended[row] ?? 0) - (many.started[row] ?? 0));
    expect(top).toHaveLength(100);
    expect(durations).toEqual(durations.toSorted((a, b) => b - a));
  });

  it.each([
    ["task:merge", [6]],
    ["task:piece status:failed", [3, 4]],
    ["status:retried", [3]],
    ["status:skipped", [6]],
    ["-task:piece kind:task", [6]],
    ["status:cached", [5]],
    ["duration>6ms", [3, 4]],
    ["duration>6 ms status:failed", [3, 4]],
    ["duration>=9ms", [3]],
    ["attempts>1", [3]],
    ["key:12", [5]],
    ['task:"piece" -kind:map', [2, 3, 4, 5]],
    // A key may hold a colon.
    ["s3:none", []],
  ] as const)("finds by field: %s", (search, found) => {
    expect(match("all", search)).toEqual(found);
  });

  it("finds by worker", () => {
    const two = traceOf([
      { id: 0, kind: "workflow", worker: 0 },
      { id: 1, parent: 0, worker: 1 },
      { id: 2, parent: 0, worker: 2 },
    ]);
    const on = (search: string) => [...find(two, { filter: "all", search }).rows];
    expect([on("worker:driver"), on("worker:2"), on("-worker:driver")]).toEqual([[0], [2], [1, 2]]);
  });

  it.each([
    ["status:lost", /status is one of running, succeeded/],
    ["duration>3", /Add a unit/],
    ["duration>soon", /duration: /],
    ["duration:1s", /duration>1s/],
    ["worker:first", /number, or driver/],
  ] as const)("names what it cannot read: %s", (search, problem) => {
    expect(find(trace, { filter: "all", search }).problem).toMatch(problem);
  });

  it.each(["task:", "duration>", "key:", "-", ""])(
    "finds everything while a field is typed: %j",
    (search) => {
      const { problem, rows } = find(trace, { filter: "all", search: search === "-" ? "" : search });
      expect([problem, rows.length]).toEqual([undefined, 7]);
    },
  );

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (search) => {
        find(trace, { filter: "all", search });
      }),
      { numRuns: 50 },
    );
  });
});
