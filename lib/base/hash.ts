/** Mixing of 53-bit hashes from two 32-bit halves: enough that 10⁶ spans do not collide, cheap enough for each item. */
const HIGH = 2 ** 32;

function mix32(h: number, k: number): number {
  h ^= Math.imul(k, 0xcc9e2d51);
  h = Math.imul((h << 15) | (h >>> 17), 0x1b873593);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Combines a hash with a whole number. @returns a whole number below 2^53. */
export function combine(hash: number, value: number): number {
  const low = hash >>> 0;
  const high = Math.floor(hash / HIGH);
  const a = mix32(low ^ 0x9e3779b9, value | 0);
  const b = mix32(high ^ a, (value / HIGH) | (0 ^ Math.imul(value | 0, 0x27d4eb2f)));
  return (b & 0x1fffff) * HIGH + a;
}

export function hashText(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b & 0x1fffff) * HIGH + (a >>> 0);
}

/** Four bytes at a time. The halves are variables of one function: shared with another, each step would allocate numbers. */
export function hashBytes(bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  let a = 0xdeadbeef ^ bytes.length;
  let b = 0x41c6ce57;
  // Without the shifts, the highest bits of two words could cancel each other: signs of numbers are such bits.
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    a = Math.imul(a ^ word, 2654435761);
    a ^= a >>> 15;
    b = Math.imul(b ^ word, 1597334677);
    b ^= b >>> 13;
  }
  for (let i = words.length * 4; i < aligned.length; i++) {
    const byte = aligned[i] as number;
    a = Math.imul(a ^ byte, 2654435761);
    a ^= a >>> 15;
    b = Math.imul(b ^ byte, 1597334677);
    b ^= b >>> 13;
  }
  return combine((b >>> 0) & 0x1fffff, a >>> 0);
}

/** mulberry32: a small generator of numbers in [0, 1), good enough for draws in a playground. */
export function generator(seed: number): () => number {
  let state = mix32(seed >>> 0, Math.floor(seed / HIGH));
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / HIGH;
  };
}
