import { sameValue } from "@/lib/app/documents/document";
import { formatList } from "@/lib/base/format";
import type { StrategyReport } from "@/lib/protocol/report";

export interface SameOutput {
  readonly same: boolean;
  /** A sentence; empty where there is nothing to compare. */
  readonly text: string;
}

/** Whether the strategies that succeeded gave the same value: a program that orders by arrival does not. */
export function sameOutput(shown: StrategyReport, all: readonly StrategyReport[]): SameOutput {
  const others = all.filter((other) => other.strategy !== shown.strategy && other.status === "succeeded");
  if (shown.status !== "succeeded" || others.length === 0) return { same: true, text: "" };
  const names = (reports: readonly StrategyReport[]): string =>
    formatList(reports.map(({ strategy }) => strategy));
  const different = others.filter((other) => !sameValue(other.output, shown.output));
  if (different.length === 0) return { same: true, text: `The same under ${names(others)}.` };
  return {
    same: false,
    text: `Another value under ${names(different)}: the program's result depends on the order in which parts finish, or on the time.`,
  };
}
