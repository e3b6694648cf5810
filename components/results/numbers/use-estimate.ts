import { useEffect, useState } from "react";
import { analysis } from "@/lib/analysis/client";
import { Superseded } from "@/lib/analysis/connection";
import type { NumbersQuestion } from "@/lib/analysis/questions";
import type { Numbers } from "@/lib/estimate/numbers";
import type { Consequences, DecisionMap, Estimate, MapAxes } from "@/lib/estimate/outcome";

/** Draws of a whole band. */
export const ALL_DRAWS = 20;
/** The answer comes with the first draw; its band grows. */
const BANDS = [5, ALL_DRAWS] as const;

interface Asked<T> {
  /** The newest answer, also while the next one is on its way. */
  readonly value: T | undefined;
  readonly pending: boolean;
  readonly problem: string | undefined;
}

/**
 * Answers to questions about numbers. New numbers cancel what is being worked out: the latest win.
 * @param ask gives one answer after the other to `show`
 */
function useAnswers<T>(
  key: string,
  ask: (show: (value: T) => void, signal: AbortSignal) => Promise<void>,
): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ value: undefined, pending: true, problem: undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds all that is asked
  useEffect(() => {
    const abort = new AbortController();
    const change = (to: Partial<Asked<T>>): void =>
      abort.signal.aborted ? undefined : setAsked((before) => ({ ...before, ...to }));
    change({ pending: true, problem: undefined });
    ask((value) => change({ value }), abort.signal).then(
      () => change({ pending: false }),
      (error: unknown) => {
        if (error instanceof Superseded) return;
        change({ pending: false, problem: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => abort.abort();
  }, [key]);
  return asked;
}

const query = <Q extends NumbersQuestion>(question: Q, signal: AbortSignal) =>
  analysis.query([], question, signal);

export function useEstimate(numbers: Numbers): Asked<Estimate> {
  return useAnswers<Estimate>(JSON.stringify(numbers), async (show, signal) => {
    show(await query({ type: "estimate", numbers }, signal));
    for (const draws of BANDS) show(await query({ type: "band", numbers, draws }, signal));
  });
}

export function useConsequences(numbers: Numbers): Asked<Consequences> {
  return useAnswers<Consequences>(JSON.stringify(numbers), async (show, signal) => {
    show(await query({ type: "consequences", numbers }, signal));
  });
}

export function useDecisionMap(numbers: Numbers, axes: MapAxes): Asked<DecisionMap> {
  return useAnswers<DecisionMap>(JSON.stringify([numbers, axes]), async (show, signal) => {
    show(await query({ type: "decisionMap", numbers, axes }, signal));
  });
}
