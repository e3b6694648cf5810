import { expect } from "vitest";

/** ms that strangers' data may hold the page's thread, on a machine with nothing else to do. */
const MAX_MS = 100;
/** Times as long as reading `REFERENCE`: about 200 ms on a machine of today, and as much more where it is busy or slow. */
const MAX_REFERENCES = 60;
/** Other programs may take the core away: a task that is too long is so each time. */
const TRIES = 5;

const REFERENCE = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, name: `row ${id}` })));

function msOf(work: () => unknown): number {
  const since = performance.now();
  work();
  return performance.now() - since;
}

/**
 * Does what the page's thread does with strangers' data. Fails if it takes longer than 100 ms, every time, and far longer
 * than fixed work that is timed right after it.
 */
export function onPage<T>(work: () => T): T {
  let least = Number.POSITIVE_INFINITY;
  let reference = 0;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const since = performance.now();
    const result = work();
    least = Math.min(least, performance.now() - since);
    if (least <= MAX_MS) return result;
    const read = Array.from({ length: 3 }, () => msOf(() => JSON.parse(REFERENCE)));
    reference = Math.max(reference, Math.min(...read));
    if (least <= MAX_REFERENCES * reference) return result;
  }
  const [held, read] = [Math.round(least), reference.toFixed(1)];
  throw new Error(`the page's thread is held for ${held} ms; reading the reference takes ${read} ms`);
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
