import { getOrCreate } from "@/lib/base/get-or-create";
import { takesTurns } from "@/lib/engine/strategies";
import { bodyEnd, isExecuted, isMap, isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { between, clip, IntervalList, type Intervals, subtract } from "./intervals";

/**
 * When bodies ran: segment s is `[start[s], end[s])` of the body of row `row[s]`.
 *
 * The entry, tasks, dynamics and processes have bodies, one for each attempt. Groups, traced calls and workflows inside a
 * body run in its thread and are part of it. A body does not run while it waits for nested tasks or maps, that is while
 * at least one of them is issued and not settled.
 */
export interface Segments {
  readonly row: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

export interface Bodies {
  readonly segments: Segments;
  /** For each row, the row of the body that it is, or in which it runs; -1 for maps outside any body (never in practice). */
  readonly body: Int32Array;
  /** ms that each row's body ran; 0 for rows without a body. */
  readonly compute: Float64Array;
  /** When bodies without calls ran, by lane, for lanes that run one body at a time (sequential). */
  readonly turns: ReadonlyMap<number, Intervals>;
}

/** O(n log n) in the worst case, O(n) where no body waits for more than a few calls. */
export function bodiesOf(trace: Trace): Bodies {
  const { count, parent, attemptOf, started } = trace;
  const body = new Int32Array(count);
  const compute = new Float64Array(count);
  const waits = new Map<number, IntervalList>();
  for (let row = 0; row < count; row += 1) {
    const span = attemptOf[row] as number;
    const up = parent[row] as number;
    const own = up < 0 || isExecuted(trace, row);
    body[row] = own ? row : (body[up] as number);
    // A caller waits for the map as a whole, not for its items.
    if (up < 0 || span >= 0 || isMap(trace, up) || !(own || isMap(trace, row))) continue;
    const list = getOrCreate(waits, body[up] as number, () => new IntervalList());
    const settled = trace.settled[row] as number;
    list.push(issuedOrStarted(trace, row), Number.isNaN(settled) ? trace.wallMs : settled);
  }
  addEarlierWaits(trace, body, waits);

  const united = new Map<number, Intervals>();
  for (const [row, list] of waits) united.set(row, list.union());
  const turns = oneAtATime(trace, body, united);
  const segments = { row: [] as number[], start: [] as number[], end: [] as number[] };
  const push = (row: number, from: number, to: number): void => {
    segments.row.push(row);
    segments.start.push(from);
    segments.end.push(to);
    compute[row] = (compute[row] as number) + to - from;
  };
  for (let row = 0; row < count; row += 1) {
    if (body[row] !== row || Number.isNaN(started[row]) || isTaken(trace, row)) continue;
    const from = started[row] as number;
    const to = bodyEnd(trace, row);
    if (!(to > from)) continue;
    const span = attemptOf[row] as number;
    const wait = united.get(span >= 0 ? span : row);
    if (wait === undefined) push(row, from, to);
    else {
      const own = subtract({ start: Float64Array.of(from), end: Float64Array.of(to) }, clip(wait, from, to));
      const busy = takesTurns(trace.strategy[row] as number)
        ? turns.get(trace.worker[row] as number)
        : undefined;
      const rest = busy === undefined ? own : subtract(own, between(busy, from, to));
      for (let i = 0; i < rest.start.length; i += 1)
        push(row, rest.start[i] as number, rest.end[i] as number);
    }
  }
  const { row, start, end } = segments;
  return {
    segments: { row: Int32Array.from(row), start: Float64Array.from(start), end: Float64Array.from(end) },
    body,
    compute,
    turns,
  };
}

/**
 * When bodies without calls ran, by lane, for lanes that run one body at a time (sequential). A body whose awaited result
 * has arrived may still wait for the thread, which is not recorded: it does not run at any of these times.
 */
function oneAtATime(
  trace: Trace,
  body: Int32Array,
  waits: ReadonlyMap<number, unknown>,
): Map<number, Intervals> {
  const lists = new Map<number, IntervalList>();
  for (let row = 0; row < trace.count; row += 1) {
    if (
      body[row] !== row ||
      !takesTurns(trace.strategy[row] as number) ||
      waits.has(row) ||
      isTaken(trace, row)
    )
      continue;
    const list = getOrCreate(lists, trace.worker[row] as number, () => new IntervalList());
    list.push(trace.started[row] as number, bodyEnd(trace, row));
  }
  return new Map([...lists].map(([lane, list]) => [lane, list.union()]));
}

/** A caller has waited for a retried call since its first attempt. */
function addEarlierWaits(trace: Trace, body: Int32Array, waits: Map<number, IntervalList>): void {
  for (let row = 0; row < trace.count; row += 1) {
    const span = trace.attemptOf[row] as number;
    if (span < 0) continue;
    const up = trace.parent[span] as number;
    if (up < 0 || isMap(trace, up)) continue;
    waits.get(body[up] as number)?.push(issuedOrStarted(trace, row), issuedOrStarted(trace, span));
  }
}

function issuedOrStarted(trace: Trace, row: number): number {
  const issued = trace.issued[row] as number;
  return Number.isNaN(issued) ? (trace.started[row] as number) : issued;
}
