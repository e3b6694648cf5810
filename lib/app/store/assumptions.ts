/** What somebody assumes of a platform: figures that no browser can measure. Kept across views, programs and visits. */
export interface Assumptions {
  /** Dollars. */
  readonly pricePerOpRun: number;
  /** Figures in place of a preset's, ms, by the platform's id. */
  readonly platforms: Readonly<Record<string, PlatformFigures>>;
}

export interface PlatformFigures {
  readonly spawnMs: number;
  readonly transferMs: number;
}

export const NO_ASSUMPTIONS: Assumptions = { pricePerOpRun: 0, platforms: {} };
