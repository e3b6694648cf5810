import { expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { traceOf } from "@/lib/trace/testing";
import { arrivalsOf } from "./arrival";

const map = { id: 0, kind: "map" } as const;
const item = (id: number, index: number, settled: number) => ({
  id,
  parent: 0,
  index,
  started: 0,
  ended: settled,
  settled,
});

it("finds maps whose results came out of order", () => {
  const trace = traceOf([map, item(1, 0, 30), item(2, 1, 10), item(3, 2, 20)]);
  const [arrival] = arrivalsOf(trace);
  expect([...(arrival?.rows ?? [])].map((row) => trace.index[row])).toEqual([1, 2, 0]);
});

it("leaves out maps whose results arrived in order", () => {
  expect(arrivalsOf(traceOf([map, item(1, 0, 10), item(2, 1, 20)]))).toEqual([]);
  expect(arrivalsOf(finished(wide({ items: 26, workers: 1, itemMs: 5, strategy: "sequential" })))).toEqual(
    [],
  );
  expect(arrivalsOf(finished(wide({ items: 26, workers: 7, itemMs: 5 })))).toHaveLength(1);
});
