import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { RunnerStrategy } from "@/lib/protocol/runner";
import { async } from "./async";
import { dynamic } from "./dynamic";
import { hybrid } from "./hybrid";
import { pooled } from "./pooled";
import { sequential } from "./sequential";
import type { Strategy } from "./strategy";

const byName: Readonly<Record<StrategyName, Strategy>> = { sequential, async, dynamic, pooled, hybrid };
const byCode: readonly Strategy[] = STRATEGIES.map((name) => byName[name]);

export const strategyNamed = (name: StrategyName): Strategy => byName[name];

/** Position in STRATEGIES: how rows and messages name a strategy. */
export const codeOf = ({ name }: Strategy): number => STRATEGIES.indexOf(name);

/** @param code from a row or message that has been checked */
export const strategyOf = (code: number): Strategy => byCode[code] as Strategy;

/** Inline bodies run one at a time. */
export const isOneAtATime = (strategy: Strategy): boolean =>
  strategy.slots({ workers: 1, concurrency: 1 }).perWorker === 1 && strategy.runs === "inline";

const inTurns: readonly boolean[] = byCode.map(isOneAtATime);

/** The same by code, for rows: bodies of one thread run one after another. */
export const takesTurns = (code: number): boolean => inTurns[code] === true;

/** Calls leave their caller's thread. */
export const usesWorkers = ({ runs }: Strategy): boolean => runs !== "inline";

/** What a runner needs to know of each strategy, by code. */
export const runnerStrategies: readonly RunnerStrategy[] = byCode.map((strategy) => ({
  inline: strategy.runs === "inline",
  inlineSlots: isOneAtATime(strategy) ? 1 : Number.POSITIVE_INFINITY,
  limited: strategy.limits === "all",
  chunked: strategy.opRun === "message",
}));
