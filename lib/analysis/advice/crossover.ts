import type { Incremental } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import { isExecuted } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { SimulationSettings } from "../simulation/parameters";
import { isHeavy, type Simulation, type simulationOf } from "../simulation/simulation";
import { bodiesOf } from "../time/bodies";
import { IntervalList, measure } from "../time/intervals";
import { mainTask } from "../time/overhead";

/** How long a strategy would take if its bodies were shorter or longer. */
interface DurationCurve {
  readonly strategy: StrategyName;
  /** Wall ms with every body `scale` times as long as measured. */
  readonly wallMs: (scale: number) => number;
  /** Its simulation was close enough to the measured time. Inline strategies need none. */
  readonly trusted: boolean;
  /** Each point takes long to simulate: ask for few. */
  readonly heavy: boolean;
}

export interface DurationPoint {
  /** Duration of an item of the main task, ms. */
  readonly itemMs: number;
  readonly wallMs: Readonly<Partial<Record<StrategyName, number>>>;
}

/** An item duration at which the faster of two strategies changes. */
export interface Crossover {
  /** Faster below. */
  readonly below: StrategyName;
  readonly above: StrategyName;
  readonly itemMs: number;
  /** Both curves are trusted, and they cross once. */
  readonly certain: boolean;
}

/** Today's item, and how the strategies would compare with shorter and longer ones. Plain data. */
export interface Durations {
  readonly task: string;
  /** The main task's median body under the first strategy, ms. */
  readonly itemMs: number;
  readonly points: readonly DurationPoint[];
  readonly crossovers: readonly Crossover[];
  readonly strategies: readonly StrategyName[];
  /** Strategies whose simulation was within its bounds at the measured point. */
  readonly trusted: readonly StrategyName[];
}

/** Three decades down, three up, four points per decade. */
const SCALES: readonly number[] = Array.from({ length: 25 }, (_, i) => 10 ** ((i - 12) / 4));

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
    curves.push(curveOf(strategy, trace, simulate(trace, settings)));
  }
  const scales = curves.some(({ heavy }) => heavy) ? SCALES.filter((_, i) => i % 2 === 0) : SCALES;
  const walls: number[][] = [];
  for (const scale of scales) {
    yield;
    walls.push(curves.map((curve) => curve.wallMs(scale)));
  }
  const points = scales.map((scale, i) => ({
    itemMs: scale * main.medianMs,
    wallMs: Object.fromEntries(curves.map(({ strategy }, k) => [strategy, walls[i]?.[k] ?? Number.NaN])),
  }));
  const crossovers: Crossover[] = [];
  for (let a = 0; a < curves.length; a += 1) {
    for (let b = a + 1; b < curves.length; b += 1) {
      yield;
      const crossover = crossoverOf(
        curves[a] as DurationCurve,
        curves[b] as DurationCurve,
        walls.map((row) => (row[a] ?? 0) - (row[b] ?? 0)),
        scales,
      );
      if (crossover !== undefined)
        crossovers.push({ ...crossover, itemMs: crossover.itemMs * main.medianMs });
    }
  }
  return {
    task: main.name,
    itemMs: main.medianMs,
    points,
    crossovers,
    strategies: curves.map(({ strategy }) => strategy),
    trusted: curves.filter(({ trusted }) => trusted).map(({ strategy }) => strategy),
  };
}

function curveOf(strategy: StrategyName, trace: Trace, simulation: Simulation): DurationCurve {
  if (simulation.model.remoteCalls > 0) {
    return {
      strategy,
      trusted: simulation.check.trusted,
      heavy: isHeavy(simulation.model),
      wallMs: (scale) => simulation.wallMs({ itemScale: scale }),
    };
  }
  // Inline, in one thread: the time in which some body ran is scaled, the rest stays.
  const bodies = bodiesOf(trace);
  const ran = new IntervalList();
  const { row, start, end } = bodies.segments;
  for (let s = 0; s < row.length; s += 1) {
    if (isExecuted(trace, row[s] as number)) ran.push(start[s] as number, end[s] as number);
  }
  const covered = measure(ran.union());
  return {
    strategy,
    trusted: true,
    heavy: false,
    wallMs: (scale) => trace.wallMs - covered + covered * scale,
  };
}

/** @param differences wall of `a` minus wall of `b` at each of the scales @returns the scale of the crossing, as `itemMs` */
function crossoverOf(
  a: DurationCurve,
  b: DurationCurve,
  differences: readonly number[],
  scales: readonly number[],
): Crossover | undefined {
  const crossings: number[] = [];
  for (let i = 1; i < differences.length; i += 1) {
    if ((differences[i - 1] as number) < 0 !== (differences[i] as number) < 0) crossings.push(i);
  }
  // Where the curves cross more than once (waves), the crossing nearest to today's item matters.
  const middle = (scales.length - 1) / 2;
  const at = crossings.sort((x, y) => Math.abs(x - middle) - Math.abs(y - middle))[0];
  if (at === undefined) return undefined;
  let low = Math.log(scales[at - 1] as number);
  let high = Math.log(scales[at] as number);
  const aFirst = (differences[at - 1] as number) < 0;
  for (let step = 0; step < (a.heavy || b.heavy ? 4 : 12); step += 1) {
    const between = (low + high) / 2;
    if (a.wallMs(Math.exp(between)) - b.wallMs(Math.exp(between)) < 0 === aFirst) low = between;
    else high = between;
  }
  return {
    below: aFirst ? a.strategy : b.strategy,
    above: aFirst ? b.strategy : a.strategy,
    itemMs: Math.exp((low + high) / 2),
    certain: crossings.length === 1 && a.trusted && b.trusted,
  };
}
