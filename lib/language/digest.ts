/** Two lanes of 32 bits. */
export type Lanes = readonly [number, number];

/**
 * Digest of a text: two lanes of multiply-xor, each stirred with the other at the end (after cyrb53 by bryc, public
 * domain, which keeps 53 bits of the same). Not for secrets.
 */
export function lanesOf(text: string): Lanes {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0];
}

/** @returns 16 hex digits */
export const digest = (text: string): string =>
  lanesOf(text)
    .map((lane) => lane.toString(16).padStart(8, "0"))
    .join("");
