/** Bounds of one trial that the runtime and the engine both hold; docs/architecture.md lists them all. */
export const MAX_DEPTH = 256;
export const MAX_SPANS = 1_000_000;

/** Workers alive in a measured trial, the driver not among them. */
export const MAX_WORKERS = 64;
/** The same of a simulated or imported trial. */
export const MAX_SIMULATED_WORKERS = 100_000;
export const MAX_SIMULATED_SPANS = 10_000_000;

export const tooManySpans = (most: number): string =>
  `this run would record more than ${most.toLocaleString("en")} spans`;
