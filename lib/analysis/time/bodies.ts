import { getOrCreate } from "@/lib/base/get-or-create";
import { EXECUTED, KINDS } from "@/lib/model/kind";
import { STRATEGIES } from "@/lib/model/strategy";
import { FLAG_CACHED, FLAG_INLINE, FLAG_REPLAYED } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";
import { between, clip, IntervalList, type Intervals, subtract } from "./intervals";

const KIND_MAP = KINDS.indexOf("map");
const SEQUENTIAL = STRATEGIES.indexOf("sequential");

/** A span whose body a worker (or, inline, its caller's thread) executes. */
export const isExecuted = (trace: Trace, row: number): boolean =>
  EXECUTED[trace.kind[row] as number] === true;
export const isMap = (trace: Trace, row: number): boolean => trace.kind[row] === KIND_MAP;
/** Its result came from the cache or an earlier run: nothing ran. */
export const isTaken = (trace: Trace, row: number): boolean =>
  ((trace.flags[row] as number) & (FLAG_CACHED | FLAG_REPLAYED)) !== 0;
export const isInline = (trace: Trace, row: number): boolean =>
  ((trace.flags[row] as number) & FLAG_INLINE) !== 0;
export const isSpan = (trace: Trace, row: number): boolean => (trace.attemptOf[row] as number) < 0;

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

/** End of a body that may have been cut off: its worker died, the trial was stopped, or it is still running. */
export function bodyEnd(trace: Trace, row: number): number {
  const ended = trace.ended[row] as number;
  if (!Number.isNaN(ended)) return ended;
  const settled = trace.settled[row] as number;
  return Number.isNaN(settled) ? trace.wallMs : settled;
}

/** O(n log n) in the worst case, O(n) where no body waits for more than a few calls. */
export function bodiesOf(trace: Trace): Bodies {
  const { count, parent, attemptOf, started } = trace;
  const body = new Int32Array(count);
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
  const out = new SegmentWriter(count);
  for (let row = 0; row < count; row += 1) {
    if (body[row] !== row || Number.isNaN(started[row]) || isTaken(trace, row)) continue;
    const from = started[row] as number;
    const to = bodyEnd(trace, row);
    if (!(to > from)) continue;
    const span = attemptOf[row] as number;
    const wait = united.get(span >= 0 ? span : row);
    if (wait === undefined) out.push(row, from, to);
    else {
      const own = subtract({ start: Float64Array.of(from), end: Float64Array.of(to) }, clip(wait, from, to));
      const busy = trace.strategy[row] === SEQUENTIAL ? turns.get(trace.worker[row] as number) : undefined;
      const rest = busy === undefined ? own : subtract(own, between(busy, from, to));
      for (let i = 0; i < rest.start.length; i += 1)
        out.push(row, rest.start[i] as number, rest.end[i] as number);
    }
  }
  const segments = out.done();
  const compute = new Float64Array(count);
  for (let s = 0; s < segments.row.length; s += 1) {
    const row = segments.row[s] as number;
    compute[row] = (compute[row] as number) + (segments.end[s] as number) - (segments.start[s] as number);
  }
  return { segments, body, compute, turns };
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
    if (body[row] !== row || trace.strategy[row] !== SEQUENTIAL || waits.has(row) || isTaken(trace, row))
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

class SegmentWriter {
  private row: Int32Array<ArrayBuffer>;
  private start: Float64Array<ArrayBuffer>;
  private end: Float64Array<ArrayBuffer>;
  private count = 0;

  constructor(capacity: number) {
    this.row = new Int32Array(capacity + 16);
    this.start = new Float64Array(capacity + 16);
    this.end = new Float64Array(capacity + 16);
  }

  push(row: number, start: number, end: number): void {
    const at = this.count;
    if (at === this.row.length) {
      const [rows, starts, ends] = [this.row, this.start, this.end];
      this.row = new Int32Array(at * 2);
      this.start = new Float64Array(at * 2);
      this.end = new Float64Array(at * 2);
      this.row.set(rows);
      this.start.set(starts);
      this.end.set(ends);
    }
    this.row[at] = row;
    this.start[at] = start;
    this.end[at] = end;
    this.count = at + 1;
  }

  done(): Segments {
    return {
      row: this.row.slice(0, this.count),
      start: this.start.slice(0, this.count),
      end: this.end.slice(0, this.count),
    };
  }
}
