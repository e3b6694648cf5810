/** What the user assumes that no browser can measure. Stored across views, programs and visits. */
export interface Assumptions {
  /** Dollars. */
  readonly pricePerOpRun: number;
}

export const NO_ASSUMPTIONS: Assumptions = { pricePerOpRun: 0 };
