import type { LogLine, SpanBatch, SpanNote } from "./rows";

/** What has been recorded since the last one. */
export interface Flush {
  readonly batch?: SpanBatch;
  readonly notes?: readonly SpanNote[];
  readonly logs?: readonly LogLine[];
  /** Of the driver. */
  readonly results?: KeptResults | undefined;
}

/** Results that another run can reuse. */
export interface KeptResults {
  /** See `reuseNames` in lib/runner/host/identity.ts. */
  readonly names: Float64Array;
  readonly values: readonly unknown[];
}
