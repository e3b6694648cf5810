import { expect, it } from "vitest";
import { find } from "@/lib/analysis/find/find";
import { chartDataOf, FAILED } from "@/lib/analysis/layout/timeline-chart";
import { traceOf } from "@/lib/trace/testing";
import { FOUND, foundFlags } from "./found-flags";

it("flags what a search found, with its earlier attempts, and what failed", () => {
  const trace = traceOf([
    { id: 0, kind: "workflow", name: "all", started: 0, ended: 9 },
    { id: 1, parent: 0, name: "parse", attempt: 1, status: "failed", started: 0, ended: 2 },
    { id: 1, parent: 0, name: "parse", attempt: 2, started: 3, ended: 5 },
    { id: 2, parent: 0, name: "merge", started: 5, ended: 9 },
  ]);
  const { paint } = chartDataOf(trace, "workers");
  const of = (search: string) => {
    const flags = foundFlags(trace, paint, find(trace, { filter: "all", search }).keep);
    return [...flags].map(
      (each, row) => `${trace.names[trace.name[row] ?? 0]} ${trace.attempt[row]}: ${each}`,
    );
  };
  expect(of("parse").toSorted()).toEqual([
    "all 1: 0",
    "merge 1: 0",
    `parse 1: ${FAILED | FOUND}`,
    `parse 2: ${FOUND}`,
  ]);
  // An ancestor of what was found is not found.
  expect(of("merge").toSorted()).toEqual([
    "all 1: 0",
    `merge 1: ${FOUND}`,
    `parse 1: ${FAILED}`,
    "parse 2: 0",
  ]);
});
