import type { Lane } from "@/lib/protocol/rows";
import { bodyEnd, isInline } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { lifeOf, MAX_PLACES, stackLanes } from "../time/breakdown";
import { IntervalList, type Intervals, NO_INTERVALS, subtract } from "../time/intervals";
import { orderBy } from "./sort";

/** Most tracks of one band; further overlapping spans share the last. */
const BAND_MAX_TRACKS = 48;

/** One lane, or several lanes that followed each other in one place. */
interface Band {
  readonly label: string;
  readonly lanes: number;
  readonly firstTrack: number;
  readonly tracks: number;
  readonly spawn: Intervals;
  /** Arguments or results on their way; drawn under the bodies. */
  readonly transfer: Intervals;
  /** From its first request to its last end. */
  readonly life: Intervals;
}

/**
 * Where each span is drawn: a track is a line of spans that do not overlap, a band is the tracks of one lane. The marks
 * of track t are `offsets[t] … offsets[t + 1]` of the columns, in order of their start.
 */
export interface Layout {
  readonly bands: readonly Band[];
  readonly tracks: number;
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Latest end up to this mark in its track: ascending even where marks share a track and overlap. */
  readonly reach: Float64Array;
  /** By row of the trace; -1 where it never ran. */
  readonly trackOf: Int32Array;
}

export type LayoutMode = "workers" | "nested";

/** Rows whose body started, in that order; ties in the order of the trace, so parents come first. */
function startedRows(trace: Trace): Int32Array {
  // Plain loops: `from` with a function takes ten times as long, and this runs while spans stream in.
  const began = new Int32Array(trace.count);
  const starts = new Float64Array(trace.count);
  let count = 0;
  for (let row = 0; row < trace.count; row += 1) {
    const started = trace.started[row] as number;
    if (Number.isNaN(started)) continue;
    began[count] = row;
    starts[count] = started;
    count += 1;
  }
  const rows = orderBy(starts.subarray(0, count));
  for (let at = 0; at < count; at += 1) rows[at] = began[rows[at] as number] as number;
  return rows;
}

/** Tracks of one band, filled from left to right. */
class Stack {
  private readonly free: number[] = [];

  get tracks(): number {
    return Math.max(1, this.free.length);
  }

  /** @param least no track above this one: under its caller. @returns the track */
  place(start: number, end: number, least: number): number {
    let track = Math.min(least, BAND_MAX_TRACKS - 1);
    while (track < this.free.length && (this.free[track] as number) > start) track += 1;
    track = Math.min(track, BAND_MAX_TRACKS - 1);
    while (this.free.length <= track) this.free.push(Number.NEGATIVE_INFINITY);
    this.free[track] = Math.max(this.free[track] as number, end);
    return track;
  }
}

/** @param bandOf by row of the trace */
function layOut(
  trace: Trace,
  bandOf: Int32Array,
  bands: readonly Omit<Band, "firstTrack" | "tracks">[],
): Layout {
  const sorted = startedRows(trace);
  const stacks = bands.map(() => new Stack());
  const trackOf = new Int32Array(trace.count).fill(-1);
  for (const row of sorted) {
    const band = bandOf[row] as number;
    const up = trace.parent[row] as number;
    const under = up >= 0 && bandOf[up] === band ? (trackOf[up] as number) + 1 : 0;
    trackOf[row] = stacks[band]?.place(trace.started[row] as number, bodyEnd(trace, row), under) ?? 0;
  }
  // So far each track was counted from its band's first.
  const firsts: number[] = [];
  let tracks = 0;
  for (const stack of stacks) {
    firsts.push(tracks);
    tracks += stack.tracks;
  }
  const offsets = new Int32Array(tracks + 1);
  for (const row of sorted) {
    const track = (trackOf[row] as number) + (firsts[bandOf[row] as number] ?? 0);
    trackOf[row] = track;
    offsets[track + 1] = (offsets[track + 1] as number) + 1;
  }
  for (let track = 0; track < tracks; track += 1)
    offsets[track + 1] = (offsets[track + 1] as number) + (offsets[track] as number);
  const next = offsets.slice(0, tracks);
  const rows = new Int32Array(sorted.length);
  const start = new Float64Array(sorted.length);
  const end = new Float64Array(sorted.length);
  const reach = new Float64Array(sorted.length);
  for (const row of sorted) {
    const track = trackOf[row] as number;
    const to = next[track] as number;
    const until = bodyEnd(trace, row);
    next[track] = to + 1;
    rows[to] = row;
    start[to] = trace.started[row] as number;
    end[to] = until;
    reach[to] = to > (offsets[track] as number) ? Math.max(reach[to - 1] as number, until) : until;
  }
  const placed = bands.map((band, at) => ({
    ...band,
    firstTrack: firsts[at] ?? 0,
    tracks: stacks[at]?.tracks ?? 1,
  }));
  return { bands: placed, tracks, offsets, rows, start, end, reach, trackOf };
}

function bandLabel(lanes: readonly Lane[], at: number): string {
  const [lane] = lanes;
  if (!lane) return "";
  if (lane.role === "driver") return "driver";
  if (lane.role === "op") return `slot ${at}`;
  return lane.role === "process" ? `process ${lane.lane}` : `worker ${lane.lane}`;
}

function transferByBand(trace: Trace, bands: number, bandOf: Int32Array): readonly IntervalList[] {
  const lists = Array.from({ length: bands }, () => new IntervalList());
  for (let row = 0; row < trace.count; row += 1) {
    if (isInline(trace, row) || Number.isNaN(trace.dispatched[row]) || (trace.worker[row] as number) < 0)
      continue;
    const list = lists[bandOf[row] as number];
    list?.push(trace.dispatched[row] as number, trace.received[row] as number);
    list?.push(trace.ended[row] as number, trace.settled[row] as number);
  }
  return lists;
}

/** Lanes as bands. Op workers live for one call: those that follow one another share a place. */
function byWorkers(trace: Trace): Layout {
  const driver = trace.lanes.filter((lane) => lane.role === "driver");
  const workers = trace.lanes.filter((lane) => lane.role !== "driver");
  const places = firstPlaces(
    [driver, ...stackLanes(workers, trace.wallMs)].filter((lanes) => lanes.length > 0),
  );
  const bandOfLane = new Map<number, number>();
  places.forEach((lanes, at) => {
    for (const lane of lanes) bandOfLane.set(lane.lane, at);
  });
  const bandOf = new Int32Array(trace.count);
  // Spans of a lane that was never announced are shown in a band at the end.
  const unknown = places.length;
  let bands = Math.max(1, unknown);
  for (let row = 0; row < trace.count; row += 1) {
    const lane = trace.worker[row] as number;
    const up = trace.parent[row] as number;
    // A map runs on no lane: it is shown with its caller.
    const band = lane < 0 && up >= 0 ? (bandOf[up] as number) : (bandOfLane.get(lane) ?? unknown);
    bandOf[row] = band;
    if (band === unknown && !Number.isNaN(trace.started[row])) bands = unknown + 1;
  }
  const transfer = transferByBand(trace, bands, bandOf);
  const described = transfer.map((list, at) => describeBand(trace, places[at] ?? [], at, list));
  return layOut(trace, bandOf, described);
}

/** A million places that all live at once would be as many bands: those past the bound share one. */
const firstPlaces = (places: readonly Lane[][]): readonly (readonly Lane[])[] =>
  places.length <= MAX_PLACES ? places : [...places.slice(0, MAX_PLACES), places.slice(MAX_PLACES).flat()];

function describeBand(
  trace: Trace,
  lanes: readonly Lane[],
  at: number,
  transfer: IntervalList,
): Omit<Band, "firstTrack" | "tracks"> {
  const spawn = new IntervalList();
  const life = new IntervalList();
  for (const lane of lanes) {
    const { from, ready, to } = lifeOf(lane, trace.wallMs);
    spawn.push(from, Math.min(ready, to));
    life.push(from, to);
  }
  return {
    label: lanes.length > 0 && at < MAX_PLACES ? bandLabel(lanes, at) : "other",
    lanes: lanes.length,
    spawn: spawn.union(),
    // What is sent to a worker that starts waits for its start.
    transfer: subtract(transfer.union(), spawn.union()),
    life: life.union(),
  };
}

/** One band in which every span is under its caller, wherever it ran. */
function byNesting(trace: Trace): Layout {
  const band = { label: "", lanes: 0, spawn: NO_INTERVALS, transfer: NO_INTERVALS, life: NO_INTERVALS };
  return layOut(trace, new Int32Array(trace.count), [band]);
}

export function layoutOf(trace: Trace, mode: LayoutMode): Layout {
  return mode === "workers" ? byWorkers(trace) : byNesting(trace);
}
