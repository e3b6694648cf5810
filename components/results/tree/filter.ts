import { startAt } from "@/components/results/shared/span/span";
import { STATUSES } from "@/lib/model/status";
import { isCached, isReused, keyAt, kindAt, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

export const FILTERS = ["all", "failed", "retried", "cached", "slowest"] as const;
export type Filter = (typeof FILTERS)[number];

const SLOWEST_MAX_ROWS = 100;

const FAILED = STATUSES.indexOf("failed");
const INTERRUPTED = STATUSES.indexOf("interrupted");

interface Search {
  readonly names: Uint8Array;
  readonly text: string;
  /** A whole number also finds the item with that index. */
  readonly index: number;
}

function readSearch(trace: Trace, search: string): Search | null {
  const text = search.trim().toLowerCase();
  if (text === "") return null;
  const bracketed = /^(.*?)\[(\d+)\]$/.exec(text);
  const name = bracketed?.[1] ?? text;
  const digits = bracketed?.[2] ?? (/^\d+$/.test(text) ? text : "");
  const names = Uint8Array.from(trace.names, (each) => (each.toLowerCase().includes(name) ? 1 : 0));
  return { names, text, index: digits === "" ? -1 : Number(digits) };
}

function found(trace: Trace, row: number, search: Search): boolean {
  const named = search.names[trace.name[row] as number] === 1;
  const bracketed = search.text.endsWith("]") && search.index >= 0;
  if (bracketed ? named && trace.index[row] === search.index : named) return true;
  if (!bracketed && search.index >= 0 && trace.index[row] === search.index) return true;
  return keyAt(trace, row)?.toLowerCase().includes(search.text) ?? false;
}

function passes(trace: Trace, row: number, filter: Filter): boolean {
  switch (filter) {
    case "all":
    case "slowest":
      return true;
    case "failed":
      return trace.status[row] === FAILED || trace.status[row] === INTERRUPTED;
    case "retried":
      return (trace.attempt[row] as number) > 1;
    case "cached":
      return isCached(trace, row) || isReused(trace, row);
  }
}

interface Matches {
  /** 1 for matching rows and their ancestors. */
  readonly keep: Uint8Array;
  readonly rows: Int32Array;
}

/** @param only ids of the spans among which to look */
export function matchesOf(
  trace: Trace,
  filter: Filter,
  search: string,
  only?: readonly number[] | undefined,
): Matches {
  const ids = only && new Set(only);
  const keep = new Uint8Array(trace.count);
  const rows = new Int32Array(trace.count);
  const wanted = readSearch(trace, search);
  let count = 0;
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.attemptOf[row] as number) >= 0 || ids?.has(trace.id[row] as number) === false) continue;
    if (!passes(trace, row, filter) || (wanted && !found(trace, row, wanted))) continue;
    keep[row] = 1;
    rows[count] = row;
    count += 1;
  }
  // A parent comes before its children, so one pass backwards reaches all ancestors of a match.
  for (let row = trace.count - 1; row > 0; row -= 1) {
    const up = trace.parent[row] as number;
    if (keep[row] === 1 && up >= 0) keep[up] = 1;
  }
  for (let row = 0; row < trace.count; row += 1) {
    const span = trace.attemptOf[row] as number;
    if (span >= 0 && keep[span] === 1) keep[row] = 1;
  }
  return { keep, rows: rows.slice(0, count) };
}

/** Kinds with their own work; a workflow is as slow as what it calls. */
const WORKS: ReadonlySet<string> = new Set(["task", "process", "trace", "dynamic"]);

/** The slowest of these rows, slowest first, equal ones in the order of their start. */
export function slowestOf(trace: Trace, rows: Int32Array, most = SLOWEST_MAX_ROWS): Int32Array {
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

export function beginsWith(trace: Trace, row: number, typed: string): boolean {
  const lower = typed.toLowerCase();
  const key = keyAt(trace, row)?.toLowerCase();
  return nameAt(trace, row).toLowerCase().startsWith(lower) || (key?.startsWith(lower) ?? false);
}
