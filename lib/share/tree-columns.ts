import { LINK_SHOWN_MAX_NODES, REPORT_MAX_DEPTH } from "@/lib/model/limits";
import type { TreeNode } from "@/lib/protocol/report";
import { KINDS_V1, STATUSES_V1, type TreeV1 } from "./report-v1";

/** Ticks of the longest time: four digits. */
const TIME_MAX_TICKS = 9_999;
/** ms. */
const FINEST_TICK = 1e-6;

interface Placed {
  readonly node: TreeNode;
  readonly parent: Placed | undefined;
  readonly before: Placed | undefined;
  /** Start in ticks since the run's start. */
  readonly start: number;
}

/** A tree in columns. Times are rounded to ticks: four digits of the longest. */
export function toColumns(root: TreeNode): TreeV1 {
  const tick = tickFor(root);
  const all: Placed[] = [];
  place(root, undefined, undefined, tick, all);
  const names = [...new Set(all.map(({ node }) => node.name))];
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const index = all.map(({ node, before }) =>
    node.index === undefined ? null : node.index - (before?.node.index ?? -1),
  );
  const key = all.map(({ node }) => node.key ?? null);
  const worker = all.map(({ node }) => node.worker ?? null);
  const attempts = all.map(({ node }) => node.attempts);
  const flags = all.map(({ node }) => (node.cached ? 1 : 0) + (node.replayed ? 2 : 0)).join("");
  const omitted = all.flatMap(({ node }, at): [number, number][] =>
    node.omitted ? [[at, node.omitted]] : [],
  );
  return {
    tick,
    names,
    name: all.map(({ node }) => numberOf.get(node.name) ?? 0),
    kind: all.map(({ node }) => KINDS_V1.indexOf(node.kind)).join(""),
    status: all.map(({ node }) => STATUSES_V1.indexOf(node.status)).join(""),
    children: all.map(({ node }) => node.children.length),
    start: all.map(({ start, before, parent }) => start - (before?.start ?? parent?.start ?? 0)),
    duration: all.map(({ node }) => Math.round(node.durationMs / tick)),
    ...(index.some((value) => value !== null) && { index }),
    ...(key.some((value) => value !== null) && { key }),
    ...(worker.some((value) => value !== null) && { worker }),
    ...(attempts.some((value) => value !== 1) && { attempts }),
    ...(/[^0]/.test(flags) && { flags }),
    ...(omitted.length > 0 && { omitted }),
  };
}

function place(
  node: TreeNode,
  parent: Placed | undefined,
  before: Placed | undefined,
  tick: number,
  all: Placed[],
): Placed {
  const placed: Placed = { node, parent, before, start: Math.round(node.startMs / tick) };
  all.push(placed);
  let last: Placed | undefined;
  for (const child of node.children) last = place(child, placed, last, tick, all);
  return placed;
}

/** A power of ten, in ms. */
function tickFor(root: TreeNode): number {
  let longest = 0;
  const look = (node: TreeNode): void => {
    longest = Math.max(longest, Math.abs(node.startMs), Math.abs(node.durationMs));
    for (const child of node.children) look(child);
  };
  look(root);
  // What rounds to no tick at all is nothing, on whatever scale.
  if (longest < FINEST_TICK / 2) return 1;
  return Math.max(FINEST_TICK, Math.min(1e6, Number(`1e${Math.ceil(Math.log10(longest / TIME_MAX_TICKS))}`)));
}

/**
 * The reverse. Columns of a stranger may hold far more nodes than the page can show soon: level by level, the first are made.
 * @param most nodes
 * @throws Error where the columns contradict one another
 */
export function fromColumns(columns: TreeV1, most = LINK_SHOWN_MAX_NODES): TreeNode {
  const count = columns.name.length;
  const { children, start, duration, kind, status, index, key, worker, attempts, flags } = columns;
  const sameLength = [children, start, duration, kind, status, index, key, worker, attempts, flags].every(
    (column) => column === undefined || column.length === count,
  );
  if (!sameLength || count === 0) throw new Error("report.tree: the columns differ in length");

  const sizes = sizesOf(children);
  const kept = keptOf(children, sizes, most);
  const omitted = omittedOf(columns, sizes, kept);
  const take = (at: number, depth: number, parentStart: number, before: Taken | undefined): Taken => {
    if (depth > REPORT_MAX_DEPTH) throw new Error(`report.tree: nested deeper than ${REPORT_MAX_DEPTH}`);
    const began = (before?.start ?? parentStart) + entry(start, at);
    const more = index?.[at];
    const below: TreeNode[] = [];
    const node: TreeNode = {
      kind: digit(KINDS_V1, kind, at, "kind"),
      name: entry(columns.names, entry(columns.name, at)),
      ...given("key", key?.[at]),
      ...given(
        "index",
        typeof more === "number" ? Math.max(0, (before?.node.index ?? -1) + more) : undefined,
      ),
      status: digit(STATUSES_V1, status, at, "status"),
      attempts: attempts?.[at] ?? 1,
      ...("13".includes(flags?.[at] ?? "-") && { cached: true }),
      ...("23".includes(flags?.[at] ?? "-") && { replayed: true }),
      startMs: inMs(began, columns.tick),
      durationMs: inMs(entry(duration, at), columns.tick),
      ...given("worker", worker?.[at]),
      children: below,
      ...given("omitted", omitted.get(at)),
    };
    let last: Taken | undefined;
    for (const child of childrenOf(children, sizes, at)) {
      if (kept[child] === 0) break;
      last = take(child, depth + 1, began, last);
      below.push(last.node);
    }
    return { node, start: began };
  };
  return take(0, 0, 0, undefined).node;
}

/** Nodes of each subtree. @throws Error where there is no such tree */
function sizesOf(children: readonly number[]): Int32Array {
  const sizes = new Int32Array(children.length);
  /** Subtrees without a parent, the first on top. */
  const roots: number[] = [];
  for (let at = children.length - 1; at >= 0; at--) {
    let size = 1;
    for (let left = entry(children, at); left > 0; left--) {
      const child = roots.pop();
      if (child === undefined) throw new Error("report.tree: a node has more children than there are");
      size += child;
    }
    sizes[at] = size;
    roots.push(size);
  }
  if (roots.length !== 1) throw new Error("report.tree: some nodes belong to no parent");
  return sizes;
}

function* childrenOf(children: readonly number[], sizes: Int32Array, at: number): Generator<number> {
  let child = at + 1;
  for (let left = entry(children, at); left > 0; left--) {
    yield child;
    child += sizes[child] as number;
  }
}

/** The first `most` nodes, level by level, as 1. Of siblings the first are among them. */
function keptOf(children: readonly number[], sizes: Int32Array, most: number): Uint8Array {
  const kept = new Uint8Array(children.length);
  const queue = [0];
  for (let at = 0; at < queue.length && at < most; at++) {
    const node = queue[at] as number;
    kept[node] = 1;
    for (const child of childrenOf(children, sizes, node)) {
      if (queue.length >= most) break;
      queue.push(child);
    }
  }
  return kept;
}

/** How many nodes each kept node has lost, in the link or here. */
function omittedOf(
  { omitted, children }: TreeV1,
  sizes: Int32Array,
  kept: Uint8Array,
): ReadonlyMap<number, number> {
  const all = new Map(omitted);
  /** Those of the nodes before each, together. */
  const before = new Float64Array(kept.length + 1);
  for (let at = 0; at < kept.length; at++) before[at + 1] = (before[at] as number) + (all.get(at) ?? 0);
  for (let at = 0; at < kept.length; at++) {
    if (kept[at] === 0) continue;
    const end = at + (sizes[at] as number);
    for (const lost of childrenOf(children, sizes, at)) {
      if (kept[lost] === 1) continue;
      const below = (before[end] as number) - (before[lost] as number);
      all.set(at, (all.get(at) ?? 0) + end - lost + below);
      break;
    }
  }
  return all;
}

interface Taken {
  readonly node: TreeNode;
  readonly start: number;
}

function entry<T>(column: readonly T[], at: number): T {
  const value = column[at];
  if (value === undefined) throw new Error("report.tree: a number points past the end of its column");
  return value;
}

function digit<T>(meanings: readonly T[], column: string, at: number, what: string): T {
  const meaning = meanings[Number(column[at])];
  if (meaning === undefined) throw new Error(`report.tree.${what}: no meaning for "${column[at]}"`);
  return meaning;
}

function given<K extends string, V>(key: K, value: V | null | undefined): Partial<Record<K, V>> {
  const object: Partial<Record<K, V>> = {};
  if (value !== null && value !== undefined) object[key] = value;
  return object;
}

/** Without the noise of binary fractions: 3 × 0.1 is 0.3. */
const inMs = (ticks: number, tick: number): number => Number((ticks * tick).toFixed(6));
