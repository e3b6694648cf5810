import { useEffect, useState } from "react";

/** Longer than between the presses of a double click, and than a press takes that was already under way. */
const SETTLE_MS = 400;

/** False for a short time after `value` changed; true at the start. */
export function useSettled<T>(value: T): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value;
}
