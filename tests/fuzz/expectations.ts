import { expect } from "vitest";

/** ms that strangers' data may hold the page's thread. */
const MAX_MS = 100;
/** Other programs may take the core away: a task that is too long is so each time. */
const TRIES = 5;

/** Does what the page's thread does with strangers' data. Fails if it takes longer than 100 ms, every time. */
export function onPage<T>(work: () => T): T {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; ; ) {
    const since = performance.now();
    const result = work();
    least = Math.min(least, performance.now() - since);
    tries += 1;
    if (least <= MAX_MS) return result;
    if (tries === TRIES) throw new Error(`the page's thread is held for ${Math.round(least)} ms`);
  }
}

/** What an engine says of its own mistakes, or a value that was put into a sentence without a thought. */
const NOT_WORDS =
  /\[object |Cannot (read|convert|mix|access)|is not (a function|iterable|defined|a constructor)|call stack|Invalid (array length|time value|Date)|^(undefined|null|NaN)?$/;
const MAX_LENGTH = 2_000;

/** Expects a message to be a sentence for a reader, of a length that can be shown. */
export function expectWords(message: string | undefined): void {
  expect(message).toMatch(/\p{L}{3}.* |.* \p{L}{3}/su);
  expect(message).not.toMatch(NOT_WORDS);
  expect(message?.length).toBeLessThanOrEqual(MAX_LENGTH);
}
