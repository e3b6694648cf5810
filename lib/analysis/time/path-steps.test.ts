import { expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { traceOf } from "@/lib/trace/testing";
import { explainedPath } from "./path-steps";

const trace = finished(wide({ items: 26, workers: 3, itemMs: 10, startMs: 40 }));

it("explains the whole wall time, step after step", () => {
  const { steps, stepCount, totals, onPath } = explainedPath(trace);
  expect(stepCount).toBe(steps.length);
  expect(steps[0]?.from).toBe(0);
  expect(steps.at(-1)?.to).toBeCloseTo(trace.wallMs, 6);
  for (const [at, step] of steps.entries()) {
    expect(step.from).toBe(at === 0 ? 0 : steps[at - 1]?.to);
    expect(step.after).toBe(at === 0 ? -1 : steps[at - 1]?.row);
    const sum = Object.values(step.parts).reduce((all, ms) => all + ms, 0);
    expect(sum).toBeCloseTo(step.to - step.from, 6);
    expect(onPath[step.row]).toBe(1);
    // Another call's step always has a reason.
    if (at > 0) expect(step.cause).not.toBe("same");
  }
  expect(Object.values(totals).reduce((all, ms) => all + ms, 0)).toBeCloseTo(trace.wallMs, 6);
});

it("says that items waited for a worker, and the caller for them", () => {
  const causes = new Set(explainedPath(trace).steps.map(({ cause }) => cause));
  expect(causes).toContain("returned");
  expect(["freed", "behind"].some((cause) => causes.has(cause as "freed"))).toBe(true);
});

it("keeps the longest steps of a long path, in order", () => {
  const long = finished(wide({ items: 3000, workers: 2, itemMs: 2 }));
  const { steps, stepCount } = explainedPath(long);
  expect(stepCount).toBeGreaterThan(200);
  expect(steps).toHaveLength(200);
  expect(steps.map(({ from }) => from)).toEqual(steps.map(({ from }) => from).toSorted((a, b) => a - b));
});

it("has no steps of an empty trace", () => {
  expect(explainedPath(traceOf([], { wallMs: 0 })).steps).toEqual([]);
});
