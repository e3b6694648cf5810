import { sameValue } from "@/lib/app/documents/document";
import type { Trial } from "@/lib/app/run/run";
import { formatList } from "@/lib/base/format";

export interface SameOutput {
  readonly same: boolean;
  /** A sentence; empty where there is nothing to compare. */
  readonly text: string;
}

/** Whether the trials that succeeded returned the same value: those of a program that orders by arrival do not. */
export function sameOutput(shown: Trial, all: readonly Trial[]): SameOutput {
  const others = all.filter(
    ({ info, report }) => info.trialId !== shown.info.trialId && report.status === "succeeded",
  );
  if (shown.report.status !== "succeeded" || others.length === 0) return { same: true, text: "" };
  const names = (trials: readonly Trial[]): string => formatList(trials.map(({ info }) => info.label));
  const different = others.filter(({ report }) => !sameValue(report.output, shown.report.output));
  if (different.length === 0) return { same: true, text: `The same under ${names(others)}.` };
  return {
    same: false,
    text: `Another value under ${names(different)}: the program's result depends on the order in which parts finish, or on the time.`,
  };
}
