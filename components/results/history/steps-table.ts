import { cell, cellIn, counted, type TableData, tableOf } from "@/components/results/shared/table/table-data";
import type { TaskTotals } from "@/lib/analysis/report/by-task";
import { capitalize, durationScale, formatRatio } from "@/lib/base/format";
import { notIn, type RunWords } from "./compare-runs";

/** Steps of one name in either run. */
interface ComparedStep {
  readonly name: string;
  readonly before: TaskTotals | undefined;
  readonly after: TaskTotals | undefined;
}

/** By name: steps of a record have no kind that could be compared. The longest of both runs come first. */
export function comparedSteps(
  before: readonly TaskTotals[],
  after: readonly TaskTotals[],
): readonly ComparedStep[] {
  const names = new Set([...before, ...after].map(({ name }) => name));
  const sumOf = ({ before: was, after: is }: ComparedStep): number =>
    Math.max(was?.computeMs ?? 0, is?.computeMs ?? 0);
  return [...names]
    .map((name) => ({
      name,
      before: before.find((task) => task.name === name),
      after: after.find((task) => task.name === name),
    }))
    .sort((one, other) => sumOf(other) - sumOf(one));
}

/** Calls, the median body and the sum of bodies of each step, of both runs. */
export function stepsTable(steps: readonly ComparedStep[], words: RunWords): TableData {
  const both = steps.flatMap(({ before, after }) => [before, after]).flatMap((task) => task ?? []);
  const medians = durationScale(both.map(({ medianMs }) => medianMs));
  const sums = durationScale(both.map(({ computeMs }) => computeMs));
  const ratioOf = ({ before, after }: ComparedStep): number =>
    (after?.medianMs ?? Number.NaN) / (before?.medianMs ?? Number.NaN);
  const calls = (task: TaskTotals | undefined, word: string) =>
    task ? counted(task.calls) : cell(null, notIn(word));
  const was = words.before;
  const is = words.after;
  return tableOf(`Steps ${was} and ${is}`, steps, [
    ["Step", ({ name }) => cell(name)],
    [`Calls ${was}`, ({ before }) => calls(before, was)],
    [`Calls ${is}`, ({ after }) => calls(after, is)],
    [`Median ${was}, ${medians.unit}`, ({ before }) => cellIn(medians, before?.medianMs)],
    [`Median ${is}, ${medians.unit}`, ({ after }) => cellIn(medians, after?.medianMs)],
    [
      `${capitalize(is)} over ${was}`,
      (step) => {
        const ratio = ratioOf(step);
        return cell(Number.isFinite(ratio) ? ratio : null, formatRatio(ratio));
      },
    ],
    [`Total ${was}, ${sums.unit}`, ({ before }) => cellIn(sums, before?.computeMs)],
    [`Total ${is}, ${sums.unit}`, ({ after }) => cellIn(sums, after?.computeMs)],
  ]);
}

export function stepsTitle(steps: readonly ComparedStep[], words: RunWords): string {
  const common = steps.filter(({ before, after }) => before && after);
  if (common.length === 0) return "No step has the same name in both runs";
  return `${common.length === 1 ? "1 step" : `${common.length} steps`} in both runs: ${words.before} and ${words.after}`;
}
