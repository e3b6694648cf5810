import { outline } from "@/lib/examples/outline";
import type { TreeNode } from "@/lib/protocol/report";

/** Neighbours of one shape, as one line. Times in ms from the run's start. */
export interface Folded {
  readonly kind: TreeNode["kind"];
  readonly name: string;
  readonly count: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Of the shortest and of the longest. */
  readonly durations: readonly [shortest: number, longest: number];
  /** Of all of them; as many as `count` where nothing was tried again. */
  readonly attempts: number;
  /** Of the first of them. */
  readonly children: readonly Folded[];
}

/** A tree in as few lines as tell its shape: siblings that look alike are counted, and one of them is shown. */
export function fold(root: TreeNode): Folded {
  return foldAlike([root]);
}

function foldAlike(alike: readonly TreeNode[]): Folded {
  const [first] = alike;
  if (first === undefined) throw new RangeError("nothing to fold");
  const durations = alike.map(({ durationMs }) => durationMs);
  return {
    kind: first.kind,
    name: first.name,
    count: alike.length,
    startMs: Math.min(...alike.map(({ startMs }) => startMs)),
    endMs: Math.max(...alike.map(({ startMs, durationMs }) => startMs + durationMs)),
    durations: [Math.min(...durations), Math.max(...durations)],
    attempts: alike.reduce((sum, { attempts }) => sum + attempts, 0),
    children: neighbours(first.children).map(foldAlike),
  };
}

/** Runs of siblings whose outlines are equal. */
function neighbours(nodes: readonly TreeNode[]): TreeNode[][] {
  const runs: TreeNode[][] = [];
  let last: string | undefined;
  for (const node of nodes) {
    const shape = outline(node);
    if (shape === last) runs.at(-1)?.push(node);
    else runs.push([node]);
    last = shape;
  }
  return runs;
}

/** In the order of a tree's lines, with each line's depth; the root's is 1. */
export function linesOf(
  node: Folded,
  level = 1,
): readonly { readonly node: Folded; readonly level: number }[] {
  return [{ node, level }, ...node.children.flatMap((child) => linesOf(child, level + 1))];
}
