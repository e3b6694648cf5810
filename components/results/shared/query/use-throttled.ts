import { useCallback, useEffect, useRef, useState } from "react";

/** ms between two refreshes of a view while a trial runs, at least and at most. */
const MIN_REFRESH_MS = 80;
const MAX_REFRESH_MS = 10_000;
/** The share of the page's time that one view may spend on its refreshes. */
const REFRESH_SHARE = 0.1;

interface Throttled<T> {
  readonly value: T;
  /** Tells what the last refresh took, ms: expensive refreshes come less often. */
  spent(ms: number): void;
}

/** While `running`, passes changes on only as often as the view's budget allows; afterwards the last value immediately. */
export function useThrottled<T>(value: T, running: boolean): Throttled<T> {
  const [passed, setPassed] = useState(value);
  const latest = useRef(value);
  const cost = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    latest.current = value;
    if (!running || timer.current !== undefined) return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        setPassed(latest.current);
      },
      Math.min(MAX_REFRESH_MS, Math.max(MIN_REFRESH_MS, cost.current / REFRESH_SHARE)),
    );
  }, [value, running]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  const spent = useCallback((ms: number) => {
    cost.current = ms;
  }, []);
  return { value: running ? passed : value, spent };
}
