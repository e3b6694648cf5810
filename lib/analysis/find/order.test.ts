import { expect, it } from "vitest";
import { childrenOf } from "@/lib/trace/children";
import { rowOf, traceOf } from "@/lib/trace/testing";
import { type Order, ordered } from "./order";

const trace = traceOf([
  { id: 0, kind: "workflow", name: "all" },
  { id: 1, parent: 0, name: "b", started: 0, ended: 5, worker: 2 },
  { id: 2, parent: 0, name: "part 10", started: 1, ended: 9, worker: 1, status: "failed" },
  { id: 3, parent: 0, name: "part 2", started: 2, ended: 7 },
  { id: 4, parent: 0, name: "skipped", status: "skipped" },
  { id: 5, parent: 3, name: "z", started: 3, ended: 4 },
  { id: 6, parent: 3, name: "y", started: 4, ended: 6 },
]);

const idsOf = (order: Order, parent: number) => {
  const { offsets, rows } = ordered(trace, childrenOf(trace), order);
  const row = rowOf(trace, parent);
  return [...rows.subarray(offsets[row], offsets[row + 1])].map((each) => trace.id[each]);
};

it.each([
  [{ by: "name", descending: false }, [1, 3, 2, 4]],
  [{ by: "name", descending: true }, [4, 2, 3, 1]],
  [{ by: "took", descending: true }, [2, 1, 3, 4]],
  // What has no time is last in both directions.
  [{ by: "took", descending: false }, [1, 3, 2, 4]],
  [{ by: "start", descending: false }, [1, 2, 3, 4]],
  [{ by: "status", descending: false }, [2, 4, 1, 3]],
] as const)("orders the calls of one caller: %j", (order, ids) => {
  expect(idsOf(order, 0)).toEqual(ids);
});

it("orders the calls of every caller for itself, and loses none", () => {
  expect(idsOf({ by: "took", descending: true }, 3)).toEqual([6, 5]);
  const before = childrenOf(trace);
  const after = ordered(trace, before, { by: "worker", descending: true });
  expect([...after.rows].sort()).toEqual([...before.rows].sort());
});
