import { bodyEnd, isInline } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { clip, type Intervals, measure, NO_INTERVALS } from "./intervals";

/** What a body waited for: all of its calls `from … to - 1` (none: its start). */
export interface Cause {
  readonly from: number;
  readonly to: number;
}

/**
 * A body as the calls it makes: call i is made `gap` ms after its cause, and the body ends `end.gap` ms after its last
 * cause. It predicts how the body would behave if its calls took longer or shorter.
 */
export interface CallGraph {
  /** The first one is the start. */
  readonly causes: readonly Cause[];
  readonly calls: readonly GraphCall[];
  readonly end: { readonly cause: number; readonly gap: number };
}

interface GraphCall {
  readonly row: number;
  readonly cause: number;
  /** ms that the body ran between the cause and the call. */
  readonly gap: number;
}

/**
 * Reads a body's call graph from its recording: a call was caused by the one that settled last before it, or, where no
 * call was open, by all that had been open together (`Promise.all`); the first calls were caused by the start.
 *
 * @param children rows of the body's calls, groups among them
 * @param turns when other bodies had the thread, where they ran one at a time: not part of the body's own time
 * @param began when the first attempt of an inline call started: such a call then counts as made when it was its turn
 *   (one at a time under sequential). For a simulation, in which the thread stays what it was; without it only
 *   dependencies count
 */
export function callGraphOf(
  trace: Trace,
  row: number,
  children: Int32Array,
  turns: Intervals = NO_INTERVALS,
  began?: (child: number) => number,
): CallGraph {
  const started = trace.started[row] as number;
  const start = Number.isNaN(started) ? (trace.issued[row] as number) : started;
  const end = bodyEnd(trace, row);
  const calls = [...children]
    .map((child) => {
      const turn = began && isInline(trace, child) ? began(child) : Number.NaN;
      const issued = Number.isNaN(turn) ? (trace.issued[child] as number) : turn;
      const settled = trace.settled[child] as number;
      return {
        row: child,
        issued: Number.isNaN(issued) ? start : issued,
        settled: Number.isNaN(settled) ? Number.POSITIVE_INFINITY : settled,
        index: -1,
        cause: 0,
        gap: 0,
      };
    })
    .filter((call) => call.issued >= start && call.issued <= end)
    .sort((a, b) => a.issued - b.issued);
  // A stable sort: of calls that settled at the same time the one issued first comes first.
  const settling = [...calls].sort((a, b) => a.settled - b.settled);
  const causes: Cause[] = [{ from: 0, to: 0 }];
  let since = start;
  let open = 0;
  let window = 0;
  let issued = 0;
  let next = 0;
  const settle = (until: number) => {
    for (let call = settling[next]; call !== undefined && call.settled <= until; call = settling[next]) {
      // It settled at the same time as it was issued, and is not issued yet.
      if (call.index < 0) return;
      next += 1;
      open -= 1;
      since = call.settled;
      causes.push(open === 0 ? { from: window, to: issued } : { from: call.index, to: call.index + 1 });
    }
  };
  for (const call of calls) {
    settle(call.issued);
    if (open === 0) window = issued;
    call.index = issued;
    call.cause = causes.length - 1;
    call.gap = ownTime(turns, since, call.issued);
    issued += 1;
    open += 1;
  }
  settle(end);
  return { causes, calls, end: { cause: causes.length - 1, gap: ownTime(turns, since, end) } };
}

function ownTime(turns: Intervals, from: number, to: number): number {
  return to > from ? to - from - measure(clip(turns, from, to)) : 0;
}
