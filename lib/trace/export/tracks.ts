import { getOrCreate } from "@/lib/base/get-or-create";
import { Heap } from "@/lib/base/heap";
import { bodyEnd, isMap } from "../row";
import type { Trace } from "../trace";

export interface Slice {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/** Slices of a lane that nest: each is entirely inside another or apart from it, in the order of their start. */
export type Track = readonly Slice[];

/**
 * Bodies by lane, each lane as tracks of slices that nest, as other tools need them. A lane has more than one track where
 * its bodies overlap without nesting (they wait at the same time on one thread).
 *
 * A slice goes to its parent's track if it fits there, else to the track that has been free for the longest. O(n log n).
 */
export function tracksOf(trace: Trace): Map<number, Track[]> {
  const byLane = new Map<number, Slice[]>();
  for (let row = 0; row < trace.count; row += 1) {
    const lane = trace.worker[row] as number;
    const start = trace.started[row] as number;
    const end = bodyEnd(trace, row);
    if (lane < 0 || Number.isNaN(start) || isMap(trace, row) || !(end >= start)) continue;
    getOrCreate(byLane, lane, (): Slice[] => []).push({ row, start, end });
  }
  const tracks = new Map<number, Track[]>();
  for (const [lane, slices] of [...byLane].sort(([a], [b]) => a - b)) tracks.set(lane, stack(trace, slices));
  return tracks;
}

interface OpenTrack {
  readonly slices: Slice[];
  /** Open slices, the innermost last. */
  readonly open: Slice[];
  /** When the outermost one ends. */
  until: number;
}

function stack(trace: Trace, slices: Slice[]): Track[] {
  // Parents come before children, so of two slices with the same times the outer one comes first.
  slices.sort((a, b) => a.start - b.start || b.end - a.end || a.row - b.row);
  const tracks: OpenTrack[] = [];
  const trackOf = new Map<number, OpenTrack>();
  /** By when each is free. */
  const heap = new Heap<OpenTrack>();
  for (const slice of slices) {
    let track = trackOf.get(nearestOnLane(trace, slice.row, trackOf));
    if (track !== undefined && !fits(track, slice)) track = undefined;
    if (track === undefined) {
      if (heap.key <= slice.start) track = heap.pop();
      if (track === undefined) {
        track = { slices: [], open: [], until: slice.end };
        tracks.push(track);
      }
      track.open.length = 0;
      track.until = slice.end;
      heap.push(slice.end, track);
    }
    track.open.push(slice);
    track.slices.push(slice);
    trackOf.set(slice.row, track);
  }
  return tracks.map((track) => track.slices);
}

/** The nearest span above that has a slice on this lane; -1 if there is none. */
function nearestOnLane(trace: Trace, row: number, known: ReadonlyMap<number, OpenTrack>): number {
  let up = trace.parent[row] as number;
  // Parents on other lanes may be in between: a few levels, at most as deep as calls nest.
  for (let hops = 0; up >= 0 && hops < 8; hops += 1) {
    if (known.has(up)) return up;
    up = trace.parent[up] as number;
  }
  return -1;
}

function fits(track: OpenTrack, slice: Slice): boolean {
  for (;;) {
    const inner = track.open[track.open.length - 1];
    if (inner === undefined) return slice.start >= track.until;
    if (inner.end > slice.start || (inner.end === slice.start && slice.end === slice.start))
      return slice.end <= inner.end;
    // The outermost stays until the heap gives the track to another slice.
    if (track.open.length === 1) return false;
    track.open.pop();
  }
}
