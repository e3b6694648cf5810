import { useMemo } from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import type { QueryState } from "@/lib/analysis/latest-query";
import { chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import type { LayoutMode } from "@/lib/analysis/layout/timeline-layout";
import type { Need } from "@/lib/analysis/needs";
import type { Question } from "@/lib/analysis/questions";
import { type ExplainedPath, explainedPath } from "@/lib/analysis/time/path-steps";
import type { Trace } from "@/lib/trace/trace";
import { type Chart, type Scene, sceneOf } from "./scene";
import type { TimelineTrial } from "./timeline-view";

interface SceneOptions {
  readonly shown: TimelineTrial;
  readonly running: boolean;
  readonly mode: LayoutMode;
  readonly compared: TimelineTrial | undefined;
  readonly withPath: boolean;
}

export interface TimelineScene {
  readonly scene: Scene;
  readonly main: Chart;
  readonly paths: ReadonlyMap<string, ExplainedPath>;
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

/** The charts to draw; undefined until the first one is laid out, or where its recording lacks what that needs. */
export function useScene({ shown, running, mode, compared, withPath }: SceneOptions): {
  readonly scene: TimelineScene | undefined;
  readonly missing: readonly Need[];
} {
  const own = useChart(shown, mode, running);
  const other = useChart(compared, mode, false);
  const [label, otherLabel] = [shown.label, compared?.label ?? ""];
  const main = useMemo(() => chartOf(own, label), [own, label]);
  const under = useMemo(() => chartOf(other, otherLabel), [other, otherLabel]);
  const scene = useMemo(() => main && sceneOf(under ? [main, under] : [main]), [main, under]);
  const isFollowed = withPath && !running;
  const ownPath = usePath(isFollowed ? main?.trace : undefined);
  const otherPath = usePath(isFollowed ? under?.trace : undefined);
  const paths = useMemo(() => {
    const known = new Map<string, ExplainedPath>();
    // A path names rows of its own trace, and of no other.
    for (const [chart, path] of [[main, ownPath] as const, [under, otherPath] as const])
      if (chart && path.value && path.traces[0] === chart.trace) known.set(chart.key, path.value);
    return known;
  }, [main, under, ownPath, otherPath]);
  return { scene: main && scene && { scene, main, paths }, missing: own.missing };
}

function useChart(
  trial: TimelineTrial | undefined,
  mode: LayoutMode,
  growing: boolean,
): QueryState<ChartQuestion> {
  return thrown(
    useQuery(trial && [trial.trace], { type: "chart", mode } as const, {
      growing,
      inline: INLINE_CHARTS[mode],
    }),
  );
}

function usePath(trace: Trace | undefined): QueryState<typeof PATH> {
  return thrown(useQuery(trace && [trace], PATH, { inline: explainedPath }));
}

function chartOf({ traces, value }: QueryState<ChartQuestion>, label: string): Chart | undefined {
  const [trace] = traces;
  return trace && value && { key: trace.info.trialId, label, trace, ...value };
}
