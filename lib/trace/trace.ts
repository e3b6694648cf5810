import type { TrialInfo } from "@/lib/model/run";
import type { Lane, LogLine, SpanError, SpanNote } from "@/lib/protocol/rows";
import type { Columns } from "./columns";
import type { RecordInfo } from "./record-info";

/**
 * Everything recorded of one trial, in columns: row r of every array is one span. Rows are in the order in which their
 * spans first arrived; a parent always comes before its children. Built by `TraceBuilder`.
 *
 * Attempts before the last are rows of their own with `attemptOf` set to the span's row; they are not children.
 */
export interface Trace extends Columns {
  readonly info: TrialInfo;
  readonly count: number;
  readonly names: readonly string[];
  readonly notes: ReadonlyMap<number, SpanNote>;
  readonly errors: ReadonlyMap<number, SpanError>;
  readonly lanes: readonly Lane[];
  /** Those of workers that were started for one call each are not among them: `withWorkerLanes` adds them. */
  readonly lanesFollow?: boolean | undefined;
  readonly logs: readonly LogLine[];
  readonly logsDropped: number;
  /** ms from the trial's start to its end; while running, the newest time recorded. */
  readonly wallMs: number;
  /** Most workers the trial was allowed at the same time (settings.workers), for bounds. */
  readonly workers: number;
  /** Of a trial that another tool recorded. */
  readonly record?: RecordInfo | undefined;
}

/** Of a trial that another tool recorded. */
export type RecordedTrace = Trace & { readonly record: RecordInfo };
