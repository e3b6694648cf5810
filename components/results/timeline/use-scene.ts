"use client";

import { useMemo } from "react";
import {
  type Derivation,
  type Derived,
  useDerived,
} from "@/components/results/shared/virtual-list/use-derived";
import { type ChartData, chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import type { LayoutMode } from "@/lib/analysis/layout/timeline-layout";
import { type CriticalPath, criticalPathOf } from "@/lib/analysis/time/critical-path";
import { type Chart, type Scene, sceneOf } from "./scene";
import type { TimelineTrial } from "./timeline-view";

export interface SceneOptions {
  readonly shown: TimelineTrial;
  readonly running: boolean;
  readonly mode: LayoutMode;
  /** Drawn under the shown one. */
  readonly compared: TimelineTrial | undefined;
  readonly withPath: boolean;
}

export interface TimelineScene {
  readonly scene: Scene;
  readonly main: Chart;
  /** By key of a chart. */
  readonly paths: ReadonlyMap<string, CriticalPath>;
}

const CHARTS: Readonly<Record<LayoutMode, Derivation<ChartData>>> = {
  workers: charts("workers"),
  nested: charts("nested"),
};

function charts(mode: LayoutMode): Derivation<ChartData> {
  return {
    here: (trace) => chartDataOf(trace, mode),
    ask: (analyst, trace) => analyst.about(trace, (api, of) => api.chart(of, mode)),
  };
}

const PATH: Derivation<CriticalPath> = {
  here: criticalPathOf,
  ask: (analyst, trace) => analyst.about(trace, (api, of) => api.path(of)),
};

/** The charts to draw; undefined until the first one is laid out. */
export function useScene(options: SceneOptions): TimelineScene | undefined {
  const { shown, running, mode, compared, withPath } = options;
  const own = useDerived(shown.trace, running, CHARTS[mode]);
  const other = useDerived(compared?.trace, false, CHARTS[mode]);
  const [key, label] = [shown.info.trialId, shown.label];
  const [otherKey, otherLabel] = [compared?.info.trialId, compared?.label ?? ""];
  const main = useMemo(() => own && chartOf(key, label, own), [key, label, own]);
  const second = useMemo(
    () => (otherKey !== undefined && other ? chartOf(otherKey, otherLabel, other) : undefined),
    [otherKey, otherLabel, other],
  );
  const scene = useMemo(() => main && sceneOf(second ? [main, second] : [main]), [main, second]);
  const isFollowed = withPath && !running;
  const ownPath = useDerived(isFollowed ? main?.trace : undefined, false, PATH);
  const otherPath = useDerived(isFollowed ? second?.trace : undefined, false, PATH);
  const paths = useMemo(() => {
    const known = new Map<string, CriticalPath>();
    // A path says rows of its own trace, and of no other.
    for (const [chart, path] of [[main, ownPath] as const, [second, otherPath] as const])
      if (chart && path?.trace === chart.trace) known.set(chart.key, path.value);
    return known;
  }, [main, second, ownPath, otherPath]);
  return main && scene && { scene, main, paths };
}

const chartOf = (key: string, label: string, { trace, value }: Derived<ChartData>): Chart => ({
  key,
  label,
  trace,
  ...value,
});
