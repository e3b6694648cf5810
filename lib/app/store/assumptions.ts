/** What the user assumes that no browser can measure. Stored across views, programs and visits. */
export interface Assumptions {
  /** Dollars. */
  readonly pricePerOpRun: number;
  /** Cores of the host of a recorded run, which no record says. */
  readonly recordCores?: number;
}

export const NO_ASSUMPTIONS: Assumptions = { pricePerOpRun: 0 };
