import { takesTurns } from "@/lib/engine/strategies";
import { childrenOf } from "@/lib/trace/children";
import { bodyEnd, isExecuted, isInline, isMap, isSpan, isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { lifeOf } from "./breakdown";
import { byLaneAndEnd, bySettling, type SortedRows } from "./sorted-rows";

export const PATH_PARTS = ["spawn", "queue", "transfer", "compute", "unknown"] as const;

/**
 * The chain of causes that determined the trial's duration, from its start to its end: piece i is `[from[i], to[i])`, and
 * pieces follow one another without gaps, so their lengths add up to the wall time.
 */
export interface CriticalPath {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Index into PATH_PARTS. */
  readonly part: Uint8Array;
  readonly row: Int32Array;
  /** Why it could not begin before the piece before it ended: index into PATH_CAUSES. */
  readonly cause: Uint8Array;
}

/**
 * "called": by the row of the piece before. "returned": that call's result was waited for. "freed": a worker became free
 * when that call ended. "behind": that body had the same worker. "retry": that was the attempt before. "same": of one call.
 */
export const PATH_CAUSES = ["same", "called", "returned", "freed", "behind", "retry"] as const;

/**
 * Two events of the scheduler this close are cause and effect: it sends the next call in the same task in which a result
 * arrives.
 */
const SAME_TURN_MS = 1;

const [SAME, CALLED, RETURNED, FREED, BEHIND, RETRY] = [0, 1, 2, 3, 4, 5];
const [SPAWN, QUEUE, TRANSFER, COMPUTE, UNKNOWN] = [0, 1, 2, 3, 4];

/**
 * Walks back from the end, at each point to what it waited for last:
 *
 * - a body that continues was waiting for the nested call that settled last (awaited), or has run since its start;
 * - a body that starts was on its way since its dispatch, behind another body on its lane (freed worker);
 * - in a record of another tool, a dispatch that waited for a slot waited for the end that freed one, however long ago: the
 *   tool took the time in between to notice;
 * - a dispatch waited for the call whose result arrived in the same task (freed worker), for its lane to be ready, for the
 *   attempt before it, or was made as soon as the call was issued (issued by).
 */
export function criticalPathOf(trace: Trace): CriticalPath {
  const walk = new Walk(trace);
  if (trace.count > 0) walk.run();
  return walk.path();
}

class Walk {
  private t: number;
  private readonly pieces: { from: number; to: number; part: number; row: number; cause: number }[] = [];
  /** Why the walk went on to where it is. */
  private cause = SAME;
  private readonly awaited: SortedRows;
  private readonly released: SortedRows;
  private readonly endedOn: SortedRows;
  private readonly lanes: ReadonlyMap<number, { from: number; ready: number }>;
  private readonly previous = new Map<number, number>();
  /** Another tool recorded it. */
  private readonly isRecord: boolean;
  /** A walk visits each span a few times; in a made-up trace it could go in cycles. */
  private hops: number;

  constructor(private readonly trace: Trace) {
    this.t = trace.wallMs;
    this.hops = 8 * trace.count + 64;
    const { offsets, rows } = childrenOf(trace);
    this.awaited = bySettling(trace, offsets, rows);
    const remote: number[] = [];
    const bodies: number[] = [];
    for (let row = 0; row < trace.count; row += 1) {
      const span = trace.attemptOf[row] as number;
      if (span >= 0 && !((this.attempt(this.previous.get(span)) ?? 0) > (trace.attempt[row] as number)))
        this.previous.set(span, row);
      if (!isExecuted(trace, row) || isTaken(trace, row) || Number.isNaN(trace.started[row])) continue;
      bodies.push(row);
      if (!isInline(trace, row)) remote.push(row);
    }
    this.isRecord = trace.record !== undefined;
    const freeing = this.isRecord ? endsOfFullHouses(trace, remote) : remote;
    this.released = bySettling(trace, Int32Array.of(0, freeing.length), Int32Array.from(freeing));
    this.endedOn = byLaneAndEnd(trace, bodies);
    this.lanes = new Map(trace.lanes.map((lane) => [lane.lane, lifeOf(lane, trace.wallMs)]));
  }

  run(): void {
    this.settledAt(0);
    while (this.t > 0) this.step(UNKNOWN, 0, 0);
  }

  path(): CriticalPath {
    const pieces = this.pieces.reverse();
    return {
      from: Float64Array.from(pieces, (piece) => piece.from),
      to: Float64Array.from(pieces, (piece) => piece.to),
      part: Uint8Array.from(pieces, (piece) => piece.part),
      row: Int32Array.from(pieces, (piece) => piece.row),
      cause: Uint8Array.from(pieces, (piece) => piece.cause),
    };
  }

  /** Adds the time back to `to` to `part` of `row`. */
  private step(part: number, row: number, to: number): void {
    const from = Math.max(0, to);
    if (!(from < this.t)) return;
    const last = this.pieces[this.pieces.length - 1];
    if (last !== undefined && last.part === part && last.row === row) last.from = from;
    else {
      // The walk goes back in time: the piece before this one in the list is the later one.
      if (last !== undefined && last.row !== row) last.cause = this.cause;
      this.pieces.push({ from, to: this.t, part, row, cause: SAME });
      this.cause = SAME;
    }
    this.t = from;
  }

  private settledAt(first: number): void {
    // A loop, not recursion: a path may have as many hops as the trial has spans.
    let next: Next = { at: "settled", row: first };
    while (next !== undefined && this.t > 0) {
      this.hops -= 1;
      if (this.hops < 0) return;
      next =
        next.at === "settled"
          ? this.settled(next.row)
          : next.at === "body"
            ? this.body(next.row, next.before)
            : this.started(next.row);
    }
  }

  /** Its result had arrived. */
  private settled(row: number): Next {
    const { trace } = this;
    if (isMap(trace, row)) {
      const item = this.awaited.last(row, this.t, trace.issued[row] as number);
      if (item < 0) return this.issued(row, TRANSFER);
      this.step(QUEUE, row, trace.settled[item] as number);
      this.cause = RETURNED;
      return { at: "settled", row: item };
    }
    if (isTaken(trace, row) || Number.isNaN(trace.started[row])) return this.issued(row, TRANSFER);
    this.step(isInline(trace, row) ? COMPUTE : TRANSFER, row, bodyEnd(trace, row));
    return { at: "body", row };
  }

  /** Its body was running. */
  private body(row: number, before?: number): Next {
    const { trace } = this;
    const started = trace.started[row] as number;
    const span = isSpan(trace, row) ? row : (trace.attemptOf[row] as number);
    const child = this.awaited.last(span, this.t, started, before);
    if (child >= 0) {
      this.step(COMPUTE, row, trace.settled[child] as number);
      this.cause = RETURNED;
      return { at: "settled", row: child };
    }
    this.step(COMPUTE, row, started);
    return { at: "started", row };
  }

  /** Its body started. */
  private started(row: number): Next {
    const { trace } = this;
    if ((trace.parent[row] as number) < 0) {
      this.step(SPAWN, row, 0);
      return undefined;
    }
    const issued = trace.issued[row] as number;
    if (!isExecuted(trace, row)) return this.issued(row, COMPUTE);
    const lane = trace.worker[row] as number;
    if (isInline(trace, row)) {
      // One at a time: the thread ran the one before, however long the gap.
      const maxGapMs = takesTurns(trace.strategy[row] as number) ? Number.POSITIVE_INFINITY : SAME_TURN_MS;
      const since = Math.max(Number.isNaN(issued) ? 0 : issued, this.t - maxGapMs);
      const before = this.endedOn.last(lane, this.t, since, row);
      if (before >= 0) {
        this.step(QUEUE, row, trace.ended[before] as number);
        this.cause = BEHIND;
        return { at: "body", row: before };
      }
      const earlier = this.attemptBefore(row);
      if (earlier < 0) return this.issued(row, QUEUE);
      this.step(QUEUE, row, bodyEnd(trace, earlier));
      this.cause = RETRY;
      return { at: "body", row: earlier };
    }
    const received = trace.received[row] as number;
    const before = this.endedOn.last(lane, this.t, Number.isNaN(received) ? issued : received, row);
    if (before >= 0) {
      this.step(COMPUTE, row, trace.ended[before] as number);
      this.cause = BEHIND;
      return { at: "body", row: before };
    }
    this.step(TRANSFER, row, received);
    return this.dispatched(row);
  }

  /** Its message arrived at the lane. */
  private dispatched(row: number): Next {
    const { trace } = this;
    const lane = this.lanes.get(trace.worker[row] as number);
    const dispatched = trace.dispatched[row] as number;
    const issued = trace.issued[row] as number;
    if (Number.isNaN(dispatched)) return this.issued(row, QUEUE);
    if (lane !== undefined && lane.ready > dispatched) {
      this.step(TRANSFER, row, lane.ready);
      this.step(SPAWN, row, Math.max(dispatched, lane.from));
    }
    this.step(TRANSFER, row, dispatched);

    const turn = this.isRecord ? Number.NEGATIVE_INFINITY : dispatched - SAME_TURN_MS;
    const since = Math.max(Number.isNaN(issued) ? 0 : issued, turn);
    const freed = this.released.last(0, dispatched, since, row);
    const ready =
      lane !== undefined && lane.ready <= dispatched && lane.ready > since
        ? lane.ready
        : Number.NEGATIVE_INFINITY;
    if (freed >= 0 && (trace.settled[freed] as number) >= ready) {
      this.step(QUEUE, row, trace.settled[freed] as number);
      this.cause = FREED;
      return { at: "settled", row: freed };
    }
    if (lane !== undefined && ready > since) {
      this.step(QUEUE, row, ready);
      this.step(SPAWN, row, Math.max(lane.from, issued));
      return this.issued(row, QUEUE);
    }
    const earlier = this.attemptBefore(row);
    if (earlier >= 0 && (trace.settled[earlier] as number) <= this.t) {
      this.step(QUEUE, row, trace.settled[earlier] as number);
      this.cause = RETRY;
      return { at: "settled", row: earlier };
    }
    return this.issued(row, QUEUE);
  }

  /** Back to where the call was made. */
  private issued(row: number, part: number): Next {
    const { trace } = this;
    const issued = trace.issued[row] as number;
    const up = trace.parent[row] as number;
    if (up < 0) return undefined;
    this.step(part, row, Number.isNaN(issued) ? this.t : issued);
    this.cause = CALLED;
    if (!isMap(trace, up)) return { at: "body", row: up, before: row };
    const caller = trace.parent[up] as number;
    return caller < 0 ? undefined : { at: "body", row: caller, before: up };
  }

  private attempt(row: number | undefined): number | undefined {
    return row === undefined ? undefined : this.trace.attempt[row];
  }

  /** The row of the attempt before this one; -1 if there is none. Only the last but one is kept: no other is needed. */
  private attemptBefore(attempt: number): number {
    const { trace } = this;
    const row = this.previous.get(isSpan(trace, attempt) ? attempt : (trace.attemptOf[attempt] as number));
    return row !== undefined && (trace.attempt[row] as number) < (trace.attempt[attempt] as number)
      ? row
      : -1;
  }
}

type Next =
  | { readonly at: "settled" | "started"; readonly row: number }
  /** `before`: the nested call that was made at this point of the body, if the walk came from there. */
  | { readonly at: "body"; readonly row: number; readonly before?: number }
  | undefined;

/** Rows before whose end as many bodies held a slot as ever may. */
function endsOfFullHouses(trace: Trace, rows: readonly number[]): readonly number[] {
  const changes: (readonly [time: number, by: number, row: number])[] = [];
  for (const row of rows) {
    const [from, to] = [trace.dispatched[row] as number, trace.settled[row] as number];
    if (Number.isNaN(from) || Number.isNaN(to)) continue;
    changes.push([from, 1, row], [to, -1, row]);
  }
  changes.sort(([a, up], [b, down]) => a - b || up - down);
  const full: number[] = [];
  let held = 0;
  for (const [, by, row] of changes) {
    if (by < 0 && held >= trace.workers) full.push(row);
    held += by;
  }
  return full;
}
