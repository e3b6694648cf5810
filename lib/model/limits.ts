/** Bounds of one trial that the runtime and the engine both hold; docs/architecture.md lists them all. */
export const MAX_DEPTH = 256;
export const MAX_SPANS = 1_000_000;

/** Workers alive in a measured trial, the driver not among them. */
export const MAX_WORKERS = 64;
/** Workers of an imported or simulated trial. */
export const MAX_IMPORTED_WORKERS = 100_000;
export const MAX_SIMULATED_SPANS = 10_000_000;

export const tooManySpans = (most: number): string =>
  `this run would record more than ${most.toLocaleString("en")} spans`;

const MIB = 1024 * 1024;

/** Bounds of a trace file; docs/trace-format.md lists them. */
export const TRACE_FILE_MAX_BYTES = 64 * MIB;
/** Of its text, unpacked. */
export const TRACE_FILE_MAX_TEXT_BYTES = 256 * MIB;
export const TRACE_FILE_MAX_TRIALS = 64;
/** Of all its trials together. */
export const TRACE_FILE_MAX_ROWS = 2 * MAX_SPANS;

/** Ten years, ms: no time in a trace is farther from its start. */
export const MAX_TRACE_MS = 10 * 366 * 24 * 3_600_000;
