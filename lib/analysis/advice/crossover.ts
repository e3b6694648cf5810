import type { Incremental } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";
import type { SimulationSettings } from "../simulation/parameters";
import type { simulationOf } from "../simulation/simulation";
import { mainTask } from "../time/overhead";
import { type Ahead, asFarAsExplained, type Crossover, comparePair, type LevelFrom } from "./compare-curves";
import { type Band, curveOf, type DurationCurve, SCALES } from "./duration-curve";

export interface DurationPoint {
  /** Duration of an item of the main task, ms. */
  readonly itemMs: number;
  readonly wallMs: Readonly<Partial<Record<StrategyName, number>>>;
}

/** Today's item, and how the strategies would compare with shorter and longer ones. Plain data. */
export interface Durations {
  readonly task: string;
  /** The main task's median body under the first strategy, ms. */
  readonly itemMs: number;
  readonly points: readonly DurationPoint[];
  readonly crossovers: readonly Crossover[];
  readonly levels: readonly LevelFrom[];
  readonly ahead: readonly Ahead[];
  readonly strategies: readonly StrategyName[];
  /** Strategies whose simulation was within its bounds at the measured point. */
  readonly trusted: readonly StrategyName[];
}

/** In steps. @param traces one of each strategy that ran, the simplest first where two are as fast */
export function* comparingDurations(
  traces: ReadonlyMap<StrategyName, Trace>,
  settings: SimulationSettings,
  simulate: typeof simulationOf,
): Incremental<Durations | undefined> {
  const first = [...traces.values()][0];
  const main = first === undefined ? undefined : mainTask(first);
  if (main === undefined || !(main.medianMs > 0)) return undefined;
  const curves: DurationCurve[] = [];
  for (const [strategy, trace] of traces) {
    yield;
    curves.push(curveOf(strategy, trace, simulate(trace, settings), mainTask(trace)?.medianMs));
  }
  const scales = curves.some(({ heavy }) => heavy) ? SCALES.filter((_, i) => i % 2 === 0) : SCALES;
  const bands: Band[][] = [];
  for (const scale of scales) {
    const row: Band[] = [];
    for (const curve of curves) {
      yield;
      row.push(curve.wallMs(scale));
    }
    bands.push(row);
  }
  const itemMs = scales.map((scale) => scale * main.medianMs);
  const crossovers: Crossover[] = [];
  const levels: LevelFrom[] = [];
  const ahead: Ahead[] = [];
  curves.forEach((a, i) => {
    curves.slice(i + 1).forEach((b, k) => {
      if (!a.trusted || !b.trusted) return;
      const pair = bands.map((row): readonly [Band, Band] => [row[i] as Band, row[i + 1 + k] as Band]);
      const found = comparePair(
        [a.strategy, b.strategy],
        pair.map((both) => asFarAsExplained(both, a, b)),
        itemMs,
        !a.isUneven && !b.isUneven,
      );
      if (found.crossover) crossovers.push(found.crossover);
      if (found.level) levels.push(found.level);
      if (found.ahead) ahead.push(found.ahead);
    });
  });
  return {
    task: main.name,
    itemMs: main.medianMs,
    points: itemMs.map((ms, i) => ({
      itemMs: ms,
      wallMs: Object.fromEntries(
        curves.map(({ strategy }, k) => [strategy, bands[i]?.[k]?.mid ?? Number.NaN]),
      ),
    })),
    crossovers,
    levels,
    ahead,
    strategies: curves.map(({ strategy }) => strategy),
    trusted: curves.filter(({ trusted }) => trusted).map(({ strategy }) => strategy),
  };
}
