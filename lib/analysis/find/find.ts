import { STATUSES } from "@/lib/model/status";
import { isCached, isReused, kindAt } from "@/lib/trace/row";
import { startAt } from "@/lib/trace/span-times";
import type { Trace } from "@/lib/trace/trace";
import { readSearch } from "./read-search";
import { type RowTest, testOf } from "./terms";

export const FILTERS = ["all", "failed", "retried", "cached", "slowest"] as const;
export type Filter = (typeof FILTERS)[number];

const SLOWEST_MAX_ROWS = 100;

const FAILED = STATUSES.indexOf("failed");
const INTERRUPTED = STATUSES.indexOf("interrupted");

/** By row: one bit for each status with which an earlier attempt of the span ended. Attempts are separate rows. */
function earlierStatuses(trace: Trace): Uint8Array {
  const bits = new Uint8Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    const span = trace.attemptOf[row] as number;
    if (span >= 0) bits[span] = (bits[span] as number) | (1 << (trace.status[row] as number));
  }
  return bits;
}

const HAS_FAILED = (1 << FAILED) | (1 << INTERRUPTED);

function filterTest(trace: Trace, filter: Filter, before: () => Uint8Array): RowTest | undefined {
  switch (filter) {
    case "all":
    case "slowest":
      return undefined;
    case "failed": {
      const earlier = before();
      return (row) => (((earlier[row] as number) | (1 << (trace.status[row] as number))) & HAS_FAILED) !== 0;
    }
    case "retried":
      return (row) => (trace.attempt[row] as number) > 1;
    case "cached":
      return (row) => isCached(trace, row) || isReused(trace, row);
  }
}

export const MATCH = 2;
const AROUND = 1;

export interface Wanted {
  readonly filter: Filter;
  readonly search: string;
  /** Ids of the spans among which to look. Absent: all. */
  readonly only?: readonly number[] | undefined;
}

export interface Found {
  /** What was asked: "slowest" has its own order. */
  readonly filter: Filter;
  /** By row: `MATCH`, `AROUND` for ancestors of a match and its earlier attempts, else 0. */
  readonly keep: Uint8Array;
  readonly rows: Int32Array;
  /** Of a part of the search that cannot be read. */
  readonly problem?: string | undefined;
}

export function find(trace: Trace, { filter, search, only }: Wanted): Found {
  const ids = only && new Set(only);
  const keep = new Uint8Array(trace.count);
  const rows = new Int32Array(trace.count);
  const { terms, problem } = readSearch(search);
  let known: Uint8Array | undefined;
  const before = (): Uint8Array => {
    known ??= earlierStatuses(trace);
    return known;
  };
  const passes = filterTest(trace, filter, before);
  const tests = terms.map((term) => testOf(trace, term, before));
  let count = 0;
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.attemptOf[row] as number) >= 0 || ids?.has(trace.id[row] as number) === false) continue;
    if (passes?.(row) === false || !tests.every((test) => test(row))) continue;
    keep[row] = MATCH;
    rows[count] = row;
    count += 1;
  }
  // A parent comes before its children, so one pass backwards reaches all ancestors of a match.
  for (let row = trace.count - 1; row > 0; row -= 1) {
    const up = trace.parent[row] as number;
    if (keep[row] !== 0 && up >= 0 && keep[up] === 0) keep[up] = AROUND;
  }
  for (let row = 0; row < trace.count; row += 1) {
    const span = trace.attemptOf[row] as number;
    if (span >= 0 && keep[span] === MATCH) keep[row] = AROUND;
  }
  const matching = rows.slice(0, count);
  return { filter, keep, rows: filter === "slowest" ? slowestOf(trace, matching) : matching, problem };
}

/** Kinds with their own work; a workflow is as slow as what it calls. */
const WORKS: ReadonlySet<string> = new Set(["task", "process", "trace", "dynamic"]);

/** The slowest of these rows, slowest first, equal ones in the order of their start. */
function slowestOf(trace: Trace, rows: Int32Array, most = SLOWEST_MAX_ROWS): Int32Array {
  const duration = (row: number): number => (trace.ended[row] as number) - (trace.started[row] as number);
  const done = rows.filter((row) => WORKS.has(kindAt(trace, row)) && !Number.isNaN(duration(row)));
  const durations = Float64Array.from(done, duration).sort();
  // Sorting 100,000 rows by a comparison is slow, sorting numbers is not: so only rows that can be in the list are sorted.
  const least = durations[Math.max(0, durations.length - most)] ?? 0;
  return done
    .filter((row) => duration(row) >= least)
    .sort((a, b) => duration(b) - duration(a) || startAt(trace, a) - startAt(trace, b))
    .slice(0, most);
}
