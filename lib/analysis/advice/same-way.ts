import { capitalize, formatList } from "@/lib/base/format";
import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import { type Compared, labelOf } from "./compared";
import type { Finding } from "./finding";
import { say } from "./sentence";

export interface SameWay {
  /** Those that are compared: sequential, and one of the others. */
  readonly compared: readonly Compared[];
  readonly finding: Finding | undefined;
}

/**
 * Of a program that makes its own pools, processes and threads: strategies that are not one at a time run it in the same way, and are not
 * ranked against each other. The pool stands for them, if it ran.
 */
export function sameWay(trials: readonly Compared[]): SameWay {
  const others = trials.filter(({ info }) => !info.strategy || !isOneAtATime(strategyNamed(info.strategy)));
  const [one] = others.filter(({ info }) => info.strategy && strategyNamed(info.strategy).runs === "pool");
  const kept = one ?? others[0];
  if (others.length < 2 || kept === undefined) return { compared: trials, finding: undefined };
  const names = capitalize(formatList(others.map(labelOf)));
  const rule =
    "A program's own pools, processes and threads are what it makes them, under every strategy but sequential.";
  return {
    compared: trials.filter((trial) => trial === kept || !others.includes(trial)),
    finding: {
      kind: "same way",
      sentence: say`${names} run this program in the same way, because it makes its own pools, processes and threads. Their times differ by chance; ${labelOf(kept)} is compared.`,
      claims: [],
      rule,
    },
  };
}
