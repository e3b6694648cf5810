/** Shorter lists are not worth sharing. */
const MIN_SHARED_ITEMS = 1_024;
/** Numbers in the longest buffer that is kept for the next map: 8 MiB. */
const MAX_KEPT_NUMBERS = 2 ** 20;

export const isShared = ({ buffer }: Float64Array): boolean =>
  typeof SharedArrayBuffer === "function" && buffer instanceof SharedArrayBuffer;

/**
 * Shared memory for the items of maps, where the page may use it: they are not copied. Workers only read it and write their
 * results elsewhere, so a worker that is ended in the middle spoils nothing.
 */
export class SharedNumbers {
  private kept: Float64Array | undefined;

  room(n: number): Float64Array {
    if (n < MIN_SHARED_ITEMS || globalThis.crossOriginIsolated !== true) return new Float64Array(n);
    const { kept } = this;
    if (kept && kept.length >= n && kept.length <= 4 * n) {
      this.kept = undefined;
      return kept.subarray(0, n);
    }
    return new Float64Array(new SharedArrayBuffer(n * Float64Array.BYTES_PER_ELEMENT));
  }

  /** Keeps the buffer of a map that has succeeded for the next one: nobody reads it any more. */
  giveBack(numbers: Float64Array): void {
    if (!isShared(numbers)) return;
    const whole = new Float64Array(numbers.buffer);
    if (whole.length <= MAX_KEPT_NUMBERS) this.kept = whole;
  }
}
