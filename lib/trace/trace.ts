import type { Lane, LogLine, SpanError, SpanNote } from "@/lib/protocol/rows";

/**
 * Everything recorded of one run, in columns: row r of every array is one span. Rows are in the order in which the
 * spans were first heard of; a parent always stands before its children. Built by `TraceBuilder`.
 *
 * Attempts before the last are rows of their own with `attemptOf` set to the span's row; they are not children.
 */
export interface Trace {
  readonly count: number;
  readonly id: Float64Array;
  /** Row of the parent; -1 for the entry. */
  readonly parent: Int32Array;
  /** For an earlier attempt: the row of its span. -1 for spans. */
  readonly attemptOf: Int32Array;
  /** Index into `names`. */
  readonly name: Uint32Array;
  /** Index into KINDS. */
  readonly kind: Uint8Array;
  /** Index into STATUSES. */
  readonly status: Uint8Array;
  /** FLAG_* bits. */
  readonly flags: Uint8Array;
  /** Index into STRATEGIES: the strategy that carried out this call. */
  readonly strategy: Uint8Array;
  /** Position in its map; -1 outside a map. */
  readonly index: Int32Array;
  /** From 1: the attempt this row describes (for a span's row: its last). */
  readonly attempt: Uint16Array;
  /** Lane; -1 none. */
  readonly worker: Int32Array;
  /** ms since the run's start; NaN where it did not happen. */
  readonly issued: Float64Array;
  readonly dispatched: Float64Array;
  readonly received: Float64Array;
  readonly started: Float64Array;
  readonly ended: Float64Array;
  readonly settled: Float64Array;
  readonly bytesIn: Float64Array;
  readonly bytesOut: Float64Array;
  readonly names: readonly string[];
  /** By row. */
  readonly notes: ReadonlyMap<number, SpanNote>;
  readonly errors: ReadonlyMap<number, SpanError>;
  readonly lanes: readonly Lane[];
  readonly logs: readonly LogLine[];
  readonly logsDropped: number;
  /** ms from the run's start to its end; while running, the time of the newest news. */
  readonly wallMs: number;
  /** How many workers at once the run was allowed (settings.workers), for bounds. */
  readonly workers: number;
}
