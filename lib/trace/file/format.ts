import type { Report } from "@/lib/protocol/report";
import type { ColumnName } from "../columns";
import type { Trace } from "../trace";

/** docs/trace-format.md describes the format. */
export const FORMAT = "fanout-trace";
export const VERSION = 1;

/** One or several trials, and what their traces do not hold. */
export interface TraceFile {
  readonly run?: FileRun;
  readonly trials: readonly Trace[];
}

/** What started the trials, and how they ended. */
export interface FileRun {
  readonly code: string;
  /** Of the code; one that this version does not know cannot be opened. */
  readonly language: string;
  readonly report: Report;
}

/** A number, null for one that is not known, or a pair: a number and how often it follows. */
export type Item = number | null | readonly [number | null, number];

/** Values as they are, or each as its difference to the one before, in units of 1 / `scale`. */
type EncodedColumn =
  | { readonly values: readonly Item[] }
  | { readonly deltas: readonly Item[]; readonly scale?: number };

export type EncodedColumns = Readonly<Record<ColumnName, EncodedColumn>>;
