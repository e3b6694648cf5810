/** Where a chart's axis ends, and what it was last drawn for. */
export interface Axis {
  readonly end: number;
  readonly key: string;
  readonly measuring: boolean;
}

/** Less of the axis in use than this, and it is drawn anew. */
const MIN_USED_SHARE = 0.5;

/**
 * Keeps the axis still while bars are replaced one by one, and after it as far as the bars fill it.
 * @param needed ms that must fit
 * @param key of the run whose bars the axis was begun with: another one begins anew
 */
export function nextAxis(before: Axis | undefined, needed: number, key: string, measuring: boolean): Axis {
  const isSame = before !== undefined && (before.key === key || (before.measuring && !measuring));
  if (!isSame || needed > before.end) return { end: needed, key, measuring };
  const isEmpty = !measuring && needed < MIN_USED_SHARE * before.end;
  return { end: isEmpty ? needed : before.end, key, measuring };
}
