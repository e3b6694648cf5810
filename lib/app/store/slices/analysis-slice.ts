import type { Advice } from "@/lib/analysis/advice/advice";
import type { QueryState } from "@/lib/analysis/latest-query";
import type { Question } from "@/lib/analysis/questions";
import type { Change } from "./slice";

export type AdviceQuestion = Extract<Question, { readonly type: "advice" }>;

export interface Analysis extends Pick<QueryState<AdviceQuestion>, "pending" | "problem" | "missing"> {
  readonly advice: Advice | undefined;
}

export const NO_ANALYSIS: Analysis = { advice: undefined, pending: false, problem: undefined, missing: [] };

export interface AnalysisSlice {
  readonly analysis: Analysis;
  showAnalysis(analysis: Analysis): void;
}

export function createAnalysisSlice(set: Change<AnalysisSlice>): AnalysisSlice {
  return { analysis: NO_ANALYSIS, showAnalysis: (analysis) => set({ analysis }) };
}
