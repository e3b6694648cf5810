import { bodyEnd } from "@/lib/analysis/bodies";
import { lifeOf, stackLanes } from "@/lib/analysis/breakdown";
import { IntervalList, type Intervals } from "@/lib/analysis/intervals";
import { FLAG_INLINE, type Lane } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";
import { orderBy } from "./sort";

/** Most tracks of one band; what overlaps still more shares the last. */
const MOST_TRACKS = 48;

/** One lane, or one place in which lanes followed each other. */
export interface Band {
  readonly label: string;
  readonly lanes: readonly Lane[];
  readonly firstTrack: number;
  readonly tracks: number;
  /** Workers starting. */
  readonly spawn: Intervals;
  /** Arguments or results on their way; drawn under the bodies. */
  readonly transfer: Intervals;
  /** From its first request to its last end. */
  readonly life: Intervals;
}

/**
 * Where each span stands: a track is a line of spans that do not overlap, a band the tracks of one lane. The marks of
 * track t are `offsets[t] … offsets[t + 1]` of the columns, in order of their start.
 */
export interface Layout {
  readonly bands: readonly Band[];
  readonly tracks: number;
  readonly offsets: Int32Array;
  /** Row in the trace. */
  readonly rows: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Latest end up to this mark in its track: ascending even where marks share a track and overlap. */
  readonly reach: Float64Array;
  /** By row of the trace; -1 where it never ran. */
  readonly trackOf: Int32Array;
}

export type LayoutMode = "workers" | "nested";

/** Rows whose body began, in order of that; ties in the order of the trace, so that parents come first. */
function marksOf(trace: Trace): { readonly rows: Int32Array; readonly end: Float64Array } {
  const began = new Int32Array(trace.count);
  let count = 0;
  for (let row = 0; row < trace.count; row += 1) {
    if (Number.isNaN(trace.started[row])) continue;
    began[count] = row;
    count += 1;
  }
  const starts = Float64Array.from(
    { length: count },
    (_, at) => trace.started[began[at] as number] as number,
  );
  const rows = orderBy(starts).map((at) => began[at] as number);
  return { rows, end: Float64Array.from(rows, (row) => bodyEnd(trace, row)) };
}

/** Tracks of one band, filled from left to right. */
class Stack {
  private readonly free: number[] = [];

  get tracks(): number {
    return Math.max(1, this.free.length);
  }

  /** @param least no track above this one: under its caller. @returns the track */
  place(start: number, end: number, least: number): number {
    let track = Math.min(least, MOST_TRACKS - 1);
    while (track < this.free.length && (this.free[track] as number) > start) track += 1;
    track = Math.min(track, MOST_TRACKS - 1);
    while (this.free.length <= track) this.free.push(Number.NEGATIVE_INFINITY);
    this.free[track] = Math.max(this.free[track] as number, end);
    return track;
  }
}

interface Placing {
  /** Band of each mark, and its track in that band. */
  readonly band: Int32Array;
  readonly track: Int32Array;
  readonly stacks: readonly Stack[];
}

function place(
  trace: Trace,
  rows: Int32Array,
  end: Float64Array,
  bands: number,
  bandOf: (row: number) => number,
): Placing {
  const stacks = Array.from({ length: bands }, () => new Stack());
  const band = new Int32Array(rows.length);
  const track = new Int32Array(rows.length);
  const trackOf = new Int32Array(trace.count).fill(-1);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const own = bandOf(row);
    const up = trace.parent[row] as number;
    const under =
      up >= 0 && (trackOf[up] as number) >= 0 && bandOf(up) === own ? (trackOf[up] as number) + 1 : 0;
    const chosen = stacks[own]?.place(trace.started[row] as number, end[at] as number, under) ?? 0;
    band[at] = own;
    track[at] = chosen;
    trackOf[row] = chosen;
  }
  return { band, track, stacks };
}

function assemble(
  trace: Trace,
  rows: Int32Array,
  end: Float64Array,
  placing: Placing,
  bands: readonly Omit<Band, "firstTrack" | "tracks">[],
): Layout {
  const firsts: number[] = [];
  let tracks = 0;
  for (const stack of placing.stacks) {
    firsts.push(tracks);
    tracks += stack.tracks;
  }
  const trackAt = (at: number): number =>
    (firsts[placing.band[at] as number] ?? 0) + (placing.track[at] as number);
  const offsets = new Int32Array(tracks + 1);
  for (let at = 0; at < rows.length; at += 1)
    offsets[trackAt(at) + 1] = (offsets[trackAt(at) + 1] as number) + 1;
  for (let track = 0; track < tracks; track += 1)
    offsets[track + 1] = (offsets[track + 1] as number) + (offsets[track] as number);
  const next = offsets.slice(0, tracks);
  const layout = {
    rows: new Int32Array(rows.length),
    start: new Float64Array(rows.length),
    end: new Float64Array(rows.length),
    reach: new Float64Array(rows.length),
    trackOf: new Int32Array(trace.count).fill(-1),
  };
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const track = trackAt(at);
    const to = next[track] as number;
    next[track] = to + 1;
    layout.rows[to] = row;
    layout.start[to] = trace.started[row] as number;
    layout.end[to] = end[at] as number;
    layout.reach[to] =
      to > (offsets[track] as number)
        ? Math.max(layout.reach[to - 1] as number, end[at] as number)
        : (end[at] as number);
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

/** What the lane names itself by. */
function bandLabel(lanes: readonly Lane[], at: number): string {
  const [lane] = lanes;
  if (!lane) return "";
  if (lane.role === "driver") return "driver";
  if (lane.role === "op") return `place ${at}`;
  return lane.role === "process" ? `process ${lane.lane}` : `worker ${lane.lane}`;
}

function transferByBand(
  trace: Trace,
  bands: number,
  bandOf: (row: number) => number,
): readonly IntervalList[] {
  const lists = Array.from({ length: bands }, () => new IntervalList());
  for (let row = 0; row < trace.count; row += 1) {
    if (
      ((trace.flags[row] as number) & FLAG_INLINE) !== 0 ||
      Number.isNaN(trace.dispatched[row]) ||
      (trace.worker[row] as number) < 0
    )
      continue;
    const list = lists[bandOf(row)];
    list?.push(trace.dispatched[row] as number, trace.received[row] as number);
    list?.push(trace.ended[row] as number, trace.settled[row] as number);
  }
  return lists;
}

/** Lanes as bands; op workers, each of which lives for one call, take each other's places. */
function byWorkers(trace: Trace): Layout {
  const driver = trace.lanes.filter((lane) => lane.role === "driver");
  const others = stackLanes(
    trace.lanes.filter((lane) => lane.role !== "driver"),
    trace.wallMs,
  );
  const places = [driver, ...others].filter((lanes) => lanes.length > 0);
  const bandOfLane = new Map<number, number>();
  places.forEach((lanes, at) => {
    for (const lane of lanes) bandOfLane.set(lane.lane, at);
  });
  // A lane that nobody announced still has its spans shown: in a band at the end.
  const unknown = places.length;
  const bandOf = (row: number): number => bandOfLane.get(trace.worker[row] as number) ?? unknown;
  const { rows, end } = marksOf(trace);
  const bands = rows.some((row) => bandOf(row) === unknown) || places.length === 0 ? unknown + 1 : unknown;
  const transfer = transferByBand(trace, bands, bandOf);
  const described = Array.from({ length: bands }, (_, at) => {
    const lanes = places[at] ?? [];
    const spawn = new IntervalList();
    const life = new IntervalList();
    for (const lane of lanes) {
      const { from, ready, to } = lifeOf(lane, trace.wallMs);
      spawn.push(from, Math.min(ready, to));
      life.push(from, to);
    }
    return {
      label: lanes.length > 0 ? bandLabel(lanes, at) : "other",
      lanes,
      spawn: spawn.union(),
      transfer: transfer[at]?.union() ?? new IntervalList().union(),
      life: life.union(),
    };
  });
  return assemble(trace, rows, end, place(trace, rows, end, bands, bandOf), described);
}

/** One band in which every span stands under its caller, wherever it ran. */
function byNesting(trace: Trace): Layout {
  const { rows, end } = marksOf(trace);
  const none = new IntervalList().union();
  const band = { label: "", lanes: [], spawn: none, transfer: none, life: none };
  return assemble(
    trace,
    rows,
    end,
    place(trace, rows, end, 1, () => 0),
    [band],
  );
}

export function layoutOf(trace: Trace, mode: LayoutMode): Layout {
  return mode === "workers" ? byWorkers(trace) : byNesting(trace);
}
