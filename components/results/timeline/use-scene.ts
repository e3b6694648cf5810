"use client";

import { useMemo } from "react";
import { useSteady } from "@/components/results/rows/use-steady";
import { type CriticalPath, criticalPathOf } from "@/lib/analysis/critical-path";
import type { Strategy } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";
import type { LayoutMode } from "./layout";
import { type Chart, chartOf, type Scene, sceneOf } from "./scene";

export interface SceneOptions {
  readonly shown: Strategy;
  readonly trace: Trace;
  readonly running: boolean;
  readonly mode: LayoutMode;
  /** A second run under the first one. */
  readonly beside: { readonly strategy: Strategy; readonly trace: Trace } | undefined;
  readonly withPath: boolean;
}

export interface TimelineScene {
  readonly scene: Scene;
  readonly main: Chart;
  /** By key of a chart. */
  readonly paths: ReadonlyMap<string, CriticalPath>;
}

const NO_PATHS: ReadonlyMap<string, CriticalPath> = new Map();

/** The charts to draw. A running trace is laid out anew only as often as its size allows. */
export function useScene({
  shown,
  trace: latest,
  running,
  mode,
  beside,
  withPath,
}: SceneOptions): TimelineScene {
  const { value: trace, spent } = useSteady(latest, running);
  const main = useMemo(() => {
    const from = performance.now();
    const chart = chartOf(shown, shown, trace, mode);
    spent(performance.now() - from);
    return chart;
  }, [shown, trace, mode, spent]);
  const strategy = beside?.strategy;
  const other = beside?.trace;
  const second = useMemo(
    () => (strategy && other ? chartOf(strategy, strategy, other, mode) : undefined),
    [strategy, other, mode],
  );
  const scene = useMemo(() => sceneOf(second ? [main, second] : [main]), [main, second]);
  const paths = useMemo(() => {
    if (!withPath || running) return NO_PATHS;
    return new Map(scene.placed.map(({ chart }) => [chart.key, criticalPathOf(chart.trace)]));
  }, [scene, withPath, running]);
  return { scene, main, paths };
}
