import { FLAG_ITEM } from "@/lib/protocol/rows";
import { hasFlag, isExecuted, isInline, isSpan, isTaken, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type TaskTotals, totalsByTask } from "../report/by-task";
import { type Bodies, bodiesOf } from "./bodies";
import { lanesWithTasks, lifeOf } from "./breakdown";
import { IntervalList, measure } from "./intervals";
import { messagesOf } from "./messages";

/** What calls cost besides their bodies, ms of worker time. */
export interface Overhead {
  /** Calls and items whose bodies ran. */
  readonly items: number;
  /** Per item: starts of workers, messages both ways, the time between two items of a chunk. */
  readonly perItemMs: number;
}

export function overheadOf(trace: Trace, bodies: Bodies = bodiesOf(trace)): Overhead {
  let items = 0;
  let inlineItems = 0;
  const inline = new IntervalList();
  for (let row = 0; row < trace.count; row += 1) {
    if (!isExecuted(trace, row) || isTaken(trace, row) || Number.isNaN(trace.started[row])) continue;
    if (isSpan(trace, row)) items += 1;
    if (!isInline(trace, row)) continue;
    inlineItems += Number(isSpan(trace, row));
    inline.push(trace.started[row] as number, trace.ended[row] as number);
  }
  let overhead = 0;
  let spawn = 0;
  for (const lane of trace.lanes) {
    if (lane.role === "driver") continue;
    const { from, ready, to } = lifeOf(lane, trace.wallMs);
    spawn += Math.max(0, Math.min(ready, to) - from);
  }
  const readyOf = new Map(trace.lanes.map((lane) => [lane.lane, lifeOf(lane, trace.wallMs).ready]));
  for (const message of messagesOf(trace, bodies)) {
    const { dispatched, started, ended, settled, rows } = message;
    if (!(settled >= ended && ended >= started)) continue;
    const began = Math.max(dispatched, readyOf.get(message.lane) ?? 0);
    let ran = 0;
    for (const row of rows) ran += Math.max(0, (trace.ended[row] as number) - (trace.started[row] as number));
    overhead += Math.max(0, started - began) + (settled - ended) + Math.max(0, ended - started - ran);
  }
  // Inline there are no messages: what the caller's thread did between the bodies.
  const first = trace.started[0] ?? Number.NaN;
  const last = trace.ended[0] ?? Number.NaN;
  if (inlineItems > 0 && inlineItems === items && last > first) {
    overhead = Math.max(0, last - first - measure(inline.union()) - (bodies.compute[0] ?? 0));
  }
  return { items, perItemMs: items === 0 ? 0 : (overhead + spawn) / items };
}

export function mappedTask(trace: Trace, bodies: Bodies = bodiesOf(trace)): TaskTotals | undefined {
  const inMaps = new Set<string>();
  for (let row = 0; row < trace.count; row += 1) {
    if (hasFlag(trace, row, FLAG_ITEM)) inMaps.add(nameAt(trace, row));
  }
  return ranTasks(trace, bodies).find(({ name }) => inMaps.has(name));
}

/**
 * The task whose duration matters most: that of a map's items, unless they do little but call others (dynamics) or there
 * is no map; then the one with the largest compute time.
 */
export function mainTask(trace: Trace, bodies: Bodies = bodiesOf(trace)): TaskTotals | undefined {
  const mapped = mappedTask(trace, bodies);
  const most = ranTasks(trace, bodies)[0];
  return mapped !== undefined && mapped.computeMs >= SMALL_SHARE * (most?.computeMs ?? 0) ? mapped : most;
}

const ranTasks = (trace: Trace, bodies: Bodies): TaskTotals[] =>
  totalsByTask(trace, bodies).filter(({ medianMs }) => !Number.isNaN(medianMs));

/** Worker ms: how long workers lived; the driver counts only where it ran task bodies. */
export function workerMsOf(trace: Trace, bodies: Bodies = bodiesOf(trace)): number {
  const hosts = lanesWithTasks(trace, bodies);
  let sum = 0;
  for (const lane of trace.lanes) {
    const { from, to } = lifeOf(lane, trace.wallMs);
    if (lane.role !== "driver" || hosts.has(lane.lane)) sum += to - from;
  }
  return sum;
}

/** An overhead of at most this share of the whole is acceptable. */
export const SMALL_SHARE = 0.1;

/** ms that an item must take for an overhead to be at most a tenth of both. */
export const worthwhileItemMs = (overheadMs: number): number =>
  (overheadMs * (1 - SMALL_SHARE)) / SMALL_SHARE;
