import type { ChartData } from "@/lib/analysis/layout/timeline-chart";
import { firstIndex } from "@/lib/base/first-index";
import type { Trace } from "@/lib/trace/trace";

/** px of a lane: at least, and where there is room. */
export const LANE = 18;
const LANE_MAX = 28;
/** px: in less, lanes come before the curve above them. */
const CURVE_MIN_ROOM = 320;
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
  /** px high: how many bodies ran at each moment; 0 for none. */
  readonly curve: number;
  /** px high: each lane. */
  readonly lane: number;
  /** Of each track. */
  readonly tops: Float64Array;
  readonly bottom: number;
}

/** @param curve px of the curve above the lanes of each chart; 0 leaves it out. @param lane px of each lane */
export function sceneOf(charts: readonly Chart[], curve = CURVE, lane = LANE): Scene {
  const placed: Placed[] = [];
  let y = 0;
  for (const chart of charts) {
    const top = y;
    const curveTop = top + HEADER;
    y = curveTop + (curve > 0 ? curve + BAND_GAP : 0);
    const tops = new Float64Array(chart.layout.tracks);
    for (const band of chart.layout.bands) {
      for (let track = band.firstTrack; track < band.firstTrack + band.tracks; track += 1) {
        tops[track] = y;
        y += lane;
      }
      y += BAND_GAP;
    }
    placed.push({ chart, top, curveTop, curve, lane, tops, bottom: y });
    y += GROUP_GAP;
  }
  return { placed, height: y, wallMs: Math.max(0, ...charts.map(({ trace }) => trace.wallMs)) };
}

/** The same charts with lanes as high as there is room for, and a curve only where they leave room for it. @param room px */
export function filled(scene: Scene, room: number): Scene {
  if (room < CURVE_MIN_ROOM && scene.height > room && (scene.placed[0]?.curve ?? 0) > 0) {
    const charts = scene.placed.map(({ chart }) => chart);
    return filled(sceneOf(charts, 0), room);
  }
  const tracks = scene.placed.reduce((sum, { tops }) => sum + tops.length, 0);
  const rest = scene.placed.reduce((height, { tops, lane }) => height - tops.length * lane, scene.height);
  const lane = Math.min(LANE_MAX, Math.max(LANE, Math.floor((room - rest) / Math.max(1, tracks))));
  const [first] = scene.placed;
  if (!first || lane === first.lane) return scene;
  return sceneOf(
    scene.placed.map(({ chart }) => chart),
    first.curve,
    lane,
  );
}

export function tracksBetween(
  { tops, lane }: Placed,
  from: number,
  to: number,
): readonly [first: number, last: number] {
  return [
    firstIndex(0, tops.length, (track) => (tops[track] as number) + lane > from),
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
  return { placed, track: top !== undefined && y < top + placed.lane ? track : -1 };
}
