import type { StrategyName } from "@/lib/model/strategy";
import type { Numbers } from "./numbers";

/** Where the wall time of a strategy goes, averaged over its workers, ms. Their sum is the wall time. */
export interface Parts {
  /** Workers start and end. */
  readonly start: number;
  readonly message: number;
  /** A worker's place is empty: the run has not begun, the orchestrator is busy, other workers still run. */
  readonly queue: number;
  /** Attempts that succeed, and the steps before and after. */
  readonly work: number;
  /** Attempts that fail, with the start and the messages that they cost. */
  readonly rework: number;
}
export type Part = keyof Parts;

/** What keeps more bodies from running in parallel. */
export type Binding = "items" | "workers" | "limit" | "memory" | "strategy";

/** One strategy. Times in ms. */
export interface StrategyEstimate {
  readonly strategy: StrategyName;
  /** Of the first draw. */
  readonly wallMs: number;
  /** Least and most of all draws; both are `wallMs` with one. */
  readonly lowMs: number;
  readonly highMs: number;
  readonly parts: Parts;
  /** Bodies in parallel, or op runs for strategies with several bodies in each. */
  readonly parallel: number;
  readonly binding: Binding;
  /** False where not even one worker fits into memory: then it is not ranked. */
  readonly fits: boolean;
  readonly workerStarts: number;
  readonly opRuns: number;
  /** Time that workers are held, their starts and idle times included, in hours. */
  readonly workerHours: number;
  /** `workerHours` × price. */
  readonly cost: number;
  /** Items that failed in every attempt. */
  readonly lost: number;
}

/** Why `take` is the one to take. */
export type Reason =
  /** The others are within the error of the estimate, or 2%. */
  | "no-difference"
  /** Slower by a tenth at most, for a record and a retry of each item. */
  | "worth-it"
  /** The fastest by more than that. */
  | "fastest";

export interface Decision {
  readonly take: StrategyName;
  readonly reason: Reason;
  readonly fastest: StrategyName;
  /** What `take` is compared with: the fastest, or the next best where that is taken. Undefined where there is no other. */
  readonly against: StrategyName | undefined;
  /** How much longer `take` takes than `against`, ms and as a share of the shorter one; below 0 where it is faster. */
  readonly differenceMs: number;
  readonly difference: number;
  /** Where the two bars differ most. */
  readonly part: Part | undefined;
  readonly failing: Failing | undefined;
}

/** What would change the decision. Takes longer than the decision itself. */
export interface Consequences {
  /** Of each field the nearest ones, below and above its value. */
  readonly breakEvens: readonly BreakEven[];
  /** What else could be done, the most time saved first. */
  readonly changes: readonly Change[];
}

/** Fields that break-even points and the map's axes vary: an item's typical time, a start's, and so on. */
export const VARIED = ["itemMs", "items", "startMs", "workers", "failures"] as const;
export type Varied = (typeof VARIED)[number];

/** Where the advice changes as one field does: below `at` take `below`, above it `above`. */
export interface BreakEven {
  readonly field: Varied;
  readonly at: number;
  readonly below: StrategyName;
  readonly above: StrategyName;
}

/** One thing that could be changed, and what it would save. */
export interface Change {
  readonly kind: "strategy" | "workers" | "chunk" | "limit" | "cores" | "start";
  readonly strategy: StrategyName;
  /** What the field would be: workers, items per chunk, limit, cores, ms of a start. 0 for "strategy". */
  readonly to: number;
  readonly wallMs: number;
  /** Against the strategy to take, as the numbers are. */
  readonly savedMs: number;
}

/** What items that fail mean. Expected values. */
export interface Failing {
  readonly failedAttempts: number;
  /** Items that fail in every attempt: the run fails, or goes on without them. */
  readonly lost: number;
  /** Probability that at least one attempt of the run fails: a plain `Pool.map` then raises, and all of it starts over. */
  readonly anyFails: number;
}

/** All strategies, and what follows from them. */
export interface Estimate {
  readonly numbers: Numbers;
  /** How many draws of durations, starts and failures the bands are of. */
  readonly draws: number;
  readonly strategies: readonly StrategyEstimate[];
  readonly decision: Decision;
}

/** One cell of the decision map: the fastest strategy, and by which share of its time the next is slower. */
export interface MapCell {
  readonly winner: StrategyName;
  readonly margin: number;
  readonly wallMs: number;
}

/** `cells` are row by row: that of `x[i]` and `y[j]` is number `j × x.length + i`. */
export interface DecisionMap {
  readonly axes: MapAxes;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly cells: readonly MapCell[];
}

export interface MapAxes {
  readonly x: Varied;
  readonly y: Varied;
}
