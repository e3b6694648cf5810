/** What the user assumes about platforms: figures that no browser can measure. Stored across views, programs and visits. */
export interface Assumptions {
  /** Dollars. */
  readonly pricePerOpRun: number;
  /** ms, instead of a preset's figures, by the platform's id. */
  readonly platforms: Readonly<Record<string, PlatformFigures>>;
}

export interface PlatformFigures {
  readonly startMs: number;
  readonly transferMs: number;
}

export const NO_ASSUMPTIONS: Assumptions = { pricePerOpRun: 0, platforms: {} };
