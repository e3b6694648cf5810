"use client";

import { useEffect, useMemo } from "react";
import { type Analysis, useAnalysis } from "@/components/results/advice/use-analysis";
import { usePlayground } from "@/lib/app/hooks/use-playground";

/** Has every finished experiment analysed, and keeps the answer while somebody goes from view to view. Shows nothing. */
export default function AnalysisKeeper({ onChange }: { readonly onChange: (analysis: Analysis) => void }) {
  const results = usePlayground((state) =>
    state.results?.partial === false ? state.results.result : undefined,
  );
  const traces = useMemo(
    () => [...(results?.strategies.values() ?? [])].map(({ trace }) => trace),
    [results],
  );
  const analysis = useAnalysis(results?.report, traces);
  useEffect(() => onChange(analysis), [analysis, onChange]);
  return null;
}
