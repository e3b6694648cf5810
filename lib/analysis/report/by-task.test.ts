import { describe, expect, it } from "vitest";
import { FLAG_CACHED, FLAG_INLINE } from "@/lib/protocol/rows";
import { traceOf } from "@/lib/trace/testing";
import { totalsByTask } from "./by-task";

const trace = traceOf([
  { id: 0, kind: "workflow" },
  {
    id: 1,
    parent: 0,
    name: "a",
    issued: 0,
    dispatched: 2,
    received: 3,
    started: 4,
    ended: 8,
    settled: 9,
    bytesIn: 10,
  },
  {
    id: 2,
    parent: 0,
    name: "a",
    attempt: 1,
    status: "failed",
    issued: 0,
    dispatched: 9,
    received: 9,
    started: 9,
    ended: 10,
    settled: 10,
  },
  {
    id: 2,
    parent: 0,
    name: "a",
    attempt: 2,
    status: "failed",
    issued: 10,
    dispatched: 11,
    received: 11,
    started: 11,
    ended: 14,
    settled: 14,
  },
  {
    id: 3,
    parent: 0,
    name: "b",
    issued: 0,
    started: 0,
    ended: 20,
    settled: 20,
    flags: FLAG_INLINE,
    strategy: "async",
  },
  { id: 4, parent: 0, name: "b", flags: FLAG_CACHED, strategy: "async", issued: 0, settled: 1 },
]);

describe("totals", () => {
  it("are summed per task, over all attempts", () => {
    const [b, a] = totalsByTask(trace);
    expect(a).toEqual({
      name: "a",
      kind: "task",
      calls: 2,
      attempts: 3,
      succeeded: 1,
      failed: 1,
      cached: 0,
      queueMs: 2 + 9 + 1,
      transferMs: 2,
      computeMs: 8,
      medianMs: 3,
      longestMs: 4,
      bytesIn: 10,
      bytesOut: 0,
    });
    expect(b).toMatchObject({
      name: "b",
      calls: 2,
      attempts: 1,
      cached: 1,
      computeMs: 20,
      queueMs: 0,
      medianMs: 20,
    });
  });
});
