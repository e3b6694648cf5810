import type { RunProgress } from "./run";

/** No estimate before this share of the work is done … */
const MIN_SHARE = 0.25;
/** … and this much time has passed, ms. */
const MIN_MS = 2_000;

type Progress = Pick<RunProgress, "strategy" | "round" | "done" | "total" | "forMs">;

/** What is known of a trial's rate. */
interface Pace {
  readonly trial: string;
  /** When the first items had settled: before that its workers started. */
  readonly first: Progress;
  /** When an item last settled. */
  readonly last: Progress;
}

/**
 * Estimates the time that is left of a trial, ms, from how fast its items settled since the first of them did. Undefined
 * until a quarter of them has, and 2 s have passed: what starting the workers took says nothing of the rest.
 */
export function createTimeLeft(): (progress: Progress) => number | undefined {
  let pace: Pace | undefined;
  return (now) => {
    const trial = `${now.strategy} ${now.round}`;
    if (pace?.trial !== trial || now.forMs < pace.last.forMs)
      pace = now.done > 0 ? { trial, first: now, last: now } : undefined;
    else if (now.done > pace.last.done) pace = { ...pace, last: now };
    if (pace === undefined || now.forMs < MIN_MS || now.done < MIN_SHARE * now.total) return undefined;
    const { first, last } = pace;
    if (last.done === first.done) return undefined;
    const msPerItem = (last.forMs - first.forMs) / (last.done - first.done);
    return Math.max(0, msPerItem * (now.total - last.done) - (now.forMs - last.forMs));
  };
}
