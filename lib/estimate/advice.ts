import type { StrategyName } from "@/lib/model/strategy";
import { candidatesOf } from "./candidates";
import { workersOf } from "./capacity";
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

/** The strategy to take, by the quick times. */
export const adviceFor = (numbers: Numbers): StrategyName => choose(quickTimes(numbers)).take;
