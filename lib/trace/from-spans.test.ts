import { describe, expect, it } from "vitest";
import { FLAG_CACHED } from "@/lib/protocol/rows";
import { TIME_COLUMNS } from "./columns";
import { flattenSpans, type NestedSpan, traceFromSpans } from "./from-spans";
import { rowOf, statusOf, TEST_TRIAL } from "./testing";

const options = { info: TEST_TRIAL };

describe("a trace from objects", () => {
  it("has the given values, and unknown times for the rest", () => {
    const error = { name: "Error", message: "no" };
    const trace = traceFromSpans(
      [
        { id: 7, kind: "workflow", name: "letters", started: 0, ended: 52 },
        {
          id: 9,
          parent: 7,
          name: "load",
          status: "failed",
          flags: FLAG_CACHED,
          worker: 3,
          issued: 1,
          note: { key: "a", error },
        },
      ],
      options,
    );
    expect(trace.info).toEqual(TEST_TRIAL);
    expect(trace.names).toEqual(["letters", "load"]);
    expect([...trace.parent]).toEqual([-1, 0]);
    expect(statusOf(trace, 1)).toBe("failed");
    expect([trace.worker[1], trace.flags[1], trace.attempt[1]]).toEqual([3, FLAG_CACHED, 1]);
    expect(TIME_COLUMNS.map((name) => trace[name][1])).toEqual([1, NaN, NaN, NaN, NaN, NaN]);
    expect(trace.notes.get(1)).toMatchObject({ id: 9, attempt: 1, key: "a" });
    expect(trace.errors.get(1)).toEqual(error);
    expect(trace.wallMs).toBe(52);
  });

  it("takes spans in any order, attempts, and spans without a parent", () => {
    const trace = traceFromSpans(
      [
        { id: 2, parent: 1, name: "late" },
        { id: 0, kind: "workflow" },
        { id: 1, parent: 0, attempt: 1, status: "failed" },
        { id: 1, parent: 0, attempt: 2 },
        { id: 5, parent: 99 },
      ],
      { ...options, wallMs: 8 },
    );
    expect(trace.parent[rowOf(trace, 2)]).toBe(rowOf(trace, 1));
    expect(trace.parent[rowOf(trace, 5)]).toBe(0);
    expect([...trace.attemptOf].filter((row) => row >= 0)).toEqual([rowOf(trace, 1)]);
    expect(trace.wallMs).toBe(8);
  });

  it("uses the trial's strategy for spans without one", () => {
    const info = { ...TEST_TRIAL, strategy: "dynamic" as const };
    const { strategy } = traceFromSpans([{ id: 0 }, { id: 1, parent: 0, strategy: "async" }], { info });
    expect([...strategy]).toEqual([2, 1]);
  });

  it("may be nested instead", () => {
    const leaf = (name: string): NestedSpan => ({ name, started: 1, ended: 2 });
    const flat = flattenSpans({
      kind: "workflow",
      name: "all",
      children: [{ name: "outer", children: [leaf("first"), leaf("second")] }, leaf("third")],
    });
    expect(flat.map(({ id, parent, name }) => [id, parent, name])).toEqual([
      [0, -1, "all"],
      [1, 0, "outer"],
      [2, 1, "first"],
      [3, 1, "second"],
      [4, 0, "third"],
    ]);
  });
});
