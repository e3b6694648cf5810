import type { Lane } from "@/lib/protocol/rows";
import { bodyEnd, isInline } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { lifeOf, stackLanes } from "../time/breakdown";
import { IntervalList, type Intervals, NO_INTERVALS } from "../time/intervals";
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

interface Marks {
  readonly rows: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** Rows whose body started, in that order; ties in the order of the trace, so parents come first. */
function marksOf(trace: Trace): Marks {
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
  const order = orderBy(starts.subarray(0, count));
  const marks = { rows: new Int32Array(count), start: new Float64Array(count), end: new Float64Array(count) };
  for (let at = 0; at < count; at += 1) {
    const row = began[order[at] as number] as number;
    marks.rows[at] = row;
    marks.start[at] = trace.started[row] as number;
    marks.end[at] = bodyEnd(trace, row);
  }
  return marks;
}

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

interface Placing {
  /** Track of each mark in its band. */
  readonly track: Int32Array;
  readonly stacks: readonly Stack[];
}

/** @param bandOf by row of the trace */
function place(trace: Trace, { rows, start, end }: Marks, bands: number, bandOf: Int32Array): Placing {
  const stacks = Array.from({ length: bands }, () => new Stack());
  const track = new Int32Array(rows.length);
  const trackOf = new Int32Array(trace.count).fill(-1);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const band = bandOf[row] as number;
    const up = trace.parent[row] as number;
    const under = up >= 0 && bandOf[up] === band ? (trackOf[up] as number) + 1 : 0;
    const chosen = stacks[band]?.place(start[at] as number, end[at] as number, under) ?? 0;
    track[at] = chosen;
    trackOf[row] = chosen;
  }
  return { track, stacks };
}

function assemble(
  trace: Trace,
  marks: Marks,
  bandOf: Int32Array,
  placing: Placing,
  bands: readonly Omit<Band, "firstTrack" | "tracks">[],
): Layout {
  const count = marks.rows.length;
  const firsts: number[] = [];
  let tracks = 0;
  for (const stack of placing.stacks) {
    firsts.push(tracks);
    tracks += stack.tracks;
  }
  const trackAt = (at: number): number =>
    (firsts[bandOf[marks.rows[at] as number] as number] ?? 0) + (placing.track[at] as number);
  const offsets = new Int32Array(tracks + 1);
  for (let at = 0; at < count; at += 1) {
    const after = trackAt(at) + 1;
    offsets[after] = (offsets[after] as number) + 1;
  }
  for (let track = 0; track < tracks; track += 1) {
    offsets[track + 1] = (offsets[track + 1] as number) + (offsets[track] as number);
  }
  const next = offsets.slice(0, tracks);
  const layout = {
    rows: new Int32Array(count),
    start: new Float64Array(count),
    end: new Float64Array(count),
    reach: new Float64Array(count),
    trackOf: new Int32Array(trace.count).fill(-1),
  };
  for (let at = 0; at < count; at += 1) {
    const row = marks.rows[at] as number;
    const track = trackAt(at);
    const to = next[track] as number;
    const end = marks.end[at] as number;
    next[track] = to + 1;
    layout.rows[to] = row;
    layout.start[to] = marks.start[at] as number;
    layout.end[to] = end;
    layout.reach[to] = to > (offsets[track] as number) ? Math.max(layout.reach[to - 1] as number, end) : end;
    layout.trackOf[row] = track;
  }
  return {
    ...layout,
    tracks,
    offsets,
    bands: bands.map((band, at) => ({
      ...band,
      firstTrack: firsts[at] ?? 0,
      tracks: placing.stacks[at]?.tracks ?? 1,
    })),
  };
}

function bandLabel(lanes: readonly Lane[], at: number): string {
  const [lane] = lanes;
  if (!lane) return "";
  if (lane.role === "driver") return "driver";
  if (lane.role === "op") return `place ${at}`;
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
  const places = [driver, ...stackLanes(workers, trace.wallMs)].filter((lanes) => lanes.length > 0);
  const bandOfLane = new Map<number, number>();
  places.forEach((lanes, at) => {
    for (const lane of lanes) bandOfLane.set(lane.lane, at);
  });
  const marks = marksOf(trace);
  const bandOf = new Int32Array(trace.count);
  // Spans of a lane that was never announced are shown in a band at the end.
  const unknown = places.length;
  for (let row = 0; row < trace.count; row += 1) {
    const lane = trace.worker[row] as number;
    const up = trace.parent[row] as number;
    // A map runs on no lane: it is shown with its caller.
    bandOf[row] = lane < 0 && up >= 0 ? (bandOf[up] as number) : (bandOfLane.get(lane) ?? unknown);
  }
  let bands = Math.max(1, unknown);
  for (const row of marks.rows) if (bandOf[row] === unknown) bands = unknown + 1;
  const transfer = transferByBand(trace, bands, bandOf);
  const described = Array.from({ length: bands }, (_, at) =>
    describeBand(trace, places[at] ?? [], at, transfer[at]),
  );
  return assemble(trace, marks, bandOf, place(trace, marks, bands, bandOf), described);
}

function describeBand(
  trace: Trace,
  lanes: readonly Lane[],
  at: number,
  transfer = new IntervalList(),
): Omit<Band, "firstTrack" | "tracks"> {
  const spawn = new IntervalList();
  const life = new IntervalList();
  for (const lane of lanes) {
    const { from, ready, to } = lifeOf(lane, trace.wallMs);
    spawn.push(from, Math.min(ready, to));
    life.push(from, to);
  }
  return {
    label: lanes.length > 0 ? bandLabel(lanes, at) : "other",
    lanes: lanes.length,
    spawn: spawn.union(),
    transfer: transfer.union(),
    life: life.union(),
  };
}

/** One band in which every span is under its caller, wherever it ran. */
function byNesting(trace: Trace): Layout {
  const marks = marksOf(trace);
  const bandOf = new Int32Array(trace.count);
  const band = { label: "", lanes: 0, spawn: NO_INTERVALS, transfer: NO_INTERVALS, life: NO_INTERVALS };
  return assemble(trace, marks, bandOf, place(trace, marks, 1, bandOf), [band]);
}

export function layoutOf(trace: Trace, mode: LayoutMode): Layout {
  return mode === "workers" ? byWorkers(trace) : byNesting(trace);
}
