import type { StrategyName } from "@/lib/model/strategy";
import { candidatesOf } from "./candidates";
import type { Numbers } from "./numbers";
import { quickWallMs } from "./quick";
import { choose } from "./ranking";

/** The strategy to take, by the quick times. */
export const adviceFor = (numbers: Numbers): StrategyName =>
  choose(candidatesOf(numbers).map((strategy) => ({ strategy, wallMs: quickWallMs(numbers, strategy) })))
    .take;
