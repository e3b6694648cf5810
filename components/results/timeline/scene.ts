import type { ChartData } from "@/lib/analysis/layout/timeline-chart";
import { firstIndex } from "@/lib/base/first-index";
import type { Trace } from "@/lib/trace/trace";

/** px */
export const LANE = 18;
export const HEADER = 24;
export const CURVE = 44;
const BAND_GAP = 5;
const GROUP_GAP = 12;

/** One trace, laid out, independent of its position on the screen. */
export interface Chart extends ChartData {
  readonly key: string;
  readonly label: string;
  readonly trace: Trace;
}

/** Charts under each other on one time scale; px from the top of the scene. */
export interface Scene {
  readonly placed: readonly Placed[];
  readonly height: number;
  /** ms of the longest trial. */
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

export function tracksBetween(
  { tops }: Placed,
  from: number,
  to: number,
): readonly [first: number, last: number] {
  return [
    firstIndex(0, tops.length, (track) => (tops[track] as number) + LANE > from),
    firstIndex(0, tops.length, (track) => (tops[track] as number) >= to),
  ];
}

interface Spot {
  readonly placed: Placed;
  /** -1 above or between tracks. */
  readonly track: number;
}

export function spotAt(scene: Scene, y: number): Spot | undefined {
  const placed = scene.placed.find(({ top, bottom }) => y >= top && y < bottom);
  if (!placed) return undefined;
  const { tops } = placed;
  const track = firstIndex(0, tops.length, (each) => (tops[each] as number) > y) - 1;
  const top = tops[track];
  return { placed, track: top !== undefined && y < top + LANE ? track : -1 };
}
