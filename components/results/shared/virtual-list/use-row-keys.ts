import { useEffect, useMemo, useRef } from "react";
import { NO_KEYS, nextKeys } from "./row-keys";

export function useRowKeys(first: number, last: number): readonly number[] {
  const before = useRef(NO_KEYS);
  // The rows that were drawn last: React may discard a rendering.
  const now = useMemo(() => nextKeys(before.current, first, last), [first, last]);
  useEffect(() => {
    before.current = now;
  });
  return now.keys;
}
