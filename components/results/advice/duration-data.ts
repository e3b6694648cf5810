import { cell, type TableData } from "@/components/results/shared/table/table-data";
import type { Durations } from "@/lib/analysis/advice/crossover";
import { capitalize, formatDuration, formatList, formatRatio, NONE } from "@/lib/base/format";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";

/** One item duration: how many times as long as the fastest each strategy would take. */
export interface RelativePoint {
  readonly itemMs: number;
  readonly times: Readonly<Partial<Record<StrategyName, number>>>;
}

export interface RelativeDurations {
  readonly strategies: readonly StrategyName[];
  readonly points: readonly RelativePoint[];
  /** Of all times. */
  readonly most: number;
}

/** Against the fastest at each duration: on absolute scales the lines lie on one another just where they matter. */
export function relativeDurations({ points }: Durations): RelativeDurations {
  const strategies = STRATEGIES.filter((strategy) =>
    points.some(({ wallMs }) => Number.isFinite(wallMs[strategy] ?? Number.NaN)),
  );
  let most = 1;
  const relative = points.map(({ itemMs, wallMs }) => {
    const walls = strategies.map((strategy) => wallMs[strategy] ?? Number.NaN);
    const fastest = Math.min(...walls.filter((ms) => ms > 0));
    const times = Object.fromEntries(
      strategies.map((strategy, at) => [strategy, (walls[at] ?? Number.NaN) / fastest]),
    );
    for (const ratio of Object.values(times)) if (ratio > most && Number.isFinite(ratio)) most = ratio;
    return { itemMs, times };
  });
  return { strategies, points: relative, most };
}

/** How high above the fastest two strategies' lines cross, by the lines as they are drawn. */
export function crossingHeight(points: readonly RelativePoint[], { below, above, itemMs }: Crossing): number {
  const after = points.findIndex((point) => point.itemMs >= itemMs);
  const [from, to] = [points[Math.max(0, after - 1)], points[after]];
  if (!from || !to) return 1;
  const way = to === from ? 0 : Math.log(itemMs / from.itemMs) / Math.log(to.itemMs / from.itemMs);
  const logs = [below, above].flatMap((strategy) =>
    [from, to].map((point) => Math.log(point.times[strategy] ?? Number.NaN)),
  );
  const [belowFrom, belowTo, aboveFrom, aboveTo] = logs as [number, number, number, number];
  const height = Math.exp(((belowFrom + aboveFrom) * (1 - way) + (belowTo + aboveTo) * way) / 2);
  return Number.isFinite(height) ? height : 1;
}

type Crossing = Pick<Durations["crossovers"][number], "below" | "above" | "itemMs">;

export function durationTable(data: Durations): TableData {
  const { strategies, points } = relativeDurations(data);
  return {
    caption: `Time by item duration of ${data.task}`,
    columns: [
      { label: "Item", unit: "ms", numeric: true },
      ...strategies.flatMap((strategy) => [
        { label: strategy, unit: "ms", numeric: true },
        { label: `${strategy}, × fastest`, numeric: true },
      ]),
    ],
    rows: points.map(({ itemMs, times }, at) => [
      cell(itemMs, formatDuration(itemMs)),
      ...strategies.flatMap((strategy) => {
        const wall = data.points[at]?.wallMs[strategy] ?? Number.NaN;
        const ratio = times[strategy] ?? Number.NaN;
        return Number.isFinite(wall)
          ? [cell(wall, formatDuration(wall)), cell(ratio, formatRatio(ratio))]
          : [cell(null, NONE), cell(null, NONE)];
      }),
    ]),
  };
}

/**
 * What the chart shows, in its title, as far as it is certain.
 * @param chosen the strategy to use: where others change places is of no interest
 */
export function durationTitle(durations: Durations, chosen: StrategyName | undefined): string {
  const { crossovers, levels, ahead, task, itemMs } = durations;
  const isOurs = (...strategies: readonly (StrategyName | undefined)[]): boolean =>
    chosen === undefined || strategies.includes(chosen);
  // The crossover nearest to the measured item duration.
  const distance = (each: { readonly itemMs: number }): number => Math.abs(Math.log(each.itemMs / itemMs));
  const [crossover] = crossovers
    .filter(({ below, above }) => isOurs(below, above))
    .toSorted((a, b) => distance(a) - distance(b));
  if (crossover)
    return `${capitalize(crossover.above)} overtakes ${crossover.below} at about ${formatDuration(crossover.itemMs)} per item of ${task}`;
  const level = levels.find(({ strategies }) => isOurs(...strategies));
  if (level)
    return `From about ${formatDuration(level.fromMs)} per item on, ${formatList(level.strategies)} take the same time`;
  const first = ahead.find(({ strategy }) => isOurs(strategy));
  if (first)
    return `${capitalize(first.strategy)} stays ahead of ${first.than} for items from ${formatDuration(first.lowMs)} to ${formatDuration(first.highMs)}`;
  return `Time by item duration of ${task}`;
}
