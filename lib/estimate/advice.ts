import { runToEnd } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import { candidatesOf } from "./candidates";
import { workersOf } from "./capacity";
import { estimating } from "./estimate";
import type { Numbers } from "./numbers";
import { quickWallMs } from "./quick";
import { choose, type Timed } from "./ranking";

/** The strategies whose workers fit into memory, or all where none does. */
export function fittingOf(numbers: Numbers): StrategyName[] {
  const candidates = candidatesOf(numbers);
  const fitting = candidates.filter((name) => workersOf(numbers, name).fits);
  return fitting.length > 0 ? fitting : candidates;
}

export const quickTimes = (numbers: Numbers): Timed[] =>
  fittingOf(numbers).map((strategy) => ({ strategy, wallMs: quickWallMs(numbers, strategy) }));

/** With no more items than this, the luck of one draw says too little. */
const LUCK_ITEMS = 200;

/** The strategy to take: that of the answer itself where luck decides, else by the quick times. */
export const adviceFor = (numbers: Numbers): StrategyName =>
  numbers.work.items <= LUCK_ITEMS
    ? runToEnd(estimating(numbers, 1)).decision.take
    : choose(quickTimes(numbers)).take;
