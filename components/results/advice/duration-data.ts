import { cell, type TableData } from "@/components/results/shared/table/table-data";
import type { Durations } from "@/lib/analysis/advice/crossover";
import { capitalize, formatDuration, formatRatio, NONE } from "@/lib/base/format";
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
    caption: `Time by duration of an item of ${data.task}`,
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

/** What the chart shows, in its title. @param chosen the strategy to take: where others change places is of no matter */
export function durationTitle(
  { crossovers, task, itemMs, points }: Durations,
  chosen: StrategyName | undefined,
): string {
  const ours =
    chosen === undefined
      ? crossovers
      : crossovers.filter(({ below, above }) => below === chosen || above === chosen);
  // The one that is met first on the way from today's item.
  const away = (crossover: (typeof crossovers)[number]): number =>
    Math.abs(Math.log(crossover.itemMs / itemMs));
  const [crossover] = ours.toSorted((a, b) => away(a) - away(b));
  if (crossover)
    return `${capitalize(crossover.above)} overtakes ${crossover.below} where an item of ${task} takes ${formatDuration(crossover.itemMs)}`;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "No item to compare by";
  const range = `for items from ${formatDuration(first.itemMs)} to ${formatDuration(last.itemMs)}`;
  return chosen === undefined
    ? `The order stays the same ${range}`
    : `${capitalize(chosen)} stays ahead ${range}`;
}
