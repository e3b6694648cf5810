"use client";

import { useEffect, useMemo, useState } from "react";
import { analysis } from "@/lib/analysis/client";
import { createLatestQuery, NO_ANSWER, type QueryState } from "@/lib/analysis/latest-query";
import type { AdviceData, Question } from "@/lib/analysis/questions";
import type { SimulationSettings } from "@/lib/analysis/simulation/simulation";
import type { Report } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";

type AdviceQuestion = Extract<Question, { readonly type: "advice" }>;

/** What is known of a run beyond its report, and of what more can be asked. */
export interface Analysis {
  readonly advice: AdviceData | undefined;
  readonly pending: boolean;
  /** Why it could not be worked out. */
  readonly problem: string | undefined;
  /** Undefined until there is advice. */
  readonly run: AnalysedRun | undefined;
}

export interface AnalysedRun {
  /** The shown trial of each strategy. */
  readonly traces: readonly Trace[];
  readonly settings: SimulationSettings;
}

export const NO_ANALYSIS: Analysis = {
  advice: undefined,
  pending: false,
  problem: undefined,
  run: undefined,
};

/** @param report undefined while a run goes on, and where no trace came with the report */
export function useAnalysis(report: Report | undefined, traces: readonly Trace[]): Analysis {
  const [state, setState] = useState<QueryState<AdviceQuestion>>(NO_ANSWER);
  const [latest] = useState(() => createLatestQuery<AdviceQuestion>(analysis, setState));
  useEffect(() => {
    if (!report || traces.length === 0) latest.stop();
    else latest.ask(traces, { type: "advice", report });
  }, [report, traces, latest]);
  useEffect(() => () => latest.stop(), [latest]);
  return useMemo(() => {
    const { value: advice, pending, problem } = state;
    if (!report) return NO_ANALYSIS;
    const settings = { ...report.settings, cores: report.environment.cores };
    return { advice, pending, problem, run: advice && { traces: state.traces, settings } };
  }, [state, report]);
}
