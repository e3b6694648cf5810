import { isOneAtATime, strategyNamed, usesWorkers } from "@/lib/engine/strategies";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";

/** One trace of each strategy that ran, where comparing is about strategies. */
export type ByStrategy = ReadonlyMap<StrategyName, Trace>;

/** The last trace of each strategy. */
export const byStrategy = (traces: readonly Trace[]): ByStrategy =>
  new Map(traces.flatMap((trace) => (trace.info.strategy ? [[trace.info.strategy, trace]] : [])));

const isPool = (name: StrategyName): boolean => strategyNamed(name).runs === "pool";
const overlapsInside = (name: StrategyName): boolean => strategyNamed(name).insideMessage !== undefined;

/** Strategies that use workers: pools first, last those that overlap bodies in one thread. */
const ON_WORKERS = STRATEGIES.filter((name) => usesWorkers(strategyNamed(name))).sort(
  (a, b) => Number(isPool(b)) - Number(isPool(a)) || Number(overlapsInside(a)) - Number(overlapsInside(b)),
);
const ALONE = STRATEGIES.filter((name) => isOneAtATime(strategyNamed(name)));
/** Strategies that overlap bodies in one thread. */
export const EVENT_LOOPS = STRATEGIES.filter((name) => !ALONE.includes(name) && !ON_WORKERS.includes(name));

const existing = (names: readonly StrategyName[], traces: ByStrategy): readonly StrategyName[] =>
  names.filter((name) => traces.has(name));

const firstOf = (names: readonly StrategyName[], traces: ByStrategy): Trace | undefined => {
  const [first] = existing(names, traces);
  return first && traces.get(first);
};

/** The trace in which one body ran at a time: it shows how long bodies take alone. */
export const aloneIn = (traces: ByStrategy): Trace | undefined => firstOf(ALONE, traces);

/** The trace in which bodies shared one thread: those that wait overlap there, those that compute do not. */
export const overlappedIn = (traces: ByStrategy): Trace | undefined => firstOf(EVENT_LOOPS, traces);

export const onWorkersIn = (traces: ByStrategy): readonly StrategyName[] => existing(ON_WORKERS, traces);

/** Strategies by how purely they measure the work of bodies: best where nothing runs at the same time. */
export const purestIn = (traces: ByStrategy): readonly StrategyName[] =>
  existing([...ALONE, ...ON_WORKERS, ...EVENT_LOOPS], traces);
