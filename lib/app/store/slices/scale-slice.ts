import type { StrategyName } from "@/lib/model/strategy";
import type { RunResult } from "../../run/run";
import { type MeasuredPoint, pointOf, pointsToMeasure, settingsAt } from "../../run/scale-points";
import type { CompileSlice } from "./compile-slice";
import type { RunSlice } from "./run-slice";
import type { Change, Read } from "./slice";

export interface ScaleSlice {
  /** Runs at other numbers of workers, of the results `scaleOf`; of others they say nothing. */
  readonly scale: ScaleRuns | undefined;
  /** Runs what the results are of again, under this strategy, at 1, 2, 4 … workers. A point appears as it is known. */
  measureScale(strategy: StrategyName): Promise<void>;
}

export interface ScaleRuns {
  readonly of: RunResult;
  readonly points: ReadonlyMap<StrategyName, readonly MeasuredPoint[]>;
  /** Why there is no point for a number of workers. */
  readonly problem: string | undefined;
  /** Where measuring stands; undefined when none goes on. */
  readonly going: MeasureProgress | undefined;
}

/** Which number of workers is being measured, the how manieth of how many. */
export interface MeasureProgress {
  readonly strategy: StrategyName;
  readonly workers: number;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
}

type State = ScaleSlice & RunSlice & CompileSlice;

export function createScaleSlice(set: Change<ScaleSlice>, get: Read<State>): ScaleSlice {
  return {
    scale: undefined,
    async measureScale(strategy) {
      const { results } = get();
      if (results === undefined || results.partial) return;
      const { result: of } = results;
      const { settings, environment } = of.report;
      const show = (change: Partial<ScaleRuns>): void => {
        const known = get().scale;
        const mine =
          known?.of === of ? known : { of, points: new Map(), problem: undefined, going: undefined };
        if (get().results?.result === of) set({ scale: { ...mine, ...change } });
      };
      await get().aside(async (start) => {
        const compiled = await get().compile();
        if (!compiled.ok) return;
        let lastMs = of.report.strategies.find((each) => each.strategy === strategy)?.wallMs.median ?? 0;
        show({ problem: undefined, points: new Map(get().scale?.points).set(strategy, []) });
        // From the most workers down: the quick ones first.
        const steps = pointsToMeasure(settings.workers, environment.cores).toReversed();
        for (const [at, workers] of steps.entries()) {
          show({ going: { strategy, workers, step: at + 1, steps: steps.length } });
          const result = await start({
            program: compiled.program,
            inputs: { ...of.report.inputs },
            settings: settingsAt(settings, strategy, workers, lastMs),
          });
          if (result === undefined) return;
          const point = pointOf(result, strategy, workers);
          if (point === undefined) {
            const error = result.report.strategies[0]?.error?.message ?? "it did not come to its end";
            return show({ problem: `With ${workers} workers: ${error}` });
          }
          lastMs = point.median;
          const points = [...(get().scale?.points.get(strategy) ?? []), point];
          show({ points: new Map(get().scale?.points).set(strategy, points) });
        }
      });
      if (get().scale?.of === of) show({ going: undefined });
    },
  };
}
