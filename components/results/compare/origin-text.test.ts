import { expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { originText } from "./origin-text";

const options = { strategies: ["sequential", "pooled"], workers: 4, items: 4, itemMs: 5 } as const;
const run = runOf(experiment({ ...options, rounds: 3 }));
const once = runOf(experiment({ ...options, rounds: 1 }));

it("says where figures come from, and never that another machine's are this one's", () => {
  expect(originText(run, false)).toBe("Median of 3 rounds, warm-up excluded.");
  expect(originText(once, false)).toBe("One round each.");
  expect(originText({ ...run, source: "recorded" }, false)).toMatch(
    /^Recorded \d.* in .*\. Your machine will give/,
  );
  expect(originText({ ...run, source: "imported" }, false)).toMatch(
    /^From a trace file: .*Your machine will give different times\.$/,
  );
  expect(originText({ ...run, source: "recorded" }, true)).toMatch(/^Measuring\. Pale bars were recorded \d/);
  expect(originText(run, true)).toBe("Measuring. Pale bars show the previous run.");
  expect(originText({ ...run, source: "recorded", startedAt: Number.NaN }, false)).toMatch(/^Recorded in /);
});
