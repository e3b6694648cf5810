import { REPORT_MAX_DEPTH, REPORT_MAX_NODES } from "@/lib/model/limits";
import type { TreeNode } from "@/lib/protocol/report";
import { childrenOf } from "@/lib/trace/children";
import { bodyEnd, isCached, isReused, kindAt, nameAt, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { attemptCounts } from "./counts";

/**
 * The tree of a trial, children in the order issued. Past `limit` nodes it is cut breadth-first, and each node with
 * missing children says how many spans that leaves out. Times in ms, to a thousandth.
 */
export function treeOf(trace: Trace, limit = REPORT_MAX_NODES): TreeNode | undefined {
  if (trace.count === 0) return undefined;
  const { offsets, rows } = childrenOf(trace);
  const attempts = attemptCounts(trace);
  const sizes = subtreeSizes(trace);
  const starts = firstStarts(trace);
  const root = nodeOf(trace, 0, attempts, starts);
  const order: Placed[] = [{ row: 0, node: root, depth: 1 }];
  for (let i = 0; i < order.length; i += 1) {
    const { row, node, depth } = order[i] as Placed;
    let omitted = 0;
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at += 1) {
      const child = rows[at] as number;
      if (order.length >= limit || depth >= REPORT_MAX_DEPTH) omitted += sizes[child] as number;
      else {
        const next = nodeOf(trace, child, attempts, starts);
        node.children.push(next);
        order.push({ row: child, node: next, depth: depth + 1 });
      }
    }
    if (omitted > 0) node.omitted = omitted;
  }
  return root;
}

interface Placed {
  readonly row: number;
  readonly node: TreeNode;
  readonly depth: number;
}

function subtreeSizes(trace: Trace): Uint32Array {
  const sizes = new Uint32Array(trace.count);
  // A parent comes before its children, so from the end each row is complete when it is added.
  for (let row = trace.count - 1; row >= 0; row -= 1) {
    if ((trace.attemptOf[row] as number) >= 0) continue;
    sizes[row] = (sizes[row] as number) + 1;
    const up = trace.parent[row] as number;
    if (up >= 0) sizes[up] = (sizes[up] as number) + (sizes[row] as number);
  }
  return sizes;
}

/** ms at which each span began: its first attempt's start, or its issue where it has no body. */
function firstStarts(trace: Trace): Float64Array {
  const starts = new Float64Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    const started = trace.started[row] as number;
    starts[row] = Number.isNaN(started) ? (trace.issued[row] as number) : started;
  }
  for (let row = 0; row < trace.count; row += 1) {
    const span = trace.attemptOf[row] as number;
    if (span >= 0 && !((starts[span] as number) <= (starts[row] as number)))
      starts[span] = starts[row] as number;
  }
  return starts;
}

function nodeOf(trace: Trace, row: number, attempts: Uint32Array, starts: Float64Array): TreeNode {
  const index = trace.index[row] as number;
  const worker = trace.worker[row] as number;
  const key = trace.notes.get(row)?.key;
  const settled = trace.settled[row] as number;
  const known = Number.isNaN(starts[row]) ? settled : (starts[row] as number);
  const start = Number.isNaN(known) ? 0 : known;
  const status = statusAt(trace, row);
  const never = status === "skipped" || Number.isNaN(known);
  return {
    kind: kindAt(trace, row),
    name: nameAt(trace, row),
    ...(key === undefined ? {} : { key }),
    ...(index < 0 ? {} : { index }),
    status,
    attempts: attempts[row] as number,
    ...(isCached(trace, row) && { cached: true }),
    ...(isReused(trace, row) && { replayed: true }),
    startMs: thousandth(start),
    durationMs: never ? 0 : thousandth(Math.max(0, bodyEnd(trace, row) - start)),
    ...(worker < 0 ? {} : { worker }),
    children: [],
  };
}

const thousandth = (ms: number): number => Math.round(ms * 1_000) / 1_000;
