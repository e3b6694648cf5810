import { expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { failureGroups } from "./failures";

it("puts equal errors together", () => {
  const trace = finished(wide({ items: 1000, workers: 4, itemMs: 1, failed: 0.05 }));
  const [group, ...others] = failureGroups(trace);
  expect(others).toEqual([]);
  expect(group?.rows.length).toBe(trace.errors.size);
  expect(group?.error.message).toMatch(/^could not read \d+$/);
});

it("is empty if nothing failed", () => {
  expect(failureGroups(finished(wide({ items: 3, workers: 1, itemMs: 1 })))).toEqual([]);
});
