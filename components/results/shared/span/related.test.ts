import { expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { traceOf } from "@/lib/trace/testing";
import { attemptsAt, logsAt } from "./related";

it("finds all attempts from any of them", () => {
  const trace = traceOf([
    { id: 0, kind: "workflow" },
    { id: 1, parent: 0, attempt: 1, status: "failed" },
    { id: 1, parent: 0, attempt: 2, status: "failed" },
    { id: 2, parent: 0 },
    { id: 1, parent: 0, attempt: 3 },
  ]);
  const numbers = (row: number) => attemptsAt(trace, row).map((each) => trace.attempt[each]);
  for (let row = 0; row < trace.count; row += 1) {
    expect(numbers(row)).toEqual(trace.id[row] === 1 ? [1, 2, 3] : [1]);
  }
});

it("finds the log lines of an attempt", () => {
  const trace = finished(wide({ items: 26, workers: 2, itemMs: 5 }));
  const row = trace.index.indexOf(3);
  expect(logsAt(trace, row).map((line) => line.text)).toEqual(["read d"]);
  expect(logsAt(trace, 0)).toEqual([]);
});
