"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** ms between two refreshes of a running view, at least and at most. */
const LEAST = 80;
const MOST = 10_000;
/** A view may use this share of the time for its refreshes. */
const SHARE = 0.1;

export interface Throttled<T> {
  readonly value: T;
  /** Told after the work that a refresh caused, ms; dearer refreshes come less often. */
  spent(ms: number): void;
}

/**
 * While `running`, lets news through only as often as the view can afford; at the end the last value at once. A stream
 * of spans then costs a tenth of the main thread's time however many there are.
 */
export function useThrottled<T>(value: T, running: boolean): Throttled<T> {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const cost = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    latest.current = value;
    if (!running || timer.current !== undefined) return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        setShown(latest.current);
      },
      Math.min(MOST, Math.max(LEAST, cost.current / SHARE)),
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
  return { value: running ? shown : value, spent };
}
