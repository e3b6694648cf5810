import type { MeasuredPoint } from "../../run/scale-points";
import type { MeasureState } from "./measure-scale";
import type { Change, Read } from "./slice";

export interface ScaleSlice {
  readonly scale: ScaleMeasurements | undefined;
  /** Measures a trial of the active run again, at 1, 2, 4 … workers. A point appears as soon as it is known. */
  measureScale(trialId: string): Promise<void>;
}

export interface ScaleMeasurements {
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
  readonly step: number;
  readonly steps: number;
}

export function createScaleSlice(set: Change<MeasureState>, get: Read<MeasureState>): ScaleSlice {
  return {
    scale: undefined,
    measureScale: async (trialId) => (await import("./measure-scale")).measureScale(set, get, trialId),
  };
}
