import { type Bodies, bodiesOf, isExecuted } from "@/lib/analysis/bodies";
import { type Concurrency, concurrencyOf } from "@/lib/analysis/concurrency";
import { KINDS, STATUSES } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";
import { isCached, isEarlierAttempt, isReplayed } from "../span/span";
import { type Layout, type LayoutMode, layoutOf } from "./layout";

/** px */
export const LANE = 18;
export const HEADER = 24;
export const CURVE = 44;
const BAND_GAP = 5;
const GROUP_GAP = 12;

/** How a span is painted: one of the first four, and signs upon it. */
export const BODY = 0;
export const DRIVER = 1;
export const GROUPING = 2;
export const WAITS = 4;
export const FAILED = 8;
export const TAKEN = 16;
export const EARLIER = 32;

/** One trace, laid out and looked at, whatever its place on the screen. */
export interface Chart {
  readonly key: string;
  readonly label: string;
  readonly trace: Trace;
  readonly layout: Layout;
  readonly bodies: Bodies;
  readonly concurrency: Concurrency;
  /** By row, the constants above. */
  readonly paint: Uint8Array;
  /** Segments of row r's body: `segments[r] … segments[r + 1]`. */
  readonly segments: Int32Array;
}

const FAILURES = [STATUSES.indexOf("failed"), STATUSES.indexOf("interrupted")];
const GROUPS = KINDS.map((kind) => ["workflow", "launchPlan", "map", "group"].includes(kind));
/** A body that waited for less than this share of its time is painted as one bar. */
const WAITED = 0.02;

function paintOf(trace: Trace, bodies: Bodies): Uint8Array {
  const paint = new Uint8Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    let how = GROUPS[trace.kind[row] as number] ? GROUPING : trace.worker[row] === 0 ? DRIVER : BODY;
    const took = (trace.ended[row] as number) - (trace.started[row] as number);
    if (isExecuted(trace, row) && (bodies.compute[row] as number) < took * (1 - WAITED)) how |= WAITS;
    if (FAILURES.includes(trace.status[row] as number)) how |= FAILED;
    if (isCached(trace, row) || isReplayed(trace, row)) how |= TAKEN;
    if (isEarlierAttempt(trace, row)) how |= EARLIER;
    paint[row] = how;
  }
  return paint;
}

function segmentOffsets(trace: Trace, { segments }: Bodies): Int32Array {
  const offsets = new Int32Array(trace.count + 1);
  for (const row of segments.row) offsets[row + 1] = (offsets[row + 1] as number) + 1;
  for (let row = 0; row < trace.count; row += 1)
    offsets[row + 1] = (offsets[row + 1] as number) + (offsets[row] as number);
  return offsets;
}

export function chartOf(key: string, label: string, trace: Trace, mode: LayoutMode): Chart {
  const bodies = bodiesOf(trace);
  return {
    key,
    label,
    trace,
    bodies,
    layout: layoutOf(trace, mode),
    concurrency: concurrencyOf(trace, bodies),
    paint: paintOf(trace, bodies),
    segments: segmentOffsets(trace, bodies),
  };
}

/** Charts under each other on one time scale; px from the top of the scene. */
export interface Scene {
  readonly placed: readonly Placed[];
  readonly height: number;
  /** ms of the longest run. */
  readonly wallMs: number;
}

export interface Placed {
  readonly chart: Chart;
  readonly top: number;
  readonly curveTop: number;
  /** Of each track. */
  readonly tops: Float64Array;
  readonly bottom: number;
}

export function sceneOf(charts: readonly Chart[]): Scene {
  const placed: Placed[] = [];
  let y = 0;
  for (const chart of charts) {
    const top = y;
    const curveTop = top + HEADER;
    y = curveTop + CURVE + BAND_GAP;
    const tops = new Float64Array(chart.layout.tracks);
    for (const band of chart.layout.bands) {
      for (let track = band.firstTrack; track < band.firstTrack + band.tracks; track += 1) {
        tops[track] = y;
        y += LANE;
      }
      y += BAND_GAP;
    }
    placed.push({ chart, top, curveTop, tops, bottom: y });
    y += GROUP_GAP;
  }
  return { placed, height: y, wallMs: Math.max(0, ...charts.map(({ trace }) => trace.wallMs)) };
}

/** Tracks with some part between two heights: `[first, last)`. */
export function tracksBetween(
  { tops }: Placed,
  from: number,
  to: number,
): readonly [first: number, last: number] {
  let first = lowerBound(tops, from - LANE);
  while (first < tops.length && (tops[first] as number) + LANE <= from) first += 1;
  return [first, lowerBound(tops, to)];
}

export interface Spot {
  readonly placed: Placed;
  /** -1 above or between tracks. */
  readonly track: number;
}

/** What stands at a height. */
export function spotAt(scene: Scene, y: number): Spot | undefined {
  const placed = scene.placed.find(({ top, bottom }) => y >= top && y < bottom);
  if (!placed) return undefined;
  const track = lowerBound(placed.tops, y + 1e-9) - 1;
  const top = placed.tops[track];
  return { placed, track: top !== undefined && y < top + LANE ? track : -1 };
}

/** First index whose value is at least `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}
