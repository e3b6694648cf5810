import { strategyOf, takesTurns } from "@/lib/engine/strategies";
import { FLAG_CHUNK_HEAD, FLAG_ITEM } from "@/lib/protocol/rows";
import { childrenOf } from "@/lib/trace/children";
import { bodyEnd, hasFlag, isExecuted, isInline, isMap, isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf } from "./bodies";
import { type CallGraph, type Cause, callGraphOf } from "./call-graph";
import type { Intervals } from "./intervals";

/** Work and span, as in the work-first analysis of Cilk (Blumofe and Leiserson 1999; burdened: He, Leiserson and Leiserson 2010). */
export interface WorkSpan {
  /** T₁: ms that all bodies ran, every attempt included. */
  readonly work: number;
  /** T∞: ms with unlimited workers and no overhead, with the same dependencies. */
  readonly span: number;
  /** T₁ / T∞: how many workers can be kept busy at most. */
  readonly parallelism: number;
  /** T∞ where each call also takes its transfer and its worker's start. */
  readonly burdenedSpan: number;
  readonly burdenedParallelism: number;
}

/** ms that a call costs besides its body. */
export interface CallCosts {
  /** Both ways, for one message. */
  readonly transferMs: number;
  /** Start of a worker, where the call gets a separate one. */
  readonly startMs: number;
}

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

function burdenOf(trace: Trace, row: number, { transferMs, startMs }: CallCosts): number {
  if (!isExecuted(trace, row) || isInline(trace, row) || isTaken(trace, row)) return 0;
  const isHead = !hasFlag(trace, row, FLAG_ITEM) || hasFlag(trace, row, FLAG_CHUNK_HEAD);
  const startsWorker = isHead && strategyOf(trace.strategy[row] as number).runs === "fresh";
  return transferMs + (startsWorker ? startMs : 0);
}

/** Length of the longest chain of dependencies that `callGraphOf` finds. Limits and workers are not dependencies. */
function spanOf(trace: Trace, bodies: Bodies, burden: (row: number) => number): number {
  const { count, attemptOf, started } = trace;
  if (count === 0) return 0;
  const { offsets, rows } = childrenOf(trace);
  const length = new Float64Array(count);
  // Children come after their parents: from the end, each is known when it is needed.
  for (let row = count - 1; row >= 0; row -= 1) {
    const span = attemptOf[row] as number;
    if (span >= 0) {
      // An earlier attempt ended before the next started: its body is part of the chain.
      length[span] = (length[span] as number) + (bodies.compute[row] as number);
      continue;
    }
    const children = rows.subarray(offsets[row] as number, offsets[row + 1] as number);
    const ran = !Number.isNaN(started[row]);
    let own: number;
    if (isMap(trace, row) || (children.length > 0 && !ran)) own = longest(children, length);
    else if (children.length > 0)
      own = bodySpan(callGraphOf(trace, row, children, turnsOf(trace, bodies, row)), length);
    else if (ran && bodies.body[row] !== row && !isTaken(trace, row))
      own = Math.max(0, bodyEnd(trace, row) - (started[row] as number));
    else own = bodies.compute[row] as number;
    length[row] = (length[row] as number) + own + burden(row);
  }
  return length[0] as number;
}

/** Where a body's thread runs one body at a time, the times at which it ran others. */
export const turnsOf = (trace: Trace, bodies: Bodies, row: number): Intervals | undefined =>
  takesTurns(trace.strategy[row] as number) ? bodies.turns.get(trace.worker[row] as number) : undefined;

function longest(rows: Int32Array, length: Float64Array): number {
  let most = 0;
  for (const row of rows) most = Math.max(most, length[row] as number);
  return most;
}

/** Plays a body's call graph, each call taking its own span instead of the time it took. */
function bodySpan(script: CallGraph, length: Float64Array): number {
  // When each cause happened and each call ended, from the body's start.
  const given = new Float64Array(script.causes.length);
  const over = new Float64Array(script.calls.length);
  let known = 1;
  const give = (upTo: number) => {
    for (; known <= upTo; known += 1) {
      const { from, to } = script.causes[known] as Cause;
      for (let call = from; call < to; call += 1)
        given[known] = Math.max(given[known] as number, over[call] as number);
    }
  };
  script.calls.forEach(({ row, cause, gap }, call) => {
    give(cause);
    over[call] = (given[cause] as number) + gap + (length[row] as number);
  });
  give(script.end.cause);
  return (given[script.end.cause] as number) + script.end.gap;
}
