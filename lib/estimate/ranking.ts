import type { StrategyName } from "@/lib/model/strategy";
import { isInline, isPerItem } from "./candidates";
import type { Reason } from "./outcome";

/** Strategies that differ by less than this share are called equal: a measured run differs by as much from the next. */
export const EQUAL_SHARE = 0.02;
/** For this share of the fastest time a record and a retry of each item are worth taking. */
const WORTH_SHARE = 0.1;

export interface Timed {
  readonly strategy: StrategyName;
  readonly wallMs: number;
}

export interface Choice {
  readonly take: StrategyName;
  readonly reason: Reason;
  readonly fastest: StrategyName;
  /** The fastest, or the next best where that is taken; undefined where there is no other. */
  readonly against: StrategyName | undefined;
}

/** The rule that decides, in one place: for the answer, the break-even points and the map. */
export function choose(
  timed: readonly Timed[],
  differs: (a: Timed, b: Timed) => boolean = differsBy,
): Choice {
  const sorted = [...timed].sort((a, b) => a.wallMs - b.wallMs);
  const [fastest] = sorted;
  if (!fastest) throw new Error("There is nothing to choose from.");
  const equal = sorted.filter((each) => each === fastest || !differs(fastest, each));
  // Of equal ones the simplest: a plain loop, else an op run for each item, else what is fastest.
  const simplest =
    equal.find(({ strategy }) => isInline(strategy)) ??
    equal.find(({ strategy }) => isPerItem(strategy)) ??
    fastest;
  const perItem = sorted.find(({ strategy }) => isPerItem(strategy));
  if (simplest === fastest && perItem && perItem !== fastest && !isInline(fastest.strategy)) {
    if (perItem.wallMs <= fastest.wallMs * (1 + WORTH_SHARE))
      return {
        take: perItem.strategy,
        reason: "worth-it",
        fastest: fastest.strategy,
        against: fastest.strategy,
      };
  }
  const others = sorted.filter((each) => each !== simplest);
  const next = others.find((each) => !equal.includes(each)) ?? others[0];
  return {
    take: simplest.strategy,
    reason: equal.length > 1 ? "no-difference" : "fastest",
    fastest: fastest.strategy,
    against: equal.length > 1 ? equal.find((each) => each !== simplest)?.strategy : next?.strategy,
  };
}

const differsBy = (faster: Timed, slower: Timed): boolean =>
  slower.wallMs > faster.wallMs * (1 + EQUAL_SHARE);
