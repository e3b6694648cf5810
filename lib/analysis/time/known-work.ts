import { getOrCreate } from "@/lib/base/get-or-create";
import { FLAG_ITEM } from "@/lib/protocol/rows";
import { hasFlag, isExecuted, isTaken, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { Bodies } from "./bodies";

/** What the bodies of a task did, ms, as far as they used `sleep` and `compute`. */
export interface KnownWork {
  readonly name: string;
  readonly bodyMs: number;
  readonly sleptMs: number;
  readonly computedMs: number;
}

/** Share of a task's time that must be in `sleep` or `compute`, for the two to describe it. */
const KNOWN_SHARE = 0.85;
/** Tasks that take less than this share of all time do not matter. */
const MIN_SHARE = 0.1;

/**
 * Of each task that matters, what it did: of the items of maps, where there are any. Undefined where one of them spent its
 * time in something else than `sleep` and `compute`.
 */
export function knownWorkOf(trace: Trace, bodies: Bodies): readonly KnownWork[] | undefined {
  const items = totals(trace, bodies, true);
  const all = items.length > 0 ? items : totals(trace, bodies, false);
  const sum = all.reduce((ms, { bodyMs }) => ms + bodyMs, 0);
  const main = all.filter(({ bodyMs }) => bodyMs >= MIN_SHARE * sum);
  const isKnown = ({ bodyMs, sleptMs, computedMs }: KnownWork): boolean =>
    bodyMs > 0 && sleptMs + computedMs >= KNOWN_SHARE * bodyMs;
  return main.length > 0 && main.every(isKnown) ? main : undefined;
}

function totals(trace: Trace, bodies: Bodies, ofItems: boolean): KnownWork[] {
  const byName = new Map<string, { name: string; bodyMs: number; sleptMs: number; computedMs: number }>();
  for (let row = 0; row < trace.count; row += 1) {
    if (!isExecuted(trace, row) || isTaken(trace, row) || hasFlag(trace, row, FLAG_ITEM) !== ofItems)
      continue;
    const name = nameAt(trace, row);
    const own = getOrCreate(byName, name, () => ({ name, bodyMs: 0, sleptMs: 0, computedMs: 0 }));
    own.bodyMs += bodies.compute[row] as number;
    own.sleptMs += trace.slept[row] as number;
    own.computedMs += trace.computed[row] as number;
  }
  return [...byName.values()];
}
