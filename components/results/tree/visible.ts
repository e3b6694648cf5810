import { childCount, eachChild, type SpanTree } from "@/lib/analysis/layout/span-tree";

/** Rows with up to this many children are open by default. */
export const OPEN_MAX_CHILDREN = 50;

/** Which rows are open. Keyed by row: a row's number never changes within a trial. */
export interface Folding {
  /** Other rows: those with few children are open, or all, or none. */
  readonly rest: "few" | "all" | "none";
  readonly rows: ReadonlyMap<number, boolean>;
}

export const UNFOLDED: Folding = { rest: "few", rows: new Map() };

export function withRow(folding: Folding, row: number, open: boolean): Folding {
  return { rest: folding.rest, rows: new Map(folding.rows).set(row, open) };
}

interface Sight {
  readonly open: (row: number) => boolean;
  /** 0 for rows that are not shown. Absent: all are. */
  readonly keep?: Uint8Array | undefined;
}

export function isOpen(spanTree: SpanTree, folding: Folding, row: number): boolean {
  const children = childCount(spanTree, row);
  if (children === 0) return false;
  return (
    folding.rows.get(row) ?? (folding.rest === "few" ? children <= OPEN_MAX_CHILDREN : folding.rest === "all")
  );
}

/**
 * The visible rows of the tree, from top to bottom, in typed arrays. Opening and closing a row moves the rows below it with
 * `copyWithin`, so that it costs only as much as it shows or hides.
 */
export interface Visible {
  readonly count: number;
  readonly rows: Int32Array;
  readonly depth: Uint16Array;
  /** Position among its siblings, from 1. */
  readonly place: Int32Array;
  readonly siblings: Int32Array;
}

type Growing = { -readonly [Name in keyof Visible]: Visible[Name] };

const COLUMNS = ["rows", "depth", "place", "siblings"] as const;

function copyInto(to: Growing, from: Visible, at: number): void {
  for (const name of COLUMNS) to[name].set(from[name].subarray(0, from.count), at);
}

function allocate(capacity: number): Growing {
  return {
    count: 0,
    rows: new Int32Array(capacity),
    depth: new Uint16Array(capacity),
    place: new Int32Array(capacity),
    siblings: new Int32Array(capacity),
  };
}

function widened(from: Growing, capacity: number): Growing {
  const to = allocate(capacity);
  copyInto(to, from, 0);
  to.count = from.count;
  return to;
}

/** Appends the visible descendants of `roots`. An explicit stack: a tree may be 256 deep and 100,000 wide. */
function walk(
  into: Growing,
  spanTree: SpanTree,
  sight: Sight,
  roots: readonly number[] | Int32Array,
  depth: number,
): Growing {
  let out = into;
  const rows: number[] = [];
  const depths: number[] = [];
  const places: number[] = [];
  const siblings: number[] = [];
  const push = (children: readonly number[] | Int32Array, level: number): void => {
    for (let at = children.length - 1; at >= 0; at -= 1) {
      rows.push(children[at] as number);
      depths.push(level);
      places.push(at + 1);
      siblings.push(children.length);
    }
  };
  push(roots, depth);
  const under: number[] = [];
  while (rows.length > 0) {
    const row = rows.pop() as number;
    const level = depths.pop() as number;
    if (out.count === out.rows.length) out = widened(out, Math.max(64, out.count * 2));
    out.rows[out.count] = row;
    out.depth[out.count] = level;
    out.place[out.count] = places.pop() as number;
    out.siblings[out.count] = siblings.pop() as number;
    out.count += 1;
    if (!sight.open(row)) continue;
    under.length = 0;
    eachChild(spanTree, row, (child) => {
      if (sight.keep === undefined || (sight.keep[child] ?? 0) > 0) under.push(child);
    });
    push(under, level + 1);
  }
  return out;
}

const byFolding = (spanTree: SpanTree, folding: Folding): Sight => ({
  open: (row) => isOpen(spanTree, folding, row),
});

export function flatten(spanTree: SpanTree, folding: Folding): Visible {
  return walk(allocate(256), spanTree, byFolding(spanTree, folding), spanTree.roots, 0);
}

export function flattenKept(spanTree: SpanTree, folding: Folding, keep: Uint8Array): Visible {
  const roots = spanTree.roots.filter((row) => (keep[row] ?? 0) > 0);
  return walk(allocate(256), spanTree, { open: (row) => folding.rows.get(row) ?? true, keep }, roots, 0);
}

export function flatList(rows: Int32Array): Visible {
  const { length } = rows;
  return {
    count: length,
    rows,
    depth: new Uint16Array(length),
    place: Int32Array.from(rows, (_, at) => at + 1),
    siblings: new Int32Array(length).fill(length),
  };
}

export function endOfBranch(visible: Visible, position: number): number {
  const depth = visible.depth[position] as number;
  let end = position + 1;
  while (end < visible.count && (visible.depth[end] as number) > depth) end += 1;
  return end;
}

function shift(source: Visible, from: number, to: number): Growing {
  const count = source.count + to - from;
  const capacity = count > source.rows.length ? Math.max(64, count * 2) : source.rows.length;
  const out = widened(source, Math.max(capacity, source.count));
  for (const name of COLUMNS) out[name].copyWithin(to, from, source.count);
  out.count = count;
  return out;
}

/**
 * The list after the row at `position` was opened or closed, as `folding` says.
 * @returns a new Visible; the old one does not change.
 */
export function toggled(visible: Visible, spanTree: SpanTree, folding: Folding, position: number): Visible {
  const end = endOfBranch(visible, position);
  const row = visible.rows[position] as number;
  const closed = end > position + 1 ? shift(visible, end, position + 1) : visible;
  if (!isOpen(spanTree, folding, row)) return closed;
  const under: number[] = [];
  eachChild(spanTree, row, (child) => under.push(child));
  const branch = walk(
    allocate(Math.max(64, under.length)),
    spanTree,
    byFolding(spanTree, folding),
    under,
    (visible.depth[position] as number) + 1,
  );
  const out = shift(closed, position + 1, position + 1 + branch.count);
  copyInto(out, branch, position + 1);
  return out;
}

/** The position of a row in the list; -1 if it is folded. O(n), a scan of integers. */
export function positionOf(visible: Visible, row: number): number {
  const at = visible.rows.indexOf(row);
  return at < visible.count ? at : -1;
}
