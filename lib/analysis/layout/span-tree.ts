import { attemptsOf, type Children, childrenOf } from "@/lib/trace/children";
import type { Trace } from "@/lib/trace/trace";
import { countStatuses } from "./status-counts";

/** What stands under each row of the tree: its earlier attempts, then its children in the order issued. */
export interface SpanTree {
  readonly children: Children;
  readonly attempts: ReadonlyMap<number, readonly number[]>;
  readonly roots: Int32Array;
  /** Rows of the trace. */
  readonly count: number;
  /** Rows that are spans and not earlier attempts. */
  readonly spans: number;
}

export function spanTreeOf(trace: Trace): SpanTree {
  const roots: number[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.parent[row] as number) < 0 && (trace.attemptOf[row] as number) < 0) roots.push(row);
    // The entry is the first row; others without a parent are only there in a broken recording, near the start.
    else if (row > 1000) break;
  }
  const attempts = attemptsOf(trace);
  let spans = trace.count;
  for (const earlier of attempts.values()) spans -= earlier.length;
  return { children: childrenOf(trace), attempts, roots: Int32Array.from(roots), count: trace.count, spans };
}

/** How many rows stand directly under this one when it is open. */
export function childCount(shape: SpanTree, row: number): number {
  if (row >= shape.count) return 0;
  const { offsets } = shape.children;
  return (offsets[row + 1] as number) - (offsets[row] as number) + (shape.attempts.get(row)?.length ?? 0);
}

/** Calls `visit` for each row directly under `row`, in order. */
export function eachChild(shape: SpanTree, row: number, visit: (child: number) => void): void {
  for (const attempt of shape.attempts.get(row) ?? []) visit(attempt);
  const { offsets, rows } = shape.children;
  for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at += 1) visit(rows[at] as number);
}

/** All that the tree shows of a trace, apart from its rows' own columns. Plain data: it may come from another thread. */
export interface TreeData {
  readonly shape: SpanTree;
  /** By row and status, see `tally`. */
  readonly counts: Int32Array;
  /** Most bytes that one row sent and got. */
  readonly mostBytes: number;
}

export function treeDataOf(trace: Trace): TreeData {
  let mostBytes = 0;
  for (let row = 0; row < trace.count; row += 1) {
    const moved = (trace.bytesIn[row] as number) + (trace.bytesOut[row] as number);
    if (moved > mostBytes) mostBytes = moved;
  }
  return { shape: spanTreeOf(trace), counts: countStatuses(trace), mostBytes };
}
