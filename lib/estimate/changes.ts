import type { Incremental } from "@/lib/base/incremental";
import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import { fittingOf } from "./advice";
import { isPerItem } from "./candidates";
import { workersOf } from "./capacity";
import { typicalOf } from "./durations";
import type { Numbers } from "./numbers";
import type { Change } from "./outcome";
import { quickWallMs } from "./quick";
import { EQUAL_SHARE } from "./ranking";
import { MAX_ESTIMATED_WORKERS } from "./schema";
import { vary } from "./vary";

/** Items per worker that are tried where each has its own. */
const CHUNK = 10;

type Tried = Pick<Change, "kind" | "strategy" | "to"> & { readonly numbers: Numbers };

/** One thing changed at a time, all else as it is. Those that save less than 2% are not worth saying. */
export function* changesOf(numbers: Numbers, take: StrategyName): Incremental<Change[]> {
  const nowMs = quickWallMs(numbers, take);
  const changes: Change[] = [];
  for (const { numbers: changed, ...change } of triedFor(numbers, take)) {
    yield;
    const wallMs = quickWallMs(changed, change.strategy);
    if (nowMs - wallMs > EQUAL_SHARE * nowMs) changes.push({ ...change, wallMs, savedMs: nowMs - wallMs });
  }
  return changes.sort((a, b) => b.savedMs - a.savedMs);
}

function* triedFor(numbers: Numbers, take: StrategyName): Generator<Tried> {
  const { workers, place, work } = numbers;
  for (const strategy of fittingOf(numbers))
    if (strategy !== take) yield { kind: "strategy", strategy, to: 0, numbers };
  if (strategyNamed(take).runs === "inline") {
    if (isOneAtATime(strategyNamed(take))) return;
  } else {
    const to = Math.min(2 * workers, MAX_ESTIMATED_WORKERS);
    yield { kind: "workers", strategy: take, to, numbers: vary(numbers, "workers", to) };
    const startMs = typicalOf(place.start) / 2;
    yield { kind: "start", strategy: take, to: startMs, numbers: vary(numbers, "startMs", startMs) };
  }
  if (workersOf(numbers, take).binding === "limit") {
    const to = Math.min(workers, work.items);
    yield { kind: "limit", strategy: take, to, numbers: { ...numbers, place: { ...place, limit: to } } };
  }
  if (place.hosts === "shared") {
    const to = 2 * place.cores;
    yield { kind: "cores", strategy: take, to, numbers: { ...numbers, place: { ...place, cores: to } } };
  }
  if (!isPerItem(take) || work.items <= CHUNK) return;
  const chunked = STRATEGIES.find((name) => strategyNamed(name).opRun === "message");
  if (chunked) yield { kind: "chunk", strategy: chunked, to: CHUNK, numbers: { ...numbers, chunk: CHUNK } };
}
