/** Texts kept for the editor that comes next. */
const HISTORY_MAX_TEXTS = 200;
/** ms: changes closer together than this are undone together. */
const BURST_MS = 600;

export interface TextHistory {
  /** Earlier texts, oldest first; without the present one. */
  readonly texts: readonly string[];
  readonly changedAt: number;
}

export const emptyHistory: TextHistory = { texts: [], changedAt: Number.NEGATIVE_INFINITY };

/** @param before the text that is about to be replaced. @param now ms */
export function remember(history: TextHistory, before: string, now: number): TextHistory {
  if (now - history.changedAt < BURST_MS) return { ...history, changedAt: now };
  return { texts: [...history.texts, before].slice(-HISTORY_MAX_TEXTS), changedAt: now };
}

export interface Replacement {
  /** Offsets in the earlier text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The one stretch that has to be replaced to get from one text to the other; the shortest there is. */
export function replacement(from: string, to: string): Replacement {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  return { start, end: from.length - tail, text: to.slice(start, to.length - tail) };
}
