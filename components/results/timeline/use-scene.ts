"use client";

import { useMemo } from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import type { QueryState } from "@/lib/analysis/latest-query";
import { chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import type { LayoutMode } from "@/lib/analysis/layout/timeline-layout";
import type { Question } from "@/lib/analysis/questions";
import { type CriticalPath, criticalPathOf } from "@/lib/analysis/time/critical-path";
import type { StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";
import { type Chart, type Scene, sceneOf } from "./scene";

export interface SceneOptions {
  readonly shown: StrategyName;
  readonly trace: Trace;
  readonly running: boolean;
  readonly mode: LayoutMode;
  /** A second run under the first one. */
  readonly beside: { readonly strategy: StrategyName; readonly trace: Trace } | undefined;
  readonly withPath: boolean;
}

export interface TimelineScene {
  readonly scene: Scene;
  readonly main: Chart;
  /** By key of a chart. */
  readonly paths: ReadonlyMap<string, CriticalPath>;
}

type ChartQuestion = { readonly type: "chart"; readonly mode: LayoutMode };

const INLINE_CHARTS = {
  workers: (trace: Trace) => chartDataOf(trace, "workers"),
  nested: (trace: Trace) => chartDataOf(trace, "nested"),
} as const satisfies Record<LayoutMode, unknown>;

const PATH = { type: "path" } as const;

/** A failing analysis is our own fault: the view's error boundary shows it. */
function thrown<Q extends Question>(state: QueryState<Q>): QueryState<Q> {
  if (state.problem !== undefined) throw new Error(state.problem);
  return state;
}

/** The charts to draw; undefined until the first one is laid out. */
export function useScene(options: SceneOptions): TimelineScene | undefined {
  const { shown, trace, running, mode, beside, withPath } = options;
  const own = useChart(trace, mode, running);
  const other = useChart(beside?.trace, mode, false);
  const strategy = beside?.strategy;
  const main = useMemo(() => chartOf(shown, own), [shown, own]);
  const second = useMemo(() => strategy && chartOf(strategy, other), [strategy, other]);
  const scene = useMemo(() => main && sceneOf(second ? [main, second] : [main]), [main, second]);
  const isFollowed = withPath && !running;
  const ownPath = usePath(isFollowed ? main?.trace : undefined);
  const otherPath = usePath(isFollowed ? second?.trace : undefined);
  const paths = useMemo(() => {
    const known = new Map<string, CriticalPath>();
    // A path names rows of its own trace, and of no other.
    for (const [chart, path] of [[main, ownPath] as const, [second, otherPath] as const])
      if (chart && path.value && path.traces[0] === chart.trace) known.set(chart.key, path.value);
    return known;
  }, [main, second, ownPath, otherPath]);
  return main && scene && { scene, main, paths };
}

function useChart(trace: Trace | undefined, mode: LayoutMode, growing: boolean): QueryState<ChartQuestion> {
  return thrown(
    useQuery(trace && [trace], { type: "chart", mode } as const, { growing, inline: INLINE_CHARTS[mode] }),
  );
}

function usePath(trace: Trace | undefined): QueryState<typeof PATH> {
  return thrown(useQuery(trace && [trace], PATH, { inline: criticalPathOf }));
}

function chartOf(strategy: StrategyName, { traces, value }: QueryState<ChartQuestion>): Chart | undefined {
  const [trace] = traces;
  return trace && value && { key: strategy, label: strategy, trace, ...value };
}
