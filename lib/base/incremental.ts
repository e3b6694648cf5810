/** Work in steps, so that a page can respond between two of them. */
export type Incremental<T> = Generator<undefined, T>;

/** Rows between two steps: a few ms of any work per row. */
export const ROWS_PER_STEP = 16_384;

/** @param value plain data, which has no `next`, or steps to it */
export const isIncremental = <T>(value: T | Incremental<T>): value is Incremental<T> =>
  typeof value === "object" && value !== null && "next" in value;

export function runToEnd<T>(steps: Incremental<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
