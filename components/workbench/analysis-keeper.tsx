"use client";

import { useEffect, useMemo } from "react";
import { type Analysis, useAnalysis } from "@/components/results/advice/use-analysis";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import type { StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";

/** Has every finished experiment analysed, and keeps the answer while somebody goes from view to view. Shows nothing. */
export default function AnalysisKeeper({ onChange }: { readonly onChange: (analysis: Analysis) => void }) {
  const results = usePlayground((state) =>
    state.results?.partial === false ? state.results.result : undefined,
  );
  const traces = useMemo(() => {
    const all = new Map<StrategyName, Trace>();
    for (const [strategy, { trace }] of results?.strategies ?? []) all.set(strategy, trace);
    return all;
  }, [results]);
  const analysis = useAnalysis(results?.report, traces);
  useEffect(() => onChange(analysis), [analysis, onChange]);
  return null;
}
