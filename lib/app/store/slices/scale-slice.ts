import { type MeasuredPoint, pointOf, pointsToMeasure, settingsAt } from "../../run/scale-points";
import type { CompileSlice } from "./compile-slice";
import type { RunSlice } from "./run-slice";
import type { RunsSlice } from "./runs-slice";
import type { Change, Read } from "./slice";

export interface ScaleSlice {
  /** What was measured of the active run at other numbers of workers. */
  readonly scale: ScaleMeasurements | undefined;
  /** Measures a trial of the active run again, at 1, 2, 4 … workers. A point appears as soon as it is known. */
  measureScale(trialId: string): Promise<void>;
}

export interface ScaleMeasurements {
  /** The run that was measured again. */
  readonly runId: string;
  readonly trials: readonly MeasuredTrialPoints[];
  /** Why there is no point for a number of workers. */
  readonly problem: string | undefined;
  /** Undefined when nothing is being measured. */
  readonly measuring: MeasureProgress | undefined;
}

export interface MeasuredTrialPoints {
  readonly trialId: string;
  readonly points: readonly MeasuredPoint[];
}

/** The worker count being measured, and the step. */
export interface MeasureProgress {
  readonly trialId: string;
  readonly workers: number;
  /** From 1. */
  readonly step: number;
  readonly steps: number;
}

type State = ScaleSlice & RunSlice & RunsSlice & CompileSlice;

export function createScaleSlice(set: Change<State>, get: Read<State>): ScaleSlice {
  return {
    scale: undefined,
    async measureScale(trialId) {
      const { runs, activeRunId = "" } = get();
      const run = runs[activeRunId];
      const trial = run?.trials.find(({ info }) => info.trialId === trialId);
      const strategy = trial?.info.strategy;
      if (run === undefined || trial === undefined || strategy === undefined || !run.complete) return;
      const { settings, environment, inputs } = run.report;
      let points: readonly MeasuredPoint[] = [];
      const publish = (change: Partial<ScaleMeasurements>): void =>
        set(({ scale, activeRunId: active }) => {
          if (active !== run.id) return {};
          const known = scale?.runId === run.id ? scale : undefined;
          const others = known?.trials.filter((each) => each.trialId !== trialId) ?? [];
          const { problem, measuring } = known ?? { problem: undefined, measuring: undefined };
          return {
            scale: { runId: run.id, problem, measuring, trials: [...others, { trialId, points }], ...change },
          };
        });
      await get().runOther(async (start) => {
        const compiled = await get().compile();
        if (!compiled.ok) return;
        let lastMs = trial.report.wallMs.median;
        // From the most workers down: the quick ones first.
        const steps = pointsToMeasure(settings.workers, environment.cores).toReversed();
        for (const [at, workers] of steps.entries()) {
          publish({ problem: undefined, measuring: { trialId, workers, step: at + 1, steps: steps.length } });
          const result = await start({
            program: compiled.program,
            inputs: { ...inputs },
            settings: settingsAt(settings, strategy, workers, lastMs),
          });
          if (result === undefined) break;
          const point = pointOf(result, strategy, workers);
          if (point === undefined) {
            const error = result.report.strategies[0]?.error?.message ?? "it did not come to its end";
            return publish({ problem: `With ${workers} workers: ${error}`, measuring: undefined });
          }
          lastMs = point.median;
          points = [...points, point];
          publish({});
        }
        publish({ measuring: undefined });
      });
    },
  };
}
