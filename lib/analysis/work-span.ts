import { childrenOf } from "@/lib/trace/children";
import { FLAG_CHUNK_HEAD, FLAG_ITEM, STRATEGIES } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf, bodyEnd, isExecuted, isInline, isMap, isTaken } from "./bodies";

/** Work and span, as in the work-first analysis of Cilk (Blumofe and Leiserson 1999; burdened: He, Leiserson and Leiserson 2010). */
export interface WorkSpan {
  /** T₁: ms that all bodies ran, every attempt included. */
  readonly work: number;
  /** T∞: ms that the run would take with workers without end and at no overhead; what depends on one another stays so. */
  readonly span: number;
  /** T₁ / T∞: how many workers can be kept busy at most. */
  readonly parallelism: number;
  /** T∞ where each call also pays what reaching its worker and starting it costs. */
  readonly burdenedSpan: number;
  readonly burdenedParallelism: number;
}

/** ms that a call costs besides its body. */
export interface CallCosts {
  /** Both ways, for one message. */
  readonly transferMs: number;
  /** Start of a worker, where the call gets one of its own. */
  readonly spawnMs: number;
}

const DYNAMIC = STRATEGIES.indexOf("dynamic");
const HYBRID = STRATEGIES.indexOf("hybrid");

export function workSpanOf(trace: Trace, costs: CallCosts, bodies: Bodies = bodiesOf(trace)): WorkSpan {
  const work = bodies.compute.reduce((sum, ms) => sum + ms, 0);
  const span = spanOf(trace, bodies, () => 0);
  const burdenedSpan = spanOf(trace, bodies, (row) => burdenOf(trace, row, costs));
  return {
    work,
    span,
    parallelism: span > 0 ? work / span : 1,
    burdenedSpan,
    burdenedParallelism: burdenedSpan > 0 ? work / burdenedSpan : 1,
  };
}

/** No run on P workers is faster than this: `max(T₁ / P, T∞)`, ms. */
export const lowerBound = ({ work, span }: Pick<WorkSpan, "work" | "span">, workers: number): number =>
  Math.max(work / Math.max(1, workers), span);

function burdenOf(trace: Trace, row: number, { transferMs, spawnMs }: CallCosts): number {
  if (!isExecuted(trace, row) || isInline(trace, row) || isTaken(trace, row)) return 0;
  const strategy = trace.strategy[row];
  const flags = trace.flags[row] as number;
  const head = (flags & FLAG_ITEM) === 0 || (flags & FLAG_CHUNK_HEAD) !== 0;
  return transferMs + (strategy === DYNAMIC || (strategy === HYBRID && head) ? spawnMs : 0);
}

/**
 * Length of the longest chain of dependencies. Within a body, a call was made because of the one that settled last before
 * it, or of the body's start; what the body does once nothing is open waited for all that were. Limits and workers are
 * no dependencies.
 */
function spanOf(trace: Trace, bodies: Bodies, burden: (row: number) => number): number {
  const { count, attemptOf, started } = trace;
  if (count === 0) return 0;
  const { offsets, rows } = childrenOf(trace);
  const length = new Float64Array(count);
  // Children stand after their parents: from the end, each is known when it is needed.
  for (let row = count - 1; row >= 0; row -= 1) {
    const span = attemptOf[row] as number;
    if (span >= 0) {
      // An earlier attempt had to be over before the next: its body is part of the chain.
      length[span] = (length[span] as number) + (bodies.compute[row] as number);
      continue;
    }
    const children = rows.subarray(offsets[row] as number, offsets[row + 1] as number);
    let own: number;
    if (isMap(trace, row)) own = longest(children, length);
    else if (children.length === 0) own = bodies.compute[row] as number;
    else if (Number.isNaN(started[row])) own = longest(children, length);
    else own = bodySpan(trace, row, children, length);
    if (
      children.length === 0 &&
      !isMap(trace, row) &&
      bodies.body[row] !== row &&
      !isTaken(trace, row) &&
      !Number.isNaN(started[row])
    ) {
      own = Math.max(0, bodyEnd(trace, row) - (started[row] as number));
    }
    length[row] = (length[row] as number) + own + burden(row);
  }
  return length[0] as number;
}

function longest(rows: Int32Array, length: Float64Array): number {
  let most = 0;
  for (const row of rows) most = Math.max(most, length[row] as number);
  return most;
}

/** Plays a body's events again in their order, each nested call taking its own span in place of the time it took. */
function bodySpan(trace: Trace, row: number, children: Int32Array, length: Float64Array): number {
  const start = trace.started[row] as number;
  const end = bodyEnd(trace, row);
  const calls = [...children]
    .map((child) => {
      const issued = trace.issued[child] as number;
      const settled = trace.settled[child] as number;
      return {
        length: length[child] as number,
        issued: Number.isNaN(issued) ? start : issued,
        settled: Number.isNaN(settled) ? Number.POSITIVE_INFINITY : settled,
        logical: Number.NaN,
      };
    })
    .filter((call) => call.issued >= start && call.issued <= end);
  calls.sort((a, b) => a.issued - b.issued);
  // Stable: of calls that settled at one reading of the clock the one issued first comes first.
  const settling = [...calls].sort((a, b) => a.settled - b.settled);
  // The moment from which the body's own time counts, as it was and as it would be.
  let real = start;
  let logical = 0;
  let open = 0;
  let joined = 0;
  let next = 0;
  const settle = (until: number) => {
    for (let call = settling[next]; call !== undefined && call.settled <= until; call = settling[next]) {
      // Issued and settled at one reading of the clock, and not issued yet.
      if (Number.isNaN(call.logical)) break;
      next += 1;
      open -= 1;
      joined = Math.max(joined, call.logical);
      real = call.settled;
      logical = open === 0 ? joined : call.logical;
    }
  };
  for (const call of calls) {
    settle(call.issued);
    call.logical = logical + (call.issued - real) + call.length;
    if (open === 0) joined = 0;
    open += 1;
  }
  settle(end);
  return logical + Math.max(0, end - real);
}
