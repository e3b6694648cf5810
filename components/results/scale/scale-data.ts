import { cell, cellIn, counted, type TableData } from "@/components/results/shared/table/table-data";
import type { SimulationSettings } from "@/lib/analysis/simulation/parameters";
import type { ScaleData, ScalePoint } from "@/lib/analysis/simulation/scale";
import { SHARED_CORES_FACTOR } from "@/lib/analysis/time/contention";
import type { Trial } from "@/lib/app/run/run";
import type { MeasuredPoint } from "@/lib/app/run/scale-points";
import {
  capitalize,
  durationScale,
  formatDuration,
  formatPercent,
  formatPlural,
  formatRatio,
} from "@/lib/base/format";
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

export function scaleRows({ points }: ScaleData, measured: readonly MeasuredPoint[]): ScaleRow[] {
  return points.map((point) => ({
    ...point,
    measured: measured.find(({ workers }) => workers === point.workers),
  }));
}

/** @param changed something is not as it was measured */
export function scaleTitle({ helping, points, check, stretch }: ScaleData, changed: boolean): string {
  if (!check.trusted) return "The replay is too far off to say";
  const at = points.find(({ workers }) => workers === helping);
  if (isShared(stretch) && helping > 1)
    return `With a core for each, up to ${formatPlural(helping, "worker")} help${at ? `: at most ${formatDuration(at.mid)}` : ""}`;
  const time = at ? `: ${formatDuration(at.mid)} by the replay` : "";
  const help = helping === 1 ? "1 worker is enough" : `up to ${formatPlural(helping, "worker")} help`;
  return `${changed ? `Then ${help}` : capitalize(help)}${time}`;
}

/** What other figures make of the measured run. Both are simulated, so that the simulation's error counts for neither. */
export function effectText(
  now: ScaleData | undefined,
  asMeasured: ScaleData | undefined,
  changed: boolean,
): string {
  if (!now || !asMeasured) return "";
  const workers = formatPlural(now.workers, "worker");
  const timeOf = ({ points }: ScaleData) =>
    points.find((point) => point.workers === now.workers)?.mid ?? Number.NaN;
  const [before, after] = [timeOf(asMeasured), timeOf(now)];
  if (!changed)
    return `Move a slider: the run is replayed with that figure in place of the measured one. A model; with ${workers} now ${formatDuration(before)}.`;
  return `With ${workers}: ${formatDuration(after)} in place of ${formatDuration(before)}, ${formatRatio(after / before)} as long. A model.`;
}

const isShared = (stretch: number | undefined): stretch is number =>
  stretch !== undefined && stretch > SHARED_CORES_FACTOR;

export function scaleSentence({ workSpan, check, workers, label, stretch }: ScaleData): string {
  const error = `Replayed with ${formatPlural(workers, "worker")}, the ${label} run takes ${formatDuration(check.simulatedMs)} where ${formatDuration(check.measuredMs)} were measured: off by ${formatPercent(check.error)}.`;
  const bounds = `There is work for ${formatRatio(workSpan.parallelism).replace("×", "")} at once, ${formatRatio(workSpan.burdenedParallelism).replace("×", "")} with what calls cost.`;
  const shared = isShared(stretch)
    ? ` Workers shared cores: bodies took ${formatRatio(stretch)} as long as alone. The replay keeps them that long, so fewer workers would be faster than it says, and more with cores of their own as well.`
    : "";
  return `${bounds} ${error}${shared}`;
}

export function scaleTable(rows: readonly ScaleRow[]): TableData {
  const scale = durationScale(rows.flatMap(({ high, measured }) => [high, measured?.median ?? Number.NaN]));
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
