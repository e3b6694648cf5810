import { useMemo } from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import { type Chart, type Scene, sceneOf } from "@/components/results/timeline/scene";
import type { TimelineTrial } from "@/components/results/timeline/timeline-view";
import type { QueryState } from "@/lib/analysis/latest-query";
import { chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import type { Need } from "@/lib/analysis/needs";
import { callTimesOf } from "@/lib/analysis/time/call-times";
import { capitalize } from "@/lib/base/format";
import type { Trace } from "@/lib/trace/trace";
import type { PlayedCalls } from "./call-table";

export interface Played {
  readonly scene: Scene;
  /** One for each trial of the scene, in its order. */
  readonly calls: readonly PlayedCalls[];
}

const CHART = { type: "chart", mode: "workers" } as const;
const CALLS = { type: "calls" } as const;
const chartInline = (trace: Trace) => chartDataOf(trace, "workers");

interface Part {
  readonly chart: Chart;
  readonly calls: PlayedCalls;
}

function usePart(trial: TimelineTrial | undefined) {
  const traces = trial && [trial.trace];
  const chart = useQuery(traces, CHART, { inline: chartInline });
  const calls = useQuery(traces, CALLS, { inline: callTimesOf });
  const label = trial?.label;
  const part = useMemo(() => label && partOf(capitalize(label), chart, calls), [label, chart, calls]);
  return { part: part || undefined, missing: [...chart.missing, ...calls.missing] };
}

function partOf(
  label: string,
  { traces: [trace], value, problem }: QueryState<typeof CHART>,
  calls: QueryState<typeof CALLS>,
): Part | undefined {
  const wrong = problem ?? calls.problem;
  // A failing analysis is our own fault: the view's error boundary shows it.
  if (wrong !== undefined) throw new Error(wrong);
  if (!trace || !value || !calls.value) return undefined;
  return {
    chart: { key: trace.info.trialId, label, trace, ...value },
    calls: { label, calls: calls.value },
  };
}

/** What playing up to three trials needs; undefined until all are laid out. */
export function usePlayed(trials: readonly TimelineTrial[]): {
  readonly played: Played | undefined;
  readonly missing: readonly Need[];
} {
  const first = usePart(trials[0]);
  const second = usePart(trials[1]);
  const third = usePart(trials[2]);
  const wanted = Math.min(3, trials.length);
  const played = useMemo(() => {
    const parts = [first.part, second.part, third.part].filter((part) => part !== undefined);
    if (parts.length < wanted) return undefined;
    return {
      scene: sceneOf(
        parts.map(({ chart }) => chart),
        0,
      ),
      calls: parts.map(({ calls }) => calls),
    };
  }, [first.part, second.part, third.part, wanted]);
  return { played, missing: [...first.missing, ...second.missing, ...third.missing] };
}
