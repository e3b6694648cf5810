import { strategyNamed } from "@/lib/engine/strategies";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report, StrategyReport } from "@/lib/protocol/report";

/** ms from which a strategy is worth a warning before it is run. */
const WARN_MS = 30_000;

/**
 * ms that starting one worker takes where many are started, several at a time, until it is measured on this machine: from
 * docs/benchmark.md, for one dynamic op run. The interface calls it an estimate.
 */
export const USUAL_START_MS = 15;

/** A strategy that will take long, and how that is known. */
export interface LongRun {
  readonly strategy: StrategyName;
  readonly ms: number;
  /** "run": it took that long here; "machine": from what starts cost here; "usual": from what they cost elsewhere. */
  readonly basis: "run" | "machine" | "usual";
  /** Workers that it starts. */
  readonly starts: number;
  /** ms of each start in this estimate. */
  readonly startMs: number;
  /** The timeout ends it before. */
  readonly pastLimit: boolean;
}

/** Every call and item starts a worker. */
function startsPerCall(name: StrategyName): boolean {
  const { runs, opRun } = strategyNamed(name);
  return runs === "fresh" && opRun === "item";
}

/** Fewer starts have no reliable mean. */
const MIN_STARTS = 4;

/** ms of wall time per worker that a run started, with as many starting in parallel as the settings allow. Undefined if too few did. */
export function startCostOf({ strategies, settings }: Report): number | undefined {
  const known = strategies.find(
    ({ strategy, counts }) => startsPerCall(strategy) && counts.workersStarted >= MIN_STARTS,
  );
  if (known === undefined) return undefined;
  const atOnce = Math.min(settings.workers, settings.maxParallelism, known.counts.workersStarted);
  return known.breakdown.spawn / known.counts.workersStarted / Math.max(1, atOnce);
}

/**
 * Task calls of the program, as far as any strategy has counted them: spans include groups and maps, so this is an upper
 * bound.
 */
function callsOf(strategies: readonly StrategyReport[]): number {
  const counted = strategies.find(
    ({ strategy, status }) => startsPerCall(strategy) && status === "succeeded",
  );
  return counted?.counts.opRuns ?? Math.max(0, ...strategies.map(({ counts }) => counts.spans));
}

/**
 * The chosen strategies that will take long, before they are run.
 * @param here a report of this program on this machine
 * @param counted any report of this program, for its number of calls if there is none from here
 * @param startMs of this machine, by `startCostOf`
 */
export function longRuns(
  settings: Settings,
  here: Report | undefined,
  counted: Report | undefined,
  startMs: number | undefined,
): readonly LongRun[] {
  const calls = callsOf((here ?? counted)?.strategies ?? []);
  return settings.strategies.flatMap((strategy): LongRun[] => {
    const own = here?.strategies.find((each) => each.strategy === strategy);
    const each = startMs ?? USUAL_START_MS;
    const starts = startsPerCall(strategy) ? calls : 0;
    const long = (ms: number, basis: LongRun["basis"]): LongRun[] =>
      ms < WARN_MS
        ? []
        : [{ strategy, ms, basis, starts, startMs: each, pastLimit: ms > settings.timeoutMs }];
    if (own?.status === "succeeded" && own.rounds.length > 0) return long(own.wallMs.median, "run");
    return starts === 0 ? [] : long(starts * each, startMs === undefined ? "usual" : "machine");
  });
}
