import { firstIndex } from "@/lib/base/first-index";
import { getOrCreate } from "@/lib/base/get-or-create";
import { type Incremental, ROWS_PER_STEP } from "@/lib/base/incremental";
import { EXECUTED } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { FLAG_INLINE, type Lane } from "@/lib/protocol/rows";
import type { Columns } from "../columns";

const RUNNING = STATUSES.indexOf("running");

interface Message {
  /** When its last body ended, and when its results arrived; NaN where no row has that time. */
  ended: number;
  settled: number;
}

/**
 * Fills in missing arrival times: those of rows that a busy worker sent before the scheduler had their chunk's result.
 * They arrived with the other rows of their message (same lane, same dispatch), if one of those has the time. Otherwise
 * they arrived when their lane ended, if it was started for them. Otherwise the median return time of the trial is added
 * to the end of the message's last body, at most until the lane's next call or the arrival of their map. In steps.
 */
export function* inferSettled(columns: Columns, count: number, lanes: readonly Lane[]): Incremental<void> {
  const { settled, ended, dispatched, worker, status, flags, kind } = columns;
  const isRemote = (row: number): boolean =>
    EXECUTED[kind[row] as number] === true &&
    ((flags[row] as number) & FLAG_INLINE) === 0 &&
    !Number.isNaN(dispatched[row]);
  const open: number[] = [];
  for (let row = 0; row < count; row += 1) {
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
    const unknown = Number.isNaN(settled[row]) && !Number.isNaN(ended[row]) && status[row] !== RUNNING;
    if (unknown && isRemote(row)) open.push(row);
  }
  if (open.length === 0) return;

  const byLane = new Map<number, Map<number, Message>>();
  // Rows of one message are usually adjacent: one look-up serves all of them.
  let lane = Number.NaN;
  let sent = Number.NaN;
  let message: Message | undefined;
  for (let row = 0; row < count; row += 1) {
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
    if (!isRemote(row)) continue;
    if (message === undefined || worker[row] !== lane || dispatched[row] !== sent) {
      lane = worker[row] as number;
      sent = dispatched[row] as number;
      const messages = getOrCreate(byLane, lane, () => new Map<number, Message>());
      message = getOrCreate(messages, sent, () => ({ ended: Number.NEGATIVE_INFINITY, settled: Number.NaN }));
    }
    if ((ended[row] as number) > message.ended) message.ended = ended[row] as number;
    message.settled = later(message.settled, settled[row] as number);
  }
  const usual = usualReturn(byLane);
  const ends = new Map(lanes.filter(({ role }) => role !== "pool").map((lane) => [lane.lane, lane.ended]));
  const sends = new Map(
    [...byLane].map(([lane, messages]) => [lane, Float64Array.from(messages.keys()).sort()]),
  );
  for (const [at, row] of open.entries()) {
    if (at % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
    const lane = worker[row] as number;
    const message = byLane.get(lane)?.get(dispatched[row] as number);
    const end = Math.max(ended[row] as number, message?.ended ?? 0);
    const sent = sends.get(lane) ?? new Float64Array(0);
    const next =
      sent[firstIndex(0, sent.length, (i) => (sent[i] as number) >= end)] ?? Number.POSITIVE_INFINITY;
    const known = [message?.settled, ends.get(lane)].find((time) => time !== undefined && time >= end);
    const up = columns.parent[row] as number;
    const call =
      up >= 0 && (settled[up] as number) >= end ? (settled[up] as number) : Number.POSITIVE_INFINITY;
    settled[row] = known ?? Math.min(end + usual, next, call);
  }
}

const later = (a: number, b: number): number => (a >= b || Number.isNaN(b) ? a : b);

/** Median time from a message's last body to its arrival, ms; 0 where no message has both. */
function usualReturn(byLane: ReadonlyMap<number, ReadonlyMap<number, Message>>): number {
  const times: number[] = [];
  for (const messages of byLane.values()) {
    for (const { ended, settled } of messages.values())
      if (Number.isFinite(ended) && settled >= ended) times.push(settled - ended);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? 0;
}
