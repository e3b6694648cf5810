import type { Trace } from "@/lib/trace/trace";
import { type Bodies, isExecuted, isInline, isTaken } from "./bodies";
import { getOrCreate } from "./maps";

/** A chunk of one or more items (or a single call) that crossed to a lane and back as one message each way. */
export interface Message {
  readonly lane: number;
  readonly dispatched: number;
  readonly received: number;
  /** Its first body began, its last one ended. */
  started: number;
  ended: number;
  settled: number;
  bytesIn: number;
  bytesOut: number;
  /** Rows of its items, in the order recorded. */
  readonly rows: number[];
  /** ms that their bodies ran. */
  compute: number;
}

/** Messages in the order dispatched. Rows that one lane got at one moment came in one message. */
export function messagesOf(trace: Trace, bodies: Bodies): Message[] {
  const byLane = new Map<number, Map<string, Message>>();
  const messages: Message[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    const dispatched = trace.dispatched[row] as number;
    if (!isExecuted(trace, row) || isInline(trace, row) || isTaken(trace, row) || Number.isNaN(dispatched))
      continue;
    const lane = trace.worker[row] as number;
    const open = getOrCreate(byLane, lane, () => new Map<string, Message>());
    const message = getOrCreate(open, `${dispatched} ${trace.parent[row]} ${trace.attempt[row]}`, () => {
      const made: Message = {
        lane,
        dispatched,
        received: trace.received[row] as number,
        started: Number.POSITIVE_INFINITY,
        ended: Number.NEGATIVE_INFINITY,
        settled: Number.NEGATIVE_INFINITY,
        bytesIn: 0,
        bytesOut: 0,
        rows: [],
        compute: 0,
      };
      messages.push(made);
      return made;
    });
    message.started = Math.min(message.started, knownOr(trace.started[row], message.started));
    message.ended = Math.max(message.ended, knownOr(trace.ended[row], message.ended));
    message.settled = Math.max(message.settled, knownOr(trace.settled[row], message.settled));
    message.bytesIn += trace.bytesIn[row] as number;
    message.bytesOut += trace.bytesOut[row] as number;
    message.compute += bodies.compute[row] as number;
    message.rows.push(row);
  }
  return messages.sort((a, b) => a.dispatched - b.dispatched);
}

const knownOr = (time: number | undefined, otherwise: number): number =>
  time === undefined || Number.isNaN(time) ? otherwise : time;
