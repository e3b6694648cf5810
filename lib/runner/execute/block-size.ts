/** Items shorter than this are timed together, ms: twice the coarsest usual step of a browser's timer (0.1 ms). */
export const BLOCK_MS = 0.2;
const MAX_BLOCK = 1 << 13;

/** Items in the next block, after one of `block` took `took` ms. */
export function nextBlock(block: number, took: number): number {
  if (took < BLOCK_MS / 2)
    return Math.min(MAX_BLOCK, took > 0.01 ? Math.ceil((block * BLOCK_MS) / took) : block * 8);
  return took > BLOCK_MS * 2 ? Math.max(1, Math.floor((block * BLOCK_MS) / took)) : block;
}
