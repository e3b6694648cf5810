import { differentResults } from "@/lib/analysis/advice/different-results";
import type { Trial } from "@/lib/app/run/run";
import { formatList } from "@/lib/base/format";

export interface SameOutput {
  readonly same: boolean;
  /** A sentence; empty where there is nothing to compare. */
  readonly text: string;
}

/** Whether the trials that succeeded returned the same, by the rule that decides whether their times may be compared. */
export function sameOutput(shown: Trial, all: readonly Trial[]): SameOutput {
  const finished = all.filter(({ report }) => report.status === "succeeded");
  const others = finished.filter(({ info }) => info.trialId !== shown.info.trialId);
  if (shown.report.status !== "succeeded" || others.length === 0) return { same: true, text: "" };
  const isDifferent = (other: Trial): boolean => differentResults([shown, other], "") !== undefined;
  const different = others.filter(isDifferent);
  const names = (trials: readonly Trial[]): string => formatList(trials.map(({ info }) => info.label));
  if (different.length === 0) return { same: true, text: `Same result: ${names(others)}.` };
  return {
    same: false,
    text: `Different result: ${names(different)}. Compare shows the difference and its likely cause.`,
  };
}
