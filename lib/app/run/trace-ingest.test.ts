import { expect, it } from "vitest";
import type { Tick } from "@/lib/protocol/page";
import { SIZE, STRIDE } from "@/lib/protocol/rows";
import { createTraceIngest } from "./trace-ingest";

function tick(rows: number, size = 1): Tick {
  const table = new Float64Array(rows * STRIDE);
  for (let row = 0; row < rows; row += 1) {
    table[row * STRIDE] = row;
    table[row * STRIDE + SIZE] = size;
  }
  return {
    type: "tick",
    time: rows,
    batches: [{ worker: 1, rows: table, names: ["a", "b"] }],
    notes: [{ id: 0, attempt: 1 }],
    logs: [],
    logsDropped: 0,
    lanes: [],
    done: 0,
    total: 0,
  };
}

it("feeds every row, name and note once and in order, in pieces where there are many", async () => {
  const parts: Tick[] = [];
  const fed: number[] = [];
  const feeder = createTraceIngest(
    // biome-ignore lint/correctness/useYield: each is done in one step
    function* (part) {
      parts.push(part);
    },
    ({ time }) => fed.push(time),
  );
  for (const each of [tick(3), tick(20_000), tick(7, 1_000_000)]) feeder.push(each);
  await feeder.done();
  expect(fed).toEqual([3, 20_000, 7]);
  expect(parts.length).toBeGreaterThan(10);
  const ids = parts.flatMap(({ batches }) =>
    batches.flatMap(({ rows }) => Array.from(rows).filter((_, at) => at % STRIDE === 0)),
  );
  const upTo = (count: number) => Array.from({ length: count }, (_, row) => row);
  expect(ids).toEqual([...upTo(3), ...upTo(20_000), ...upTo(7)]);
  expect(parts.flatMap(({ batches }) => batches.flatMap(({ names }) => names))).toHaveLength(6);
  expect(parts.flatMap(({ notes }) => notes)).toHaveLength(3);
});

it("feeds a little at once", () => {
  let parts = 0;
  const feeder = createTraceIngest(
    // biome-ignore lint/correctness/useYield: it is done in one step
    function* () {
      parts += 1;
    },
    () => undefined,
  );
  feeder.push(tick(10));
  expect(parts).toBe(1);
});

it("yields to the page between the steps of a part, and adds no other part in between", async () => {
  const seen: string[] = [];
  const feeder = createTraceIngest(
    function* ({ time }) {
      for (let step = 0; step < 3; step += 1) {
        seen.push(`${time}.${step}`);
        const until = performance.now() + 15;
        while (performance.now() < until);
        yield;
      }
    },
    () => undefined,
  );
  feeder.push(tick(1));
  feeder.push(tick(2));
  queueMicrotask(() => seen.push("the page"));
  await feeder.done();
  expect(seen).toEqual(["1.0", "the page", "1.1", "1.2", "2.0", "2.1", "2.2"]);
});
