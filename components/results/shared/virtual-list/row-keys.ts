import { useEffect, useMemo, useRef } from "react";

/** Keys of the rows that are drawn: `keys[i]` of the row at position `first + i` of the list. */
interface RowKeys {
  readonly first: number;
  readonly keys: readonly number[];
  readonly unused: number;
}

export const NO_KEYS: RowKeys = { first: 0, keys: [], unused: 0 };

/** Up to this share of new rows the others keep their elements. */
const KEPT_MAX_NEW_SHARE = 1 / 8;

/**
 * Keys for another window of the list. If only a few rows come into view, those that stay keep their keys and elements. If
 * many do, the keys are reused in order, so that existing elements get new contents: adding one row and removing another
 * costs six times as much as changing one.
 */
export function nextKeys(before: RowKeys, first: number, last: number): RowKeys {
  const { keys: known } = before;
  if (before.first === first && known.length === last - first) return before;
  const shift = first - before.first;
  const shared = Math.min(last, before.first + known.length) - Math.max(first, before.first);
  const stays = last - first - shared <= KEPT_MAX_NEW_SHARE * (last - first);
  let { unused } = before;
  const keys: number[] = [];
  for (let at = 0; at < last - first; at += 1) {
    const key = known[stays ? at + shift : at];
    keys.push(key ?? unused);
    if (key === undefined) unused += 1;
  }
  return { first, keys, unused };
}

export function useRowKeys(first: number, last: number): readonly number[] {
  const before = useRef(NO_KEYS);
  // The rows that were drawn last: React may discard a rendering.
  const now = useMemo(() => nextKeys(before.current, first, last), [first, last]);
  useEffect(() => {
    before.current = now;
  });
  return now.keys;
}
