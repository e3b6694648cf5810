import type { Lane } from "@/lib/protocol/rows";
import { nameAt } from "./row";
import type { Trace } from "./trace";

/**
 * Lanes of workers that were started for one call each: they follow from its row. A link leaves out those that are as given
 * here, which are most of a record's text, and so does the page of a long record: they would be most of its objects.
 */
export function workerLanes(trace: Trace): ReadonlyMap<number, Lane> {
  const lanes = new Map<number, Lane>();
  const busy = new Set<number>();
  for (let row = 0; row < trace.count; row += 1) {
    const lane = trace.worker[row] as number;
    if (lane < 0) continue;
    if (busy.has(lane)) lanes.delete(lane);
    else lanes.set(lane, laneOf(trace, row, lane));
    busy.add(lane);
  }
  return lanes;
}

function laneOf(trace: Trace, row: number, lane: number): Lane {
  const [asked, ready, started, settled] = [
    trace.dispatched[row] as number,
    trace.received[row] as number,
    trace.started[row] as number,
    trace.settled[row] as number,
  ];
  const isReady = Number.isNaN(ready) ? started : ready;
  return {
    lane,
    role: "op",
    label: nameAt(trace, row),
    requested: Number.isNaN(asked) ? isReady : asked,
    ready: isReady,
    ended: settled,
    ...(!Number.isNaN(settled) && { end: "finished" as const }),
  };
}

const FIELDS = ["role", "label", "requested", "ready", "ended", "end"] as const;

export const isSameLane = (one: Lane, other: Lane | undefined): boolean =>
  other !== undefined && FIELDS.every((field) => Object.is(one[field], other[field]));

/** Leaves out lanes that follow from rows. */
export function withoutWorkerLanes(trace: Trace): Trace {
  const derived = workerLanes(trace);
  const lanes = trace.lanes.filter((lane) => !isSameLane(lane, derived.get(lane.lane)));
  return { ...trace, lanes, lanesFollow: true };
}

/** Adds lanes that were left out. */
export function withWorkerLanes(trace: Trace): Trace {
  const there = new Set(trace.lanes.map(({ lane }) => lane));
  const lanes = [...trace.lanes];
  for (const [lane, derived] of workerLanes(trace))
    if (!there.has(lane) && !Number.isNaN(derived.requested)) lanes.push(derived);
  return { ...trace, lanes: lanes.sort((a, b) => a.lane - b.lane), lanesFollow: undefined };
}

/** All lanes of a trace, wherever they are. */
export const lanesOf = (trace: Trace): readonly Lane[] =>
  trace.lanesFollow ? withWorkerLanes(trace).lanes : trace.lanes;
