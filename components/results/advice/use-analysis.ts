"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { type AnalysisClient, createAnalysisClient, Superseded } from "@/lib/analysis/client";
import { withoutTexts } from "@/lib/analysis/send-trace";
import type { AdviceData, Found } from "@/lib/analysis/worker";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";

/** What is known beyond the report, and whom to ask for more. */
export interface Analysis {
  readonly advice: AdviceData | undefined;
  /** It is being worked out. */
  readonly pending: boolean;
  /** Why it could not be worked out. */
  readonly problem: string | undefined;
  /** Changes with every run loaded: answers from before are about another run. Undefined until the run is loaded. */
  readonly analyst: AnalysisClient | undefined;
}

const NOTHING: Analysis = { advice: undefined, pending: false, problem: undefined, analyst: undefined };

/**
 * Has a finished experiment analysed away from the page's thread.
 * @param report undefined while a run goes on, and where no trace came with the report
 */
export function useAnalysis(report: Report | undefined, traces: ReadonlyMap<StrategyName, Trace>): Analysis {
  const worker = useRef<AnalysisClient | undefined>(undefined);
  const [analysis, setAnalysis] = useState<Analysis>(NOTHING);
  const found = useMemo((): Found | undefined => {
    if (!report || traces.size === 0) return undefined;
    return {
      report,
      traces: new Map([...traces].map(([strategy, trace]) => [strategy, withoutTexts(trace)])),
    };
  }, [report, traces]);

  useEffect(() => {
    if (!found) return setAnalysis(NOTHING);
    let current = true;
    worker.current ??= createAnalysisClient();
    const analyst = worker.current;
    setAnalysis((before) => ({ ...before, pending: true, problem: undefined }));
    analyst
      .load(found)
      .then((advice) => {
        // A new object, so that views ask again.
        if (current) setAnalysis({ advice, pending: false, problem: undefined, analyst: { ...analyst } });
      })
      .catch((error: unknown) => {
        if (!current || error instanceof Superseded) return;
        setAnalysis({ ...NOTHING, problem: error instanceof Error ? error.message : String(error) });
      });
    return () => {
      current = false;
    };
  }, [found]);

  useEffect(
    () => () => {
      worker.current?.dispose();
      worker.current = undefined;
    },
    [],
  );
  return analysis;
}
