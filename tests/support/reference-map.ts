import type { ReferenceCalls } from "./reference-calls";
import {
  type Callable,
  type Hold,
  type MapOptions,
  type ReferenceOptions,
  Skipped,
  type Strategy,
} from "./reference-types";
import { cross } from "./reference-values";
import { Slots } from "./slots";

function chunkSize(
  strategy: Strategy,
  asked: number | "auto" | "python",
  items: number,
  slots: number,
): number {
  if (strategy !== "pooled" && strategy !== "hybrid") return 1;
  if (typeof asked === "number") return asked;
  if (asked === "python") return Math.max(1, Math.ceil(items / (4 * slots)));
  return strategy === "hybrid" ? Math.max(1, Math.ceil(items / slots)) : 1;
}

/** One task over many items: one slot a chunk, each item with attempts of its own. */
export async function mapCall(
  calls: ReferenceCalls,
  rule: ReferenceOptions["chunk"],
  { definition }: Callable,
  tuples: readonly (readonly unknown[])[],
  given: MapOptions = {},
) {
  const { node: parent, scope, strategy: inherited } = calls.frame();
  const strategy = given.strategy ?? inherited;
  const inner = strategy === "hybrid" ? "async" : strategy;
  const slots = strategy === "pooled" ? (definition.pool ?? calls.slotsOf.pooled) : calls.slotsOf[strategy];
  const size = chunkSize(strategy, given.chunkSize ?? rule ?? "auto", tuples.length, calls.workers);
  const window = new Slots(given.concurrency || Number.POSITIVE_INFINITY);
  const allowed = tuples.length - Math.ceil(tuples.length * (given.minSuccessRatio ?? 1));
  const node = calls.open(parent, "map", definition.name);
  const items = tuples.map((tuple, index) =>
    calls.open(node, definition.kind, definition.name, given.key?.(tuple, index), index),
  );
  const results: unknown[] = new Array(tuples.length).fill(null);
  const errors: unknown[] = [];
  let counted = false;

  const item = async (index: number, hold: Hold) => {
    const at = items[index];
    const args = cross(tuples[index]) as unknown[];
    if (!at) return;
    if (errors.length > allowed && !scope.finishRunnable) {
      at.status = "skipped";
      return;
    }
    try {
      results[index] = await calls.kept(definition, args, at, () => {
        // An item is an op run of its own; in a pool the whole map is one, if there is anything to do.
        if (strategy === "dynamic" || (strategy === "pooled" && !counted)) calls.counts.isolated++;
        counted = true;
        return calls.attempts(definition, args, at, inner, hold);
      });
    } catch (error) {
      if (!(error instanceof Skipped)) errors.push(error);
    }
  };
  const chunk = async (first: number) => {
    await window.acquire();
    await slots.acquire();
    const hold = { slots, waiting: 0 };
    if (strategy === "hybrid") calls.counts.isolated++;
    const indexes = items.slice(first, first + size).map((_, at) => first + at);
    try {
      if (strategy === "hybrid") await Promise.all(indexes.map((index) => item(index, hold)));
      else for (const index of indexes) await item(index, hold);
    } finally {
      slots.release();
      window.release();
    }
  };
  const starts = items.map((_, index) => index).filter((index) => index % size === 0);
  return calls.givingWay(() =>
    calls.within(node, { strategy: inner }, async () => {
      await Promise.all(starts.map(chunk));
      if (errors.length <= allowed) return results;
      scope.failed = true;
      throw errors[0];
    }),
  );
}
