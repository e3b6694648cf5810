import type { StrategyName } from "./strategy";

/** Where a trial's figures come from. */
export const TRIAL_SOURCES = ["measured", "recorded", "history", "imported", "simulated"] as const;
export type TrialSource = (typeof TRIAL_SOURCES)[number];

/**
 * What identifies a trial: one strategy and one round of a run. A run is what a user starts, opens or imports; views,
 * comparison, history and links work on these ids.
 */
export interface TrialInfo {
  readonly runId: string;
  readonly trialId: string;
  /** For people: "Pooled", "letters · round 2". */
  readonly label: string;
  readonly source: TrialSource;
  /** Undefined where a recording does not know it. */
  readonly strategy?: StrategyName;
  /** Of the program: one of ours, or any that an imported run was written in. */
  readonly language: string;
  /** ms since 1970. */
  readonly startedAt: number;
}
