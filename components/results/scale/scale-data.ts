import { cell, cellIn, counted, type TableData } from "@/components/results/shared/table/table-data";
import { type SimulationSettings, TRUSTED_MAX_ERROR } from "@/lib/analysis/simulation/parameters";
import type { ScaleData, ScalePoint } from "@/lib/analysis/simulation/scale";
import { SHARED_CORES_FACTOR } from "@/lib/analysis/time/contention";
import type { Trial } from "@/lib/app/run/run";
import type { MeasuredPoint } from "@/lib/app/run/scale-points";
import { durationScale, formatDuration, formatPercent, formatPlural, formatRatio } from "@/lib/base/format";
import { strategyNamed, usesWorkers } from "@/lib/engine/strategies";
import type { Report } from "@/lib/protocol/report";

/** Trials whose calls ran on workers, and that succeeded: only such a trial can be simulated with more workers. */
export const scalableTrials = (trials: readonly Trial[]): readonly Trial[] =>
  trials.filter(({ report }) => report.status === "succeeded" && usesWorkers(strategyNamed(report.strategy)));

export const simulationSettings = ({ settings, environment }: Report): SimulationSettings => ({
  ...settings,
  cores: environment.cores,
});

export interface ScaleRow extends ScalePoint {
  readonly measured: MeasuredPoint | undefined;
}

/** The largest of simulated over measured, or the reverse, at the numbers of workers that were measured; 1 is exact. */
const worstRatio = (points: readonly ScalePoint[], measured: readonly MeasuredPoint[]): number =>
  Math.max(
    1,
    ...measured.flatMap(({ workers, median }) => {
      const mid = points.find((point) => point.workers === workers)?.mid ?? Number.NaN;
      const ratio = Math.max(median / mid, mid / median);
      return Number.isFinite(ratio) ? [ratio] : [];
    }),
  );

export interface CheckedScale {
  readonly rows: readonly ScaleRow[];
  /** How far the simulation is off at the measured point that it predicts worst: 0.3 is 30%. */
  readonly error: number;
  readonly trusted: boolean;
}

/** What was measured next to what was simulated. The band is widened until it covers every measured point. */
export function checkedScale({ points, check }: ScaleData, measured: readonly MeasuredPoint[]): CheckedScale {
  const ratio = worstRatio(points, measured);
  const error = Math.max(check.error, ratio - 1);
  const rows = points.map(
    (point): ScaleRow => ({
      ...point,
      low: Math.min(point.low, point.mid / ratio),
      high: Math.max(point.high, point.mid * ratio),
      measured: measured.find(({ workers }) => workers === point.workers),
    }),
  );
  return { rows, error, trusted: check.trusted && error <= TRUSTED_MAX_ERROR };
}

/** What was measured comes first; of the simulation only what it may say. */
export function scaleTitle({ helping, stretch }: ScaleData, { rows, trusted }: CheckedScale): string {
  const points = rows.flatMap(({ measured }) => (measured ? [measured] : []));
  const [first] = points;
  if (first === undefined) return "Nothing was measured";
  if (points.length === 1) {
    const found = `Measured with ${formatPlural(first.workers, "worker")}: ${formatDuration(first.median)}`;
    if (!trusted) return `${found}. The simulation is too inaccurate for other numbers`;
    const alone = isShared(stretch) ? ", if each has a core" : "";
    return helping === 1
      ? `${found}. Simulated: one worker takes about as long`
      : `${found}. Simulated: up to ${helping} workers help${alone}`;
  }
  const fastest = points.reduce((best, point) => (point.median < best.median ? point : best));
  if (fastest.high >= first.low)
    return `Measured: ${first.workers} to ${formatPlural(points.at(-1)?.workers ?? 1, "worker")} take about as long`;
  return `Measured: ${formatPlural(fastest.workers, "worker")} took ${formatDuration(fastest.median)}, ${formatRatio(first.median / fastest.median)} faster than ${formatPlural(first.workers, "worker")}`;
}

const isShared = (stretch: number | undefined): stretch is number =>
  stretch !== undefined && stretch > SHARED_CORES_FACTOR;

export function scaleSentence(
  { workSpan, stretch, label }: ScaleData,
  { rows, error }: CheckedScale,
): string {
  const count = rows.filter(({ measured }) => measured !== undefined).length;
  const off =
    count > 1
      ? `The simulation of the ${label} trial is off by up to ${formatPercent(error)} at the ${count} measured points, and the band is that wide.`
      : `The simulation of the ${label} trial is off by ${formatPercent(error)} where it was measured.`;
  const times = (ratio: number) => formatRatio(ratio).replace("×", "");
  const bounds = `The program has work for ${times(workSpan.parallelism)} workers in parallel, ${times(workSpan.burdenedParallelism)} with the cost of each call.`;
  const shared = isShared(stretch)
    ? ` Workers shared cores, so tasks took ${formatRatio(stretch)} as long as alone. The simulation keeps that factor: fewer workers, or more cores, would be faster than shown.`
    : "";
  return `${bounds} ${off}${shared}`;
}

export function scaleTable(rows: readonly ScaleRow[]): TableData {
  const scale = durationScale(rows.flatMap(({ high, measured }) => [high, measured?.median ?? Number.NaN]));
  return {
    caption: "Time by worker count",
    columns: [
      "Workers",
      `Measured, ${scale.unit}`,
      `Simulated, ${scale.unit}`,
      `From, ${scale.unit}`,
      `To, ${scale.unit}`,
      `Bound, ${scale.unit}`,
      "Speedup",
    ].map((label) => ({ label, numeric: true })),
    rows: rows.map(({ workers, low, mid, high, bound, speedup, measured }) => [
      counted(workers),
      cellIn(scale, measured?.median),
      cellIn(scale, mid),
      cellIn(scale, low),
      cellIn(scale, high),
      cellIn(scale, bound),
      cell(speedup, formatRatio(speedup)),
    ]),
  };
}
