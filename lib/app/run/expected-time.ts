import { MAX_ROUNDS } from "@/lib/model/limits";
import type { Settings } from "@/lib/model/settings";
import type { Report } from "@/lib/protocol/report";

/** The smallest odd number of rounds whose median has a 95% interval without the extremes. */
export const CAREFUL_ROUNDS = 9;

/** ms from which the page shows before a run how long it will take. */
export const LONG_RUN_MS = 5_000;

/**
 * About how long a run with these settings takes, ms, from what each of its strategies took in an earlier one. Undefined
 * if one of them has not been measured.
 */
export function expectedMs(settings: Settings, earlier: Report | undefined): number | undefined {
  // What a resumed run took says nothing of a whole one.
  if (earlier?.resumed) return undefined;
  let pass = 0;
  for (const strategy of settings.strategies) {
    const known = earlier?.strategies.find((each) => each.strategy === strategy);
    if (known?.status !== "succeeded" || known.rounds.length === 0) return undefined;
    pass += known.wallMs.median;
  }
  const { rounds, timeBudgetMs } = settings;
  if (rounds === 1) return pass;
  if (rounds !== "auto") return pass * (rounds + 1);
  // Only where two more fit is the first one a warm-up.
  return 3 * pass > timeBudgetMs ? pass : Math.min(timeBudgetMs, pass * (MAX_ROUNDS + 1));
}
