import type { StrategyName } from "@/lib/model/strategy";
import { expectedFailures } from "./failing";
import type { Numbers } from "./numbers";
import type { Decision, Failing, Part, StrategyEstimate } from "./outcome";
import { choose, EQUAL_SHARE } from "./ranking";

const PARTS: readonly Part[] = ["start", "message", "queue", "work", "rework"];

/** Two strategies differ where one is the faster in this share of all draws: else luck decides more than what they do. */
const RELIABLE_SHARE = 0.8;

/** @param wallMs of each draw */
export function decisionOf(
  numbers: Numbers,
  strategies: readonly StrategyEstimate[],
  wallMs: (name: StrategyName) => readonly number[],
): Decision {
  const fitting = strategies.filter(({ fits }) => fits);
  const ranked = fitting.length > 0 ? fitting : strategies;
  const choice = choose(ranked, (faster, slower) => {
    const fast = wallMs(faster.strategy);
    const slow = wallMs(slower.strategy);
    const apart = slow.filter((ms, draw) => ms > (fast[draw] ?? ms) * (1 + EQUAL_SHARE)).length;
    return apart >= RELIABLE_SHARE * slow.length;
  });
  const estimated = (name: StrategyName | undefined) => strategies.find(({ strategy }) => strategy === name);
  const [take, against] = [estimated(choice.take), estimated(choice.against)];
  const differenceMs = take && against ? take.wallMs - against.wallMs : 0;
  return {
    ...choice,
    differenceMs,
    difference: take && against ? differenceMs / Math.min(take.wallMs, against.wallMs) : 0,
    part: take && against ? largestDifference(take, against) : undefined,
    failing: failingOf(numbers),
  };
}

function largestDifference(a: StrategyEstimate, b: StrategyEstimate): Part | undefined {
  const difference = (part: Part): number => Math.abs(a.parts[part] - b.parts[part]);
  const largest = PARTS.reduce((most, part) => (difference(part) > difference(most) ? part : most));
  return difference(largest) > 0 ? largest : undefined;
}

function failingOf({ work: { items, failures, retries } }: Numbers): Failing | undefined {
  if (failures === 0) return undefined;
  return {
    failedAttempts: items * expectedFailures(failures, retries),
    lost: items * failures ** (retries + 1),
    anyFails: -Math.expm1(items * Math.log1p(-failures)),
  };
}
