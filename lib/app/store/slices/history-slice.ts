import type { Report } from "@/lib/protocol/report";
import type { Change } from "./slice";

/** An earlier run that stands beside the shown one. */
export interface Baseline {
  readonly id: string;
  readonly title: string;
  /** ms since 1970. */
  readonly at: number;
  readonly report: Report;
}

export interface HistorySlice {
  /** Where the results that are shown stand in the history of runs; undefined where they are not in it. */
  readonly pastRun: { readonly id: string; readonly at: number } | undefined;
  readonly baseline: Baseline | undefined;
  /** Counts what was kept: a list of the runs is read again when it goes up. */
  readonly runsKept: number;
  compareWith(baseline: Baseline | undefined): void;
}

export function createHistorySlice(set: Change<HistorySlice>): HistorySlice {
  return {
    pastRun: undefined,
    baseline: undefined,
    runsKept: 0,
    compareWith: (baseline) => set({ baseline }),
  };
}
