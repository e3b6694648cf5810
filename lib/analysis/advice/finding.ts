import type { StrategyName } from "@/lib/model/strategy";
import type { Figure, Sentence } from "./sentence";

/** How a run as a whole ended, or why its strategies cannot be ranked. In the order in which one rules out the next. */
export type VerdictKind =
  | "different results"
  | "resumed"
  | "failed"
  | "stopped"
  | "type errors"
  | "inline"
  | "time scale"
  | "nothing measured"
  | "only one"
  | "too short"
  | "too close"
  | "equal"
  | "fastest";

export type FindingKind =
  | VerdictKind
  | "limit"
  | "reason"
  | "crossover"
  | "no difference"
  | "ahead"
  | "event loop"
  | "op run overhead"
  | "chunk size"
  | "workers"
  | "waiting"
  | "rounds"
  | "empty values"
  | "same way"
  | "local mode"
  | "hidden tab"
  | "stand-ins";

/** The parts of a lane's time that can be the reason; "width" is how many tasks ran in parallel. */
export type ReasonPart = "spawn" | "transfer" | "queue" | "compute" | "width";

/** What a button beside a finding does. */
export type FindingAction =
  | { readonly do: "run also"; readonly strategy: StrategyName }
  | { readonly do: "set"; readonly setting: "maxParallelism" | "rounds"; readonly value: number }
  | { readonly do: "show difference" }
  | { readonly do: "run again" };

/**
 * What a finding says, as data: two visits contradict each other where their claims cannot both be true.
 * `label` and the like are labels of trials; a range is `[low, high]`.
 */
export type Claim =
  | { readonly says: "faster"; readonly label: string; readonly than: string; readonly times: Range }
  | { readonly says: "equal"; readonly labels: readonly string[] }
  | { readonly says: "reason"; readonly label: string; readonly against: string; readonly part: ReasonPart }
  | { readonly says: "limit"; readonly label: string; readonly value: number }
  | { readonly says: "crossover"; readonly below: string; readonly above: string; readonly itemMs: Range }
  | { readonly says: "no difference"; readonly labels: readonly [string, string]; readonly fromMs: Range }
  | { readonly says: "ahead"; readonly label: string; readonly than: string; readonly itemMs: Range }
  | { readonly says: "waiting"; readonly waits: boolean }
  | { readonly says: "event loop would win"; readonly ms: Range }
  | { readonly says: "workers help"; readonly upTo: Range }
  | { readonly says: "overhead"; readonly label: string; readonly isSmall: boolean }
  | { readonly says: "chunk"; readonly matters: boolean; readonly atLeast: Range };

export type Range = readonly [low: number, high: number];

/** One statement of the answer. Plain data. It is made only where repeating the run would confirm it. */
export interface Finding {
  readonly kind: FindingKind;
  readonly sentence: Sentence;
  /** None where nothing could contradict it: what happened in this run. */
  readonly claims: readonly Claim[];
  /** The rule that allows it, in a sentence; shown with its figures. */
  readonly rule: string;
  readonly action?: FindingAction;
}

export const rangeOf = ({ value, low = value, high = value }: Figure): Range => [low, high];
