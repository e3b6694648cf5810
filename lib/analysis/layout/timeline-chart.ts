import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { isExecuted, isSpan, isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf, type Segments } from "../time/bodies";
import { type Concurrency, concurrencyOf } from "../time/concurrency";
import { taskRanks } from "./task-ranks";
import { type Layout, type LayoutMode, layoutOf } from "./timeline-layout";

/** How a span is drawn: one of the first three, and any of the bits below. */
export const BODY = 0;
export const GROUPING = 2;
export const WAITS = 4;
export const FAILED = 8;
export const TAKEN = 16;
export const EARLIER = 32;

/** What a timeline shows of a trace, apart from its names. Plain data: it may come from another thread. */
export interface ChartData {
  readonly layout: Layout;
  readonly concurrency: Concurrency;
  /** By row, the constants above. */
  readonly paint: Uint8Array;
  /** When bodies ran; those of row r are `offsets[r] … offsets[r + 1]`. */
  readonly segments: Segments;
  readonly offsets: Int32Array;
  /** By name, see `taskRanks`. */
  readonly ranks: Int32Array;
}

const FAILURES = [STATUSES.indexOf("failed"), STATUSES.indexOf("interrupted")];
const GROUPS = KINDS.map((kind) => ["workflow", "launchPlan", "map", "group"].includes(kind));
/** A body that waited for less than this share of its time is drawn as one bar. */
const WAITING_MIN_SHARE = 0.02;

function paintOf(trace: Trace, bodies: Bodies): Uint8Array {
  const paint = new Uint8Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    let how = GROUPS[trace.kind[row] as number] ? GROUPING : BODY;
    const took = (trace.ended[row] as number) - (trace.started[row] as number);
    if (isExecuted(trace, row) && (bodies.compute[row] as number) < took * (1 - WAITING_MIN_SHARE))
      how |= WAITS;
    if (FAILURES.includes(trace.status[row] as number)) how |= FAILED;
    if (isTaken(trace, row)) how |= TAKEN;
    if (!isSpan(trace, row)) how |= EARLIER;
    paint[row] = how;
  }
  return paint;
}

function segmentOffsets(trace: Trace, segments: Segments): Int32Array {
  const offsets = new Int32Array(trace.count + 1);
  for (const row of segments.row) offsets[row + 1] = (offsets[row + 1] as number) + 1;
  for (let row = 0; row < trace.count; row += 1)
    offsets[row + 1] = (offsets[row + 1] as number) + (offsets[row] as number);
  return offsets;
}

export function chartDataOf(trace: Trace, mode: LayoutMode): ChartData {
  const bodies = bodiesOf(trace);
  return {
    layout: layoutOf(trace, mode),
    concurrency: concurrencyOf(trace, bodies),
    paint: paintOf(trace, bodies),
    segments: bodies.segments,
    offsets: segmentOffsets(trace, bodies.segments),
    ranks: taskRanks(trace),
  };
}
