import fc from "fast-check";
import { describe, it } from "vitest";
import { checkDeaths, checkDraws, checkOutcome, checkResumed } from "@/lib/engine/testing/random/check";

/** Each case is a program under all strategies: a third of the cases that other properties get. */
const numRuns = Math.ceil(Number(process.env.FANOUT_RUNS ?? 30) / 3);
const timeout = 3_600_000;

describe("random programs", () => {
  it("give what they mean under every strategy, within their limits", { timeout }, () =>
    fc.assert(checkOutcome, { numRuns: numRuns * 2 }),
  );

  it("draw the same numbers under every strategy", { timeout }, () => fc.assert(checkDraws, { numRuns }));

  it(
    "give what they mean when they run again from where an earlier run failed or was stopped",
    {
      timeout,
    },
    () => fc.assert(checkResumed, { numRuns }),
  );

  it("give what they mean while workers die, as long as they may be retried", { timeout }, () =>
    fc.assert(checkDeaths, { numRuns }),
  );
});
