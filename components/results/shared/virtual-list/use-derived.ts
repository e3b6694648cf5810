"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { type AnalysisClient, createAnalysisClient } from "@/lib/analysis/client";
import type { Trace } from "@/lib/trace/trace";
import { useThrottled } from "./use-throttled";

/** Rows up to which it is worked out at once, within a frame; of longer traces the analyst does it in a thread of its own. */
const SHORT = 5_000;

/**
 * How much of the time that a question takes counts as spent. Another thread answers it, and waits for a core meanwhile
 * beside the run that is being shown, which must not be slowed down by being looked at.
 */
const FELT = 0.5;

/** Something that is worked out of a whole trace. The same object as long as it is the same thing. */
export interface Derivation<T> {
  here(trace: Trace): T;
  ask(analyst: AnalysisClient, trace: Trace): Promise<T>;
}

export interface Derived<T> {
  /** What it was worked out of: while a run goes on, not the newest. */
  readonly trace: Trace;
  readonly value: T;
}

interface Answer<T> extends Derived<T> {
  readonly to: Derivation<T>;
}

/**
 * What a derivation makes of a trace, anew for each other trace and as often as can be afforded for one that grows. The
 * page is never held up: the last answer stays until the next one is there.
 *
 * @returns undefined without a trace, and until the first answer is there
 */
export function useDerived<T>(
  latest: Trace | undefined,
  running: boolean,
  derivation: Derivation<T>,
): Derived<T> | undefined {
  const { value: trace, spent } = useThrottled(latest, running);
  const isShort = trace !== undefined && trace.count <= SHORT;
  const own = useMemo(() => {
    if (trace === undefined || !isShort) return undefined;
    const from = performance.now();
    const value = derivation.here(trace);
    spent(performance.now() - from);
    return { trace, value, to: derivation };
  }, [trace, isShort, derivation, spent]);
  const asked = useAnswer(isShort ? undefined : trace, running, derivation, spent);
  // A trace that has just become long is shown as it was while it was short.
  const last = useRef<Answer<T> | undefined>(undefined);
  const answer = own ?? asked ?? last.current;
  useEffect(() => {
    last.current = answer;
  });
  return trace === undefined ? undefined : answer;
}

/** The analyst's last answer. One question at a time: what came meanwhile is asked when it is answered. */
function useAnswer<T>(
  trace: Trace | undefined,
  running: boolean,
  derivation: Derivation<T>,
  spent: (ms: number) => void,
): Answer<T> | undefined {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [problem, setProblem] = useState<unknown>();
  const analyst = useRef<AnalysisClient | undefined>(undefined);
  const asked = useRef<Pick<Answer<T>, "trace" | "to"> | undefined>(undefined);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with each turn the question may be another
  useEffect(() => {
    if (trace === undefined || asked.current !== undefined) return;
    if (answer?.trace === trace && answer.to === derivation) {
      // A thread of its own costs some MB: it goes when there is nothing more to be asked.
      if (!running) analyst.current?.dispose();
      return;
    }
    const question = { trace, to: derivation };
    asked.current = question;
    analyst.current ??= createAnalysisClient();
    const from = performance.now();
    const isAsked = (): boolean => asked.current === question;
    derivation
      .ask(analyst.current, trace)
      .then((value) => {
        if (isAsked()) setAnswer({ ...question, value });
      })
      .catch((error: unknown) => {
        if (isAsked()) setProblem(error);
      })
      .finally(() => {
        if (!isAsked()) return;
        spent(FELT * (performance.now() - from));
        asked.current = undefined;
        setTurn((before) => before + 1);
      });
  }, [trace, running, derivation, answer, turn, spent]);

  useEffect(
    () => () => {
      asked.current = undefined;
      analyst.current?.dispose();
      analyst.current = undefined;
    },
    [],
  );
  // It is a fault of ours: the view's boundary tells of it.
  if (problem !== undefined) throw problem;
  return answer;
}
