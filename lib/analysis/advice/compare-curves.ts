import type { StrategyName } from "@/lib/model/strategy";
import { type Band, type DurationCurve, LEVEL_MARGIN, OVERHEAD_FACTOR } from "./duration-curve";

/** The duration from which on two strategies are level moves by this factor with their overheads, and to points of the grid. */
const LEVEL_RANGE_FACTOR = 2;

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
export function comparePair(
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
export function asFarAsExplained(
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
