import type { Incremental } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import { candidatesOf } from "./candidates";
import { decisionOf } from "./decision";
import { Draws } from "./draws";
import type { Numbers } from "./numbers";
import type { Estimate, StrategyEstimate } from "./outcome";
import { type Simulated, simulate } from "./simulate/simulate";

const HOUR_MS = 3_600_000;

/** With no more items than this, luck decides much and draws cost little: there are always this many of them. */
const FEW_ITEMS = 2_000;
const FEWEST_DRAWS = 20;

/**
 * Simulates every strategy worth comparing. Deterministic: the same numbers give the same answer.
 *
 * @param asked draws at least: 1 for the answer alone, 20 for its band
 */
export function* estimating(numbers: Numbers, asked: number): Incremental<Estimate> {
  const draws = numbers.work.items <= FEW_ITEMS ? Math.max(asked, FEWEST_DRAWS) : asked;
  const names = candidatesOf(numbers);
  const simulated = new Map<StrategyName, Simulated[]>(names.map((name) => [name, []]));
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = new Draws(numbers, draw);
    for (const name of names) {
      yield;
      simulated.get(name)?.push(simulate(numbers, name, drawn));
    }
  }
  const strategies = names.map((name) => summary(numbers, name, simulated.get(name) ?? []));
  const wallMs = (name: StrategyName): readonly number[] =>
    (simulated.get(name) ?? []).map((each) => each.wallMs);
  return { numbers, draws, strategies, decision: decisionOf(numbers, strategies, wallMs) };
}

function summary({ place }: Numbers, strategy: StrategyName, all: readonly Simulated[]): StrategyEstimate {
  const first = all[0] as Simulated;
  const walls = all.map(({ wallMs }) => wallMs);
  const workerHours = first.workerMs / HOUR_MS;
  return {
    strategy,
    wallMs: first.wallMs,
    lowMs: Math.min(...walls),
    highMs: Math.max(...walls),
    parts: first.parts,
    parallel: first.capacity.parallel,
    binding: first.capacity.binding,
    fits: first.capacity.fits,
    workerStarts: first.workerStarts,
    opRuns: first.opRuns,
    workerHours,
    cost: workerHours * place.pricePerHour,
    lost: first.lost,
  };
}
