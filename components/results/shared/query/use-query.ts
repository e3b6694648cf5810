import { useEffect, useMemo, useRef, useState } from "react";
import { analysis } from "@/lib/analysis/client";
import { INLINE_ANALYSIS_MAX_ROWS } from "@/lib/analysis/inline-max-rows";
import { createLatestQuery, NO_ANSWER, type QueryState } from "@/lib/analysis/latest-query";
import { missingFrom } from "@/lib/analysis/needs";
import type { AnswerTo, Question } from "@/lib/analysis/questions";
import type { Trace } from "@/lib/trace/trace";
import { useThrottled } from "./use-throttled";

/**
 * How much of the worker's time counts against a view's budget while a trial runs: the worker competes with the trial
 * for a core, and views must not slow the trial down.
 */
const WORKER_TIME_WEIGHT = 0.5;

interface QueryOptions<Q extends Question> {
  /** The traces still grow: answers come as often as the view's budget allows. */
  readonly growing?: boolean;
  /** Answers small traces on the page, in the same frame. Give the same function each time. */
  readonly inline?: (trace: Trace) => AnswerTo<Q>;
}

/**
 * The answer to a question about traces, asked again when either changes. It does not block the page: the last answer
 * stays until the next one arrives.
 *
 * @param traces undefined, as the question may be: nothing is asked
 */
export function useQuery<Q extends Question>(
  traces: readonly Trace[] | undefined,
  question: Q | undefined,
  { growing = false, inline }: QueryOptions<Q> = {},
): QueryState<Q> {
  const [first, second] = traces ?? [];
  const key = JSON.stringify(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds the question, the two traces are all there are
  const newest = useMemo(() => (traces && question ? { traces, question } : undefined), [first, second, key]);
  const { value: asked, spent } = useThrottled(newest, growing);
  const [answered, setAnswered] = useState<QueryState<Q>>(NO_ANSWER);
  const [latest] = useState(() =>
    createLatestQuery<Q>(analysis, (state, took) => {
      setAnswered(state);
      if (took !== undefined) spent(WORKER_TIME_WEIGHT * took);
    }),
  );

  // A stranger's trace may have few rows and a million lanes.
  const rows = asked?.traces.reduce((sum, { count, lanes }) => sum + count + lanes.length, 0) ?? 0;
  const here = rows <= INLINE_ANALYSIS_MAX_ROWS ? inline : undefined;
  const own = useMemo((): QueryState<Q> | undefined => {
    const [trace] = asked?.traces ?? [];
    if (!asked || !trace || !here) return undefined;
    const state = { ...NO_ANSWER, traces: [trace] };
    const missing = missingFrom([trace], asked.question.type);
    if (missing.length > 0) return { ...state, missing };
    const from = performance.now();
    const value = here(trace);
    spent(performance.now() - from);
    return { ...state, value };
  }, [asked, here, spent]);

  useEffect(() => {
    if (!asked || here) latest.stop();
    else latest.ask(asked.traces, asked.question);
  }, [asked, here, latest]);
  useEffect(() => () => latest.stop(), [latest]);

  // A trace that has just become too long for the page is shown as it was while it was short.
  const last = useRef<QueryState<Q>>(NO_ANSWER);
  const isFirst = answered === NO_ANSWER || (answered.pending && answered.traces.length === 0);
  const state = own ?? (isFirst ? { ...last.current, pending: true } : answered);
  useEffect(() => {
    last.current = state;
  });
  return asked ? state : NO_ANSWER;
}
