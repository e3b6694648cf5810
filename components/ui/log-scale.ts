/** A slider's way through several powers of ten: equal steps multiply by the same factor. */
export interface LogScale {
  /** The least figure above 0, and the greatest. */
  readonly min: number;
  readonly max: number;
  /** The first position stands for 0. */
  readonly zero?: boolean;
  /** Positions from 0 to this, whole numbers. */
  readonly steps: number;
}

/** @returns three significant digits at most. @param position 0 to `steps` */
export function valueAt({ min, max, zero = false, steps }: LogScale, position: number): number {
  if (zero && position <= 0) return 0;
  const from = zero ? 1 : 0;
  const share = Math.min(1, Math.max(0, (position - from) / (steps - from)));
  return Number((min * (max / min) ** share).toPrecision(3));
}

export function positionOf({ min, max, zero = false, steps }: LogScale, value: number): number {
  const from = zero ? 1 : 0;
  if (zero && value < min / 2) return 0;
  if (!(value > min)) return from;
  const share = Math.log(Math.min(value, max) / min) / Math.log(max / min);
  return Math.round(from + share * (steps - from));
}
