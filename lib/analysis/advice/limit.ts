import { capitalize, formatCount } from "@/lib/base/format";
import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { Strategy } from "@/lib/engine/strategies/strategy";
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

/** How many calls a worker of an environment runs is no limit of a workflow or a map. */
const REUSE_POLICY = /\{[^{}]*\breplicas\b[^{}]*\}/g;

/** Limits that a program declares with a number, as it writes them: `maxParallelism: 4`. A recording does not hold them. */
function declaredLimits(source: string): ReadonlyMap<number, string> {
  const found = source.replace(REUSE_POLICY, "").matchAll(/\b(maxParallelism|concurrency)\s*:\s*(\d[\d_]*)/g);
  return new Map(
    Array.from(found, ([, name, digits = ""]) => {
      const limit = Number(digits.replaceAll("_", ""));
      return [limit, `\`${name}: ${limit}\``];
    }),
  );
}

interface HeldBack {
  readonly limit: number;
  readonly items: number;
  readonly strategy: Strategy;
}

/** The most tasks that ran in parallel, where one of the trial's maps has more items and the strategy had room for them. */
function heldBack({ info, report }: Compared, { workers, concurrency }: Settings): HeldBack | undefined {
  const strategy = info.strategy && strategyNamed(info.strategy);
  if (strategy === undefined || strategy.insideMessage !== undefined || isOneAtATime(strategy))
    return undefined;
  const limit = report.counts.peakParallel;
  const slots = strategy.slots({ workers, concurrency });
  if (slots.workers > 0 && slots.workers * slots.perWorker <= limit) return undefined;
  const items = report.tree === undefined ? 0 : longestMap(report.tree);
  return limit > 0 && items > limit ? { limit, items, strategy } : undefined;
}

/**
 * Limits of parallel tasks for which items of a map waited although there was room: the setting's, and those that the
 * program declares.
 */
export function limitFindings(trials: readonly Compared[], settings: Settings, source: string): Finding[] {
  const { maxParallelism } = settings;
  const declared = declaredLimits(source);
  return trials.filter(hasFinished).flatMap((trial): Finding[] => {
    const held = heldBack(trial, settings);
    if (held === undefined) return [];
    const { items, strategy } = held;
    const limit = figure("limit of parallel tasks", held.limit, "count");
    const all = figure("items", items, "count");
    const waves = figure("waves", Math.ceil(items / held.limit), "count");
    const name = capitalize(labelOf(trial));
    const claims = [{ says: "limit", label: labelOf(trial), value: held.limit }] as const;
    const declaration = declared.get(held.limit);
    if (declaration !== undefined)
      return [
        {
          kind: "limit",
          sentence: say`${name} ran at most ${limit} tasks in parallel, as the program declares (${declaration}): its ${all} items took at least ${waves} waves.`,
          claims,
          rule: "As many tasks as the program declares ran in parallel, and a map has more items.",
        },
      ];
    if (held.limit !== maxParallelism || strategy.limits !== "all") return [];
    const what =
      items <= 2 * maxParallelism
        ? say`${name} was held back by a limit of ${limit} parallel tasks: ${itemsAfter(items, maxParallelism)} for a second wave.`
        : say`${name} was held back by a limit of ${limit} parallel tasks: its ${all} items ran in at least ${waves} waves.`;
    const raised = Math.min(items, MAX_PARALLELISM);
    return [
      {
        kind: "limit",
        sentence: say`${what} Raise the limit to ${formatCount(raised)}.`,
        claims,
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
