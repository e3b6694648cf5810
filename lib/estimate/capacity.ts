import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { StrategyName } from "@/lib/model/strategy";
import type { Numbers } from "./numbers";
import type { Binding } from "./outcome";

/** How many op runs or bodies can be under way, and what keeps it from being more. */
export interface Capacity {
  readonly parallel: number;
  readonly binding: Binding;
  /** Workers of a pool, which are all started, even where there are fewer items. */
  readonly pool: number;
  /** False where not even one worker fits into the host's memory. */
  readonly fits: boolean;
}

/** Items of one message. Guided chunks shrink, and those of a pool are fewer than this. */
export function itemsPerMessage({ chunk, work }: Numbers, name: StrategyName, slots: number): number {
  const strategy = strategyNamed(name);
  if (strategy.opRun === "item") return 1;
  // Around an event loop a group is one entry of the outermost fan-out.
  const groups = Math.min(work.groups, work.items);
  const per = strategy.insideMessage !== undefined && groups > 1 ? work.items / groups : 1;
  const entries = work.items / per;
  return Math.max(
    1,
    Math.round(per * Math.min(chunk === "auto" ? Math.ceil(entries / slots) : chunk, entries)),
  );
}

/** With what its workers hold in memory at a time. */
export function workersOf(numbers: Numbers, strategy: StrategyName): Capacity {
  const alone = capacityOf(numbers, strategy, 1);
  // All items of an event loop are under way at a time.
  if (strategyNamed(strategy).insideMessage === undefined) return alone;
  return capacityOf(numbers, strategy, itemsPerMessage(numbers, strategy, alone.parallel));
}

/**
 * Items under way on one event loop. A platform counts op runs and knows nothing of what is inside one; Fanout's own limit, in
 * this browser, counts bodies.
 */
export const loopLimit = ({ place }: Numbers): number =>
  place.preset === "browser" && place.limit > 0 ? place.limit : ANY;

function limitOf(numbers: Numbers, strategy: StrategyName): number {
  const { runs, limits } = strategyNamed(strategy);
  if (limits !== "all" || numbers.place.limit === 0) return ANY;
  return runs === "inline" ? loopLimit(numbers) : numbers.place.limit;
}

/** A size that no real fan-out reaches. */
const ANY = 1e9;

/** @param perWorker items that are in one worker's memory at a time */
function capacityOf(numbers: Numbers, strategy: StrategyName, perWorker: number): Capacity {
  const { work, workers } = numbers;
  const value = strategyNamed(strategy);
  const inline = value.runs === "inline";
  const memory = memoryBound(numbers, inline, perWorker);
  const bounds: readonly (readonly [Binding, number])[] = [
    ["strategy", isOneAtATime(value) ? 1 : ANY],
    ["items", work.items],
    ["workers", inline ? ANY : workers],
    ["limit", limitOf(numbers, strategy)],
    ["memory", memory],
  ];
  const [binding, parallel] = bounds.reduce((least, each) => (each[1] < least[1] ? each : least));
  const pool = Math.max(1, Math.min(workers, memory));
  return { parallel: Math.max(1, parallel), binding, pool, fits: memory >= 1 };
}

/** Workers that a host's memory holds, or items in the one process of inline strategies. */
function memoryBound({ place }: Numbers, inline: boolean, perWorker: number): number {
  const { hostBytes, workerBytes, itemBytes, hosts } = place;
  if (hostBytes === 0) return ANY;
  if (inline) return itemBytes === 0 ? ANY : Math.floor((hostBytes - workerBytes) / itemBytes);
  const each = workerBytes + perWorker * itemBytes;
  if (each === 0) return ANY;
  if (hosts === "separate") return each <= hostBytes ? ANY : 0;
  return Math.floor(hostBytes / each);
}
