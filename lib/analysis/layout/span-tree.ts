import { attemptsOf, type Children, childrenOf } from "@/lib/trace/children";
import type { Trace } from "@/lib/trace/trace";
import { type Order, ordered } from "../find/order";
import { countStatuses } from "./status-counts";
import { taskRanks } from "./task-ranks";

/** The children of each row of the tree: its earlier attempts, then its calls in the order issued. */
export interface SpanTree {
  readonly children: Children;
  readonly attempts: ReadonlyMap<number, readonly number[]>;
  readonly roots: Int32Array;
  readonly count: number;
  /** Rows that are spans and not earlier attempts. */
  readonly spans: number;
}

export function spanTreeOf(trace: Trace): SpanTree {
  const roots: number[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.parent[row] as number) < 0 && (trace.attemptOf[row] as number) < 0) roots.push(row);
    // The entry is the first row; only a broken recording has others without a parent, near the start.
    else if (row > 1000) break;
  }
  const attempts = attemptsOf(trace);
  let spans = trace.count;
  for (const earlier of attempts.values()) spans -= earlier.length;
  return { children: childrenOf(trace), attempts, roots: Int32Array.from(roots), count: trace.count, spans };
}

export function childCount(tree: SpanTree, row: number): number {
  if (row >= tree.count) return 0;
  const { offsets } = tree.children;
  return (offsets[row + 1] as number) - (offsets[row] as number) + (tree.attempts.get(row)?.length ?? 0);
}

export function eachChild(tree: SpanTree, row: number, visit: (child: number) => void): void {
  for (const attempt of tree.attempts.get(row) ?? []) visit(attempt);
  const { offsets, rows } = tree.children;
  for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at += 1) visit(rows[at] as number);
}

/** What the tree view shows besides the columns of a trace. Plain data: it may come from another thread. */
export interface TreeData {
  readonly tree: SpanTree;
  /** By row and status, see `countStatuses`. */
  readonly counts: Int32Array;
  /** By name, see `taskRanks`. */
  readonly ranks: Int32Array;
}

export function treeDataOf(trace: Trace, order?: Order): TreeData {
  const tree = spanTreeOf(trace);
  return {
    tree: order ? { ...tree, children: ordered(trace, tree.children, order) } : tree,
    counts: countStatuses(trace),
    ranks: taskRanks(trace),
  };
}
