import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Settings } from "@/lib/model/settings";
import { defaultSettings } from "@/lib/model/settings";
import { nextPass, type Pass } from "./rounds";

const settings = (change: Partial<Settings>): Settings => ({ ...defaultSettings(4), ...change });

/** All passes, each of them taking `passMs`. */
function passes(plan: Settings, passMs: number): Pass[] {
  const made: Pass[] = [];
  for (;;) {
    const pass = nextPass(plan, { passes: made.length, elapsedMs: made.length * passMs });
    if (pass === undefined) return made;
    made.push(pass);
  }
}

describe("rounds", () => {
  it("one round is one pass", () => {
    expect(passes(settings({ rounds: 1 }), 10)).toEqual([
      { round: 1, order: ["pooled", "dynamic", "sequential"] },
    ]);
  });

  it("more rounds follow a warm-up, every second pass in reverse order", () => {
    const made = passes(settings({ rounds: 3 }), 10);
    expect(made.map(({ round }) => round)).toEqual([0, 1, 2, 3]);
    expect(made.map(({ order }) => order[0])).toEqual(["pooled", "sequential", "pooled", "sequential"]);
  });

  it("auto runs a long program once, and a short one until the budget is used", () => {
    expect(passes(settings({ rounds: "auto", timeBudgetMs: 3_000 }), 5_000)).toHaveLength(1);
    expect(passes(settings({ rounds: "auto", timeBudgetMs: 3_000 }), 1_400)).toHaveLength(1);
    expect(passes(settings({ rounds: "auto", timeBudgetMs: 3_000 }), 1_000)).toHaveLength(3);
    expect(passes(settings({ rounds: "auto", timeBudgetMs: 3_000 }), 1)).toHaveLength(32);
  });

  it("stays within the budget and the maximum number of rounds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (passMs, timeBudgetMs) => {
          const made = passes(settings({ rounds: "auto", timeBudgetMs }), passMs);
          expect(made.length).toBeGreaterThanOrEqual(1);
          expect(made.length).toBeLessThanOrEqual(32);
          expect(made.length).not.toBe(2);
          if (made.length > 1) expect(made.length * passMs).toBeLessThanOrEqual(timeBudgetMs);
        },
      ),
    );
  });
});
