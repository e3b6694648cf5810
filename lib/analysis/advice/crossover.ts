import type { Incremental } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import { isExecuted, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { SimulationSettings } from "../simulation/parameters";
import { isHeavy, type Simulation, scaledBody, type simulationOf } from "../simulation/simulation";
import { bodiesOf } from "../time/bodies";
import { IntervalList, measure } from "../time/intervals";
import { mainTask } from "../time/overhead";

interface Band {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** How long a strategy would take if its bodies were shorter or longer. */
interface DurationCurve {
  readonly strategy: StrategyName;
  /** Wall ms with every body `scale` times as long as measured, and where another run may put it. */
  readonly wallMs: (scale: number) => Band;
  /** ms that are left where bodies take next to nothing; undefined where nothing ran on workers. */
  readonly overheadMs: number | undefined;
  /** Its simulation was close enough to the measured time. Inline strategies need none. */
  readonly trusted: boolean;
  /** Another run may need an item more or less one after the other: items are retried, or differ in length. */
  readonly isUneven: boolean;
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
  /** Clearly faster below `lowMs`. */
  readonly below: StrategyName;
  /** Clearly faster above `highMs`. */
  readonly above: StrategyName;
  readonly itemMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/** From an item duration on, two strategies differ by less than 2%. */
export interface LevelFrom {
  /** Clearly faster for shorter items, if one is. */
  readonly faster: StrategyName | undefined;
  readonly strategies: readonly [StrategyName, StrategyName];
  readonly fromMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/** One strategy is clearly faster than another from `lowMs` to `highMs` per item, and nowhere slower. */
export interface Ahead {
  readonly strategy: StrategyName;
  readonly than: StrategyName;
  readonly lowMs: number;
  readonly highMs: number;
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

/** Three decades down, three up, four points per decade. */
const SCALES: readonly number[] = Array.from({ length: 25 }, (_, i) => 10 ** ((i - 12) / 4));

/** Curves closer than this share are level. */
const LEVEL_MARGIN = 0.02;
/** The duration from which on two strategies are level moves by this factor with their overheads, and to points of the grid. */
const LEVEL_RANGE_FACTOR = 2;
/** The longest tenth of a task's bodies, over the shortest tenth, from which on they differ in length. */
const UNEVEN_RATIO = 1.5;
/** Bodies that were measured once, as a share: another run may have them this much longer or shorter. */
const BODY_NOISE = 0.02;
/** What starts and messages cost, as a factor: another run may have them this much slower or faster. */
const OVERHEAD_FACTOR = 1.5;

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

/** @param typicalMs a body of its main task */
function curveOf(
  strategy: StrategyName,
  trace: Trace,
  simulation: Simulation,
  typicalMs: number | undefined,
): DurationCurve {
  const [shortest = 1] = SCALES;
  if (simulation.model.remoteCalls > 0) {
    const { error, trusted } = simulation.check;
    const isUneven = hasUnevenItems(trace);
    const even = isUneven || typicalMs === undefined ? {} : { typicalMs };
    const midAt = (itemScale: number): number => simulation.wallMs({ itemScale, ...even });
    const overheadMs = midAt(shortest);
    return {
      strategy,
      trusted,
      overheadMs,
      isUneven,
      heavy: isHeavy(simulation.model),
      wallMs: bandsOf(midAt, overheadMs, error, isUneven ? (typicalMs ?? 0) : 0),
    };
  }
  // Inline, in one thread: the time in which some body ran is scaled, the rest stays.
  const bodies = bodiesOf(trace);
  const ran = new IntervalList();
  const { row, start, end } = bodies.segments;
  let alone = 0;
  let typical = 0;
  for (let s = 0; s < row.length; s += 1) {
    const at = row[s] as number;
    if (!isExecuted(trace, at)) continue;
    const ms = (end[s] as number) - (start[s] as number);
    ran.push(start[s] as number, end[s] as number);
    alone += ms;
    // Twice as long, less once as long: a body without its noise, where that is known.
    typical += scaledBody(ms, 2, typicalMs) - ms;
  }
  const covered = measure(ran.union());
  // Of bodies that overlap, the noise does not add up.
  const scaled = alone <= covered * (1 + LEVEL_MARGIN) ? typical : covered;
  const rest = trace.wallMs - covered;
  const midAt = (scale: number): number =>
    rest + (scale > 1 ? covered + scaled * (scale - 1) : covered * scale);
  return {
    strategy,
    trusted: true,
    overheadMs: undefined,
    isUneven: false,
    heavy: false,
    wallMs: bandsOf(midAt, rest, 0, 0),
  };
}

function hasUnevenItems(trace: Trace): boolean {
  const main = mainTask(trace);
  const times: number[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.attemptOf[row] as number) >= 0) return true;
    const ms = (trace.ended[row] as number) - (trace.started[row] as number);
    if (nameAt(trace, row) === main?.name && isExecuted(trace, row) && ms > 0) times.push(ms);
  }
  times.sort((a, b) => a - b);
  const [short, long] = [times[Math.floor(times.length / 10)], times[Math.floor((times.length * 9) / 10)]];
  return short !== undefined && long !== undefined && long > UNEVEN_RATIO * short;
}

/**
 * Bands around a curve: the bodies' noise, the simulation's error at the measured point, and overheads that another run may
 * have slower or faster.
 *
 * @param overheadMs what is left where bodies take next to nothing
 * @param unevenMs an item that another run may need more, or less, one after the other
 */
function bandsOf(
  midAt: (scale: number) => number,
  overheadMs: number,
  error: number,
  unevenMs: number,
): DurationCurve["wallMs"] {
  const measuredMs = midAt(1);
  return (scale) => {
    const mid = midAt(scale);
    const overhead = Math.min(mid, overheadMs);
    // The error is of the overheads: longer bodies do not make it larger.
    const wrong = error * Math.min(mid, measuredMs) + BODY_NOISE * (mid - overhead) + unevenMs * scale;
    const low = mid - wrong - overhead * (1 - 1 / OVERHEAD_FACTOR);
    return { low: Math.max(0, low), mid, high: mid + wrong + overhead * (OVERHEAD_FACTOR - 1) };
  };
}

interface PairFindings {
  readonly crossover?: Crossover;
  readonly level?: LevelFrom;
  readonly ahead?: Ahead;
}

/**
 * What can be said of two curves. One is faster at a point only where their bands part by more than 2%; a crossover needs
 * such points on both sides of it, and none that contradicts them.
 * @param pair bands of the two at each duration of `itemMs`
 * @param canBeLevel whether another run would take as long
 */
function comparePair(
  strategies: readonly [StrategyName, StrategyName],
  pair: readonly (readonly [Band, Band])[],
  itemMs: readonly number[],
  canBeLevel: boolean,
): PairFindings {
  const faster = pair.map(([a, b]) => fasterOf(a, b));
  const clear = faster.flatMap((which, at) => (which === undefined ? [] : [{ which, at }]));
  const first = clear[0];
  const last = clear.at(-1);
  const changes = clear.filter(({ which }, i) => i > 0 && which !== clear[i - 1]?.which).length;
  const level = canBeLevel
    ? levelFrom(strategies, pair, itemMs, changes === 0 ? first?.which : undefined)
    : undefined;
  // Where they change places more than once (waves), no one point is the crossover.
  if (changes > 1) return level ? { level } : {};
  if (first === undefined || last === undefined) return level ? { level } : {};
  if (changes === 0) {
    if (level) return { level };
    const [lowMs, highMs] = [itemMs[first.at], itemMs[last.at]] as [number, number];
    const than = strategies[1 - first.which] as StrategyName;
    return { ahead: { strategy: strategies[first.which], than, lowMs, highMs } };
  }
  const before = clear.findLast(({ which }) => which === first.which)?.at ?? 0;
  const after = clear.find(({ which }) => which !== first.which)?.at ?? before;
  const [lowMs, highMs] = [itemMs[before], itemMs[after]] as [number, number];
  const crossover: Crossover = {
    below: strategies[first.which],
    above: strategies[last.which],
    itemMs: meeting(pair, itemMs, before, after),
    lowMs,
    highMs,
  };
  return { crossover, ...(level && { level }) };
}

/**
 * On workers both ways, longer bodies leave the difference in ms what it was: that of the overheads. A larger one comes
 * from how the items of this run happened to fall into waves, so either may be faster.
 */
function asFarAsExplained(
  [a, b]: readonly [Band, Band],
  { overheadMs: ofA }: DurationCurve,
  { overheadMs: ofB }: DurationCurve,
): readonly [Band, Band] {
  if (ofA === undefined || ofB === undefined) return [a, b];
  if (Math.abs(a.mid - b.mid) <= OVERHEAD_FACTOR * (ofA + ofB)) return [a, b];
  const low = Math.min(a.low, b.low);
  const high = Math.max(a.high, b.high);
  return [
    { low, mid: a.mid, high },
    { low, mid: b.mid, high },
  ];
}

function fasterOf(a: Band, b: Band): 0 | 1 | undefined {
  if (a.high * (1 + LEVEL_MARGIN) < b.low) return 0;
  if (b.high * (1 + LEVEL_MARGIN) < a.low) return 1;
  return undefined;
}

/** Where the middles of two bands meet, between two durations at which one and then the other is faster. */
function meeting(
  pair: readonly (readonly [Band, Band])[],
  itemMs: readonly number[],
  from: number,
  to: number,
): number {
  const apart = (at: number): number => {
    const [a, b] = pair[at] as readonly [Band, Band];
    return Math.log(a.mid / b.mid);
  };
  for (let at = from + 1; at <= to; at += 1) {
    const [before, after] = [apart(at - 1), apart(at)];
    if (before < 0 === after < 0) continue;
    const way = before / (before - after);
    const [low, high] = [itemMs[at - 1], itemMs[at]] as [number, number];
    return low ** (1 - way) * high ** way;
  }
  return Math.sqrt((itemMs[from] as number) * (itemMs[to] as number));
}

/** The duration from which on the middles of two bands stay within 2% of each other, with the range for 1% and 4%. */
function levelFrom(
  strategies: readonly [StrategyName, StrategyName],
  pair: readonly (readonly [Band, Band])[],
  itemMs: readonly number[],
  fasterBefore: 0 | 1 | undefined,
): LevelFrom | undefined {
  const within = (margin: number): number => {
    const outside = pair.findLastIndex(([a, b]) => Math.abs(a.mid / b.mid - 1) > margin || isFar(a, b));
    return outside + 1;
  };
  const at = within(LEVEL_MARGIN);
  const fromMs = itemMs[at];
  if (fromMs === undefined) return undefined;
  const [lowMs, highMs] = [itemMs[within(2 * LEVEL_MARGIN)], itemMs[within(LEVEL_MARGIN / 2)]];
  return {
    faster: fasterBefore === undefined ? undefined : strategies[fasterBefore],
    strategies,
    fromMs,
    lowMs: Math.min(fromMs, lowMs ?? fromMs) / LEVEL_RANGE_FACTOR,
    highMs: Math.max(fromMs, highMs ?? Number.POSITIVE_INFINITY) * LEVEL_RANGE_FACTOR,
  };
}

const isFar = (a: Band, b: Band): boolean => fasterOf(a, b) !== undefined;
