import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { Strategy } from "@/lib/engine/strategies/strategy";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { RunRecord } from "@/lib/trace/import/record/run-record";

/** Which strategy works like a record's executor: one step after the other, a worker for each step, or kept workers. */
export function likeStrategy(record: RunRecord): StrategyName {
  if (record.inProcess) return nameOf(isOneAtATime);
  const seen = new Set<string>();
  let again = 0;
  for (const { attempts } of record.steps)
    for (const { worker } of attempts) {
      if (worker === undefined) continue;
      if (seen.has(worker)) again += 1;
      seen.add(worker);
    }
  const isKept = again > seen.size / 2;
  return nameOf(
    ({ runs, insideMessage }) => runs === (isKept ? "pool" : "fresh") && insideMessage === undefined,
  );
}

function nameOf(is: (strategy: Strategy) => boolean): StrategyName {
  const found = STRATEGIES.find((name) => is(strategyNamed(name)));
  if (!found) throw new Error("No strategy is like that.");
  return found;
}
