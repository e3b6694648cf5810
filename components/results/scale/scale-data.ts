import { cell, type TableData } from "@/components/results/table/table-data";
import type { ScaleData } from "@/lib/playground/analyst-api";
import {
  durationScale,
  formatCount,
  formatDuration,
  formatPercent,
  formatPlural,
  formatRatio,
  NONE,
} from "@/lib/playground/format";

/** A run that was carried out with another number of workers. */
export interface MeasuredPoint {
  readonly workers: number;
  /** ms; low and high are the median's interval. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A number of workers in the chart: what was measured, what the replay says, what no schedule can beat. */
export interface ScaleRow {
  readonly workers: number;
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly bound: number;
  readonly speedup: number;
  readonly measured: MeasuredPoint | undefined;
}

export function scaleRows({ points }: ScaleData, measured: readonly MeasuredPoint[]): ScaleRow[] {
  return points.map((point) => ({
    ...point,
    measured: measured.find(({ workers }) => workers === point.workers),
  }));
}

/** @param changed something is not as it was measured */
export function scaleTitle({ helping, points, check }: ScaleData, changed: boolean): string {
  if (!check.trusted) return "The replay is too far off to say";
  const at = points.find(({ workers }) => workers === helping);
  const time = at ? `, ${formatDuration(at.mid)}` : "";
  return `${changed ? "Then up" : "Up"} to ${formatPlural(helping, "worker")} ${helping === 1 ? "helps" : "help"}${time}`;
}

export function scaleSentence({ workSpan, check, workers, strategy }: ScaleData): string {
  const error = `Replayed with ${formatPlural(workers, "worker")}, the ${strategy} run takes ${formatDuration(check.replayedMs)} where ${formatDuration(check.measuredMs)} were measured: off by ${formatPercent(check.error)}.`;
  const bounds = `There is work for ${formatRatio(workSpan.parallelism).replace("×", "")} at once, ${formatRatio(workSpan.burdenedParallelism).replace("×", "")} with what calls cost.`;
  return `${bounds} ${error}`;
}

export function scaleTable(rows: readonly ScaleRow[]): TableData {
  const scale = durationScale(rows.flatMap(({ high, measured }) => [high, measured?.median ?? Number.NaN]));
  const ms = (value: number | undefined) =>
    value !== undefined && Number.isFinite(value) ? cell(value, scale.formatFine(value)) : cell(null, NONE);
  return {
    caption: "Time by number of workers",
    columns: [
      "Workers",
      `Measured, ${scale.unit}`,
      `Replay, ${scale.unit}`,
      `From, ${scale.unit}`,
      `To, ${scale.unit}`,
      `Bound, ${scale.unit}`,
      "Speedup",
    ].map((label) => ({ label, numeric: true })),
    rows: rows.map(({ workers, low, mid, high, bound, speedup, measured }) => [
      cell(workers, formatCount(workers)),
      ms(measured?.median),
      ms(mid),
      ms(low),
      ms(high),
      ms(bound),
      cell(speedup, formatRatio(speedup)),
    ]),
  };
}

/** 1, 2, 4 … up to `most`, and the number that was run: what a button measures. */
export function measuringSteps(most: number, own: number): number[] {
  const steps = new Set([own]);
  for (let workers = 1; workers <= most; workers *= 2) steps.add(workers);
  return [...steps].sort((a, b) => a - b);
}
