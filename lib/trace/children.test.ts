import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG_ITEM } from "@/lib/protocol/rows";
import { attemptsOf, childrenOf } from "./children";
import { traceOf } from "./testing";

const idsUnder = (trace: ReturnType<typeof traceOf>, row: number) => {
  const { offsets, rows } = childrenOf(trace);
  return [...rows.subarray(offsets[row], offsets[row + 1])].map((r) => trace.id[r]);
};

describe("childrenOf", () => {
  it("orders by issue time, then id", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow" },
      { id: 5, parent: 0, issued: 2 },
      { id: 4, parent: 0, issued: 2 },
      { id: 3, parent: 0, issued: 3 },
      { id: 9, parent: 0, issued: 1 },
      { id: 2, parent: 0 },
    ]);
    expect(idsUnder(trace, 0)).toEqual([9, 4, 5, 3, 2]);
  });

  it("orders a retried span by its first attempt, and lists attempts separately", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow" },
      { id: 1, parent: 0, issued: 1, status: "failed", attempt: 1 },
      { id: 2, parent: 0, issued: 2 },
      { id: 1, parent: 0, issued: 3, attempt: 2 },
    ]);
    expect(idsUnder(trace, 0)).toEqual([1, 2]);
    expect([...attemptsOf(trace)]).toEqual([[1, [3]]]);
  });

  it("orders a map's items by index, in any order of arrival", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }).chain((n) =>
          fc.tuple(
            fc.shuffledSubarray(
              Array.from({ length: n }, (_, i) => i),
              { minLength: n },
            ),
            fc.boolean(),
          ),
        ),
        ([order, gap]) => {
          const trace = traceOf([
            { id: 0, kind: "map" },
            ...order.map((index) => ({
              id: 1 + index,
              parent: 0,
              index: gap ? index * 2 : index,
              flags: FLAG_ITEM,
              issued: -index,
            })),
          ]);
          expect(idsUnder(trace, 0)).toEqual(order.map((_, i) => i + 1));
        },
      ),
    );
  });
});
