/** Keys of the rows that are drawn: `keys[i]` of the row at position `first + i` of the list. */
export interface RowKeys {
  readonly first: number;
  readonly keys: readonly number[];
  /** The first key that was never given. */
  readonly unused: number;
}

export const NO_KEYS: RowKeys = { first: 0, keys: [], unused: 0 };

/** Up to this share of new rows the others keep their elements. */
const FEW = 1 / 8;

/**
 * Keys for another window of the list. Where only a few rows come into view, those that stay keep their keys, and with
 * them their elements. Where many do, the keys are taken over in their order, so that the elements that there are get
 * other contents: a row made and another removed cost six times as much as one that is changed.
 */
export function nextKeys(before: RowKeys, first: number, last: number): RowKeys {
  const { keys: known } = before;
  if (before.first === first && known.length === last - first) return before;
  const shift = first - before.first;
  const shared = Math.min(last, before.first + known.length) - Math.max(first, before.first);
  const stays = last - first - shared <= FEW * (last - first);
  let { unused } = before;
  const keys: number[] = [];
  for (let at = 0; at < last - first; at += 1) {
    const key = known[stays ? at + shift : at];
    keys.push(key ?? unused);
    if (key === undefined) unused += 1;
  }
  return { first, keys, unused };
}
