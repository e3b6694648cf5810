import { capitalize, formatCount } from "@/lib/base/format";
import { strategyNamed } from "@/lib/engine/strategies";
import { MAX_PARALLELISM } from "@/lib/model/limits";
import type { Settings } from "@/lib/model/settings";
import type { TreeNode } from "@/lib/protocol/report";
import { type Compared, hasFinished, labelOf } from "./compared";
import type { Finding } from "./finding";
import { figure, say } from "./sentence";

/** Items of the longest map that a tree holds. */
function longestMap(node: TreeNode): number {
  const own = node.kind === "map" ? node.children.length + (node.omitted ?? 0) : 0;
  return node.children.reduce((most, child) => Math.max(most, longestMap(child)), own);
}

/** Items that one of the trial's maps would have run in parallel, had the setting allowed it; undefined where it did. */
function heldBack(
  { info, report }: Compared,
  { workers, concurrency, maxParallelism }: Settings,
): number | undefined {
  const strategy = info.strategy && strategyNamed(info.strategy);
  if (strategy === undefined || strategy.limits !== "all" || strategy.insideMessage !== undefined)
    return undefined;
  const slots = strategy.slots({ workers, concurrency });
  if (slots.workers > 0 && slots.workers * slots.perWorker <= maxParallelism) return undefined;
  if (report.counts.peakParallel !== maxParallelism || report.tree === undefined) return undefined;
  const items = longestMap(report.tree);
  return items > maxParallelism ? items : undefined;
}

/** The settings' limit of parallel tasks, where items of a map waited for it although there was room. */
export function limitFindings(trials: readonly Compared[], settings: Settings): Finding[] {
  const { maxParallelism } = settings;
  return trials.filter(hasFinished).flatMap((trial): Finding[] => {
    const items = heldBack(trial, settings);
    if (items === undefined) return [];
    const limit = figure("limit of parallel tasks", maxParallelism, "count");
    const all = figure("items", items, "count");
    const waves = figure("waves", Math.ceil(items / maxParallelism), "count");
    const name = capitalize(labelOf(trial));
    const what =
      items <= 2 * maxParallelism
        ? say`${name} was held back by a limit of ${limit} parallel tasks: ${itemsAfter(items, maxParallelism)} for a second wave.`
        : say`${name} was held back by a limit of ${limit} parallel tasks: its ${all} items ran in at least ${waves} waves.`;
    const raised = Math.min(items, MAX_PARALLELISM);
    return [
      {
        kind: "limit",
        sentence: say`${what} Raise the limit to ${formatCount(raised)}.`,
        claims: [{ says: "limit", label: labelOf(trial), value: maxParallelism }],
        rule: "As many tasks as the limit allows ran in parallel, and a map has more items.",
        action: { do: "set", setting: "maxParallelism", value: raised },
      },
    ];
  });
}

function itemsAfter(items: number, limit: number): string {
  return items === limit + 1
    ? `item ${formatCount(items)} waited`
    : `${formatCount(items - limit)} items waited`;
}
