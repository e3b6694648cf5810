import { useEffect, useState } from "react";

/** ms: longer than between the two presses of a double click, and than a finger needs that was on its way already. */
const MOMENT = 400;

/** False for a moment after `value` has become another; true from the beginning. */
export function useSettled<T>(value: T): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), MOMENT);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value;
}
