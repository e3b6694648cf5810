import { getOrCreate } from "@/lib/base/get-or-create";
import { FLAG_CHUNK_HEAD } from "@/lib/protocol/rows";
import { hasFlag, isExecuted, isInline, isSpan, isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { Bodies } from "./bodies";

/** A chunk of one or more items (or a single call) that crossed to a lane and back as one message each way. */
export interface Message {
  readonly lane: number;
  readonly dispatched: number;
  readonly received: number;
  /** The first body started, the last one ended. */
  started: number;
  ended: number;
  settled: number;
  bytesIn: number;
  bytesOut: number;
  /** Rows of its items, in the order recorded; attempts that were retried in place are separate rows. */
  readonly rows: number[];
  items: number;
  /** ms that their bodies ran. */
  compute: number;
}

/**
 * Messages in the order dispatched. Rows of one call that were sent to a lane at the same time came in one message, unless
 * each is the head of a chunk (on a coarse clock two chunks can be sent at the same time).
 */
export function messagesOf(trace: Trace, bodies: Bodies): Message[] {
  const byLane = new Map<number, Map<number, Open>>();
  const messages: Message[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    const dispatched = trace.dispatched[row] as number;
    if (!isExecuted(trace, row) || isInline(trace, row) || isTaken(trace, row) || Number.isNaN(dispatched))
      continue;
    const lane = trace.worker[row] as number;
    const parent = trace.parent[row] as number;
    const head = isSpan(trace, row) && hasFlag(trace, row, FLAG_CHUNK_HEAD);
    const opened = getOrCreate(byLane, lane, () => new Map<number, Open>());
    let open = opened.get(dispatched);
    if (open === undefined || open.parent !== parent || (head && open.headed)) {
      open = { parent, headed: false, message: emptyMessage(trace, row) };
      opened.set(dispatched, open);
      messages.push(open.message);
    }
    open.headed ||= head;
    const { message } = open;
    message.started = Math.min(message.started, knownOr(trace.started[row], message.started));
    message.ended = Math.max(message.ended, knownOr(trace.ended[row], message.ended));
    message.settled = Math.max(message.settled, knownOr(trace.settled[row], message.settled));
    message.bytesIn += trace.bytesIn[row] as number;
    message.bytesOut += trace.bytesOut[row] as number;
    message.compute += bodies.compute[row] as number;
    message.items += Number(isSpan(trace, row));
    message.rows.push(row);
  }
  return messages.sort((a, b) => a.dispatched - b.dispatched);
}

interface Open {
  readonly parent: number;
  headed: boolean;
  readonly message: Message;
}

const emptyMessage = (trace: Trace, row: number): Message => ({
  lane: trace.worker[row] as number,
  dispatched: trace.dispatched[row] as number,
  received: trace.received[row] as number,
  started: Number.POSITIVE_INFINITY,
  ended: Number.NEGATIVE_INFINITY,
  settled: Number.NEGATIVE_INFINITY,
  bytesIn: 0,
  bytesOut: 0,
  rows: [],
  items: 0,
  compute: 0,
});

const knownOr = (time: number | undefined, otherwise: number): number =>
  time === undefined || Number.isNaN(time) ? otherwise : time;
