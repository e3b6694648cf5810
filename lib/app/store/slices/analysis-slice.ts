import type { AnalysisClient } from "@/lib/analysis/client";
import type { AdviceData } from "@/lib/analysis/worker";
import type { Change } from "./slice";

/** What is known of the active run beyond its report, and whom to ask for more. */
export interface Analysis {
  readonly advice: AdviceData | undefined;
  /** It is being worked out. */
  readonly pending: boolean;
  /** Why it could not be worked out. */
  readonly problem: string | undefined;
  /** Another object with every run loaded: earlier answers are about another run. Undefined until the run is loaded. */
  readonly analyst: AnalysisClient | undefined;
}

export const NO_ANALYSIS: Analysis = {
  advice: undefined,
  pending: false,
  problem: undefined,
  analyst: undefined,
};

export interface AnalysisSlice {
  readonly analysis: Analysis;
  changeAnalysis(change: Partial<Analysis>): void;
}

export function createAnalysisSlice(set: Change<AnalysisSlice>): AnalysisSlice {
  return {
    analysis: NO_ANALYSIS,
    changeAnalysis: (change) => set(({ analysis }) => ({ analysis: { ...analysis, ...change } })),
  };
}
