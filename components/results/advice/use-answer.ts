"use client";

import { useEffect, useRef, useState } from "react";
import { Superseded } from "@/lib/analysis/client";

export interface Answer<T> {
  /** The newest answer, also while the next one is on its way. */
  readonly value: T | undefined;
  readonly pending: boolean;
  readonly problem: string | undefined;
}

/**
 * Asks again when `question` changes, one question at a time: what changed meanwhile is asked once the last answer is
 * there, and what was overtaken is never asked.
 * @param question undefined for none; keep its identity while it is the same
 */
export function useAnswer<T>(question: (() => Promise<T>) | undefined): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: undefined, pending: false, problem: undefined });
  const latest = useRef(question);
  const asking = useRef(false);

  useEffect(() => {
    latest.current = question;
    if (!question) {
      setAnswer({ value: undefined, pending: false, problem: undefined });
      return;
    }
    setAnswer((before) => ({ ...before, pending: true }));
    if (asking.current) return;
    const ask = async (): Promise<void> => {
      asking.current = true;
      for (let asked = latest.current; asked; ) {
        const own = asked;
        const result = await own().then(
          (value): Answer<T> => ({ value, pending: false, problem: undefined }),
          (error: unknown): Answer<T> => ({
            value: undefined,
            pending: false,
            problem: error instanceof Superseded ? undefined : String(error),
          }),
        );
        asked = latest.current === own ? undefined : latest.current;
        if (latest.current !== undefined) setAnswer({ ...result, pending: asked !== undefined });
      }
      asking.current = false;
    };
    void ask();
  }, [question]);
  return answer;
}
