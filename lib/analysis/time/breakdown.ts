import { getOrCreate } from "@/lib/base/get-or-create";
import { Heap } from "@/lib/base/heap";
import type { Breakdown } from "@/lib/protocol/report";
import type { Lane } from "@/lib/protocol/rows";
import { isCopiedInline, isExecuted, isInline } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf } from "./bodies";
import { clip, IntervalList, type Intervals, measure, NO_INTERVALS, subtract, unite } from "./intervals";
import { messagesOf } from "./messages";

/** States of a lane; at each instant the first that applies. */
export const PARTS = ["spawn", "compute", "transfer", "queue", "idle"] as const;

/** One place for a worker. Workers whose lifetimes follow one another (op runs) share a place. */
/**
 * Places that a view gets one by one; the others together. A trace file of a stranger may have a million lanes that all live at
 * once, and their objects would hold the page's thread.
 */
export const MAX_PLACES = 2_000;

interface LaneBreakdown {
  /** The first that lived there; undefined for those past `MAX_PLACES` together. */
  readonly lane: Lane | undefined;
  readonly lanes: number;
  /** ms; the sum is the wall time, or as many times that as there are places together. */
  readonly parts: Breakdown;
}

export interface RunBreakdown {
  /** Sum over all places: their number × wall time. */
  readonly total: Breakdown;
  readonly count: number;
  readonly places: readonly LaneBreakdown[];
}

/**
 * Where the time of all lanes went. Each lane is in one state at each instant, so the parts of a lane add up to the wall
 * time.
 *
 * - spawn: requested, not ready yet;
 * - compute: a body runs on it (a body that waits for a nested call does not run; one that waits for a timer does);
 * - transfer: a call is on its way to it (dispatched, not received) or its results from it (the last of its message ended, not settled);
 *   for a call in its caller's thread: its arguments or results are copied;
 * - queue: none of these, while some call is issued and not dispatched: it waits for the scheduler, a limit or another call;
 * - idle: the rest, and before its request and after its end.
 */
export function breakdownOf(trace: Trace, bodies: Bodies = bodiesOf(trace)): RunBreakdown {
  const queued = queuedIntervals(trace);
  const { compute, transfer } = activityByLane(trace, bodies);
  const hosts = lanesWithTasks(trace, bodies);

  const place = (lanes: readonly Lane[]): LaneBreakdown => {
    const wall = trace.wallMs;
    const parts: Breakdown = { spawn: 0, queue: 0, transfer: 0, compute: 0, idle: 0 };
    for (const lane of lanes) {
      const { from, ready, to } = lifeOf(lane, wall);
      const spawn = clip(span(from, Math.min(ready, to)), from, to);
      const ran = subtract(clip(unionOf(compute, lane), from, to), spawn);
      const busy = unite(spawn, ran);
      const moved = subtract(clip(unionOf(transfer, lane), from, to), busy);
      const kept = subtract(clip(queued, from, to), unite(busy, moved));
      parts.spawn += measure(spawn);
      parts.compute += measure(ran);
      parts.transfer += measure(moved);
      parts.queue += measure(kept);
    }
    // Rounding may make the rest slightly negative.
    parts.idle = Math.max(0, wall - parts.spawn - parts.compute - parts.transfer - parts.queue);
    return { lane: lanes[0], lanes: lanes.length, parts };
  };

  const driver = trace.lanes.find((lane) => lane.role === "driver");
  const places = stackLanes(
    trace.lanes.filter((lane) => lane.role !== "driver"),
    trace.wallMs,
  ).map(place);
  // Of the driver only where task bodies ran on it (sequential, async).
  if (driver && (places.length === 0 || hosts.has(driver.lane))) places.unshift(place([driver]));
  const total = sumParts(places.map(({ parts }) => parts));
  return { total, count: places.length, places: firstPlaces(places) };
}

function firstPlaces(places: readonly LaneBreakdown[]): readonly LaneBreakdown[] {
  const rest = places.slice(MAX_PLACES);
  if (rest.length === 0) return places;
  const lanes = rest.reduce((sum, place) => sum + place.lanes, 0);
  return [
    ...places.slice(0, MAX_PLACES),
    { lane: undefined, lanes, parts: sumParts(rest.map(({ parts }) => parts)) },
  ];
}

export function sumParts(all: readonly Breakdown[]): Breakdown {
  const total: Breakdown = { spawn: 0, queue: 0, transfer: 0, compute: 0, idle: 0 };
  for (const parts of all) for (const part of PARTS) total[part] += parts[part];
  return total;
}

/** From a lane's request to its end, within the run. */
export function lifeOf(lane: Lane, wallMs: number): { from: number; ready: number; to: number } {
  const clamp = (time: number, otherwise: number) =>
    Number.isNaN(time) ? otherwise : Math.min(Math.max(time, 0), wallMs);
  return { from: clamp(lane.requested, 0), ready: clamp(lane.ready, wallMs), to: clamp(lane.ended, wallMs) };
}

/**
 * Lanes grouped into places, so that no two of a place live at once and there are as few places as lanes alive at once.
 * Lanes of one kind share: op workers with op workers, a pool's replacement with the worker it replaces.
 */
export function stackLanes(lanes: readonly Lane[], wallMs: number): Lane[][] {
  const places: Lane[][] = [];
  /** Places of each kind by the time since when nobody lives there: 100,000 op runs must not cost their square. */
  const heaps = new Map<string, Heap<Lane[]>>();
  const lives = lanes
    .map((lane) => ({ lane, ...lifeOf(lane, wallMs) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  for (const { lane, from, to } of lives) {
    const kind = lane.role === "pool" ? `pool ${lane.label}` : lane.role;
    const heap = getOrCreate(heaps, kind, () => new Heap<Lane[]>());
    let place = heap.key <= from ? heap.pop() : undefined;
    if (place === undefined) {
      place = [];
      places.push(place);
    }
    place.push(lane);
    heap.push(to, place);
  }
  return places;
}

function span(from: number, to: number): Intervals {
  if (!(to > from)) return NO_INTERVALS;
  return { start: [from], end: [to] };
}

/** Moments at which some call had been issued and not dispatched. */
function queuedIntervals(trace: Trace): Intervals {
  const list = new IntervalList();
  for (let row = 0; row < trace.count; row += 1) {
    if (!isExecuted(trace, row) || isInline(trace, row)) continue;
    const dispatched = trace.dispatched[row] as number;
    const settled = trace.settled[row] as number;
    const until = Number.isNaN(dispatched) ? settled : dispatched;
    list.push(trace.issued[row] as number, Number.isNaN(until) ? trace.wallMs : until);
  }
  return list.union();
}

function activityByLane(
  trace: Trace,
  bodies: Bodies,
): { compute: Map<number, IntervalList>; transfer: Map<number, IntervalList> } {
  const compute = new Map<number, IntervalList>();
  const transfer = new Map<number, IntervalList>();
  const { row, start, end } = bodies.segments;
  for (let s = 0; s < row.length; s += 1) {
    listOf(compute, trace.worker[row[s] as number] as number).push(start[s] as number, end[s] as number);
  }
  for (const { lane, dispatched, received, ended, settled } of messagesOf(trace, bodies)) {
    const list = listOf(transfer, lane);
    list.push(dispatched, received);
    list.push(ended, settled);
  }
  for (let at = 0; at < trace.count; at += 1) {
    if (!isExecuted(trace, at) || !isCopiedInline(trace, at)) continue;
    const list = listOf(transfer, trace.worker[at] as number);
    list.push(trace.dispatched[at] as number, trace.received[at] as number);
    list.push(trace.ended[at] as number, trace.settled[at] as number);
  }
  return { compute, transfer };
}

const unionOf = (lists: ReadonlyMap<number, IntervalList>, { lane }: Lane): Intervals =>
  lists.get(lane)?.union() ?? NO_INTERVALS;

const listOf = (lists: Map<number, IntervalList>, lane: number): IntervalList =>
  getOrCreate(lists, lane, () => new IntervalList());

/** Lanes on which a task's body ran, as opposed to workflow code only. */
export function lanesWithTasks(trace: Trace, bodies: Bodies): Set<number> {
  const lanes = new Set<number>();
  for (const row of bodies.segments.row) if (isExecuted(trace, row)) lanes.add(trace.worker[row] as number);
  return lanes;
}
