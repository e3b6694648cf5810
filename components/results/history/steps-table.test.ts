import { expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { totalsByTask } from "@/lib/analysis/report/by-task";
import { comparedSteps, stepsTable, stepsTitle } from "./steps-table";

const words = { before: "recorded", after: "here" };
const totals = (itemMs: number, items = 26) =>
  totalsByTask(finished(wide({ items, workers: 3, itemMs, strategy: "dynamic" })));

it("puts the steps of two runs side by side, by their names", () => {
  const steps = comparedSteps(totals(20), [
    ...totals(10, 13),
    { ...(totals(5)[0] as ReturnType<typeof totals>[0]), name: "only here" },
  ]);
  const { columns, rows } = stepsTable(steps, words);
  const piece = rows.find(([name]) => name?.text === "piece");
  const of = (label: string) => piece?.[columns.findIndex((column) => column.label.startsWith(label))];
  expect(of("Calls recorded")?.text).toBe("26");
  expect(of("Calls here")?.text).toBe("13");
  expect(Number(of("Here over recorded")?.value)).toBeCloseTo(0.5, 1);
  const other = rows.find(([name]) => name?.text === "only here");
  expect(other?.[1]?.value).toBeNull();
  expect(other?.[1]?.text).toBe("–");
  const missing = stepsTable(comparedSteps(totals(20), []), words).rows[0];
  expect(missing?.[columns.findIndex(({ label }) => label === "Calls here")]?.text).toBe("not run here");
  expect(stepsTitle(steps, words)).toMatch(/^\d+ steps? in both runs: recorded and here$/);
});

it("says where no step has the same name", () => {
  const others = totals(5).map((task) => ({ ...task, name: `other ${task.name}` }));
  expect(stepsTitle(comparedSteps(totals(20), others), words)).toBe("No step has the same name in both runs");
});
