/** From so many items on it pays to share them. */
const LEAST_ITEMS = 1_024;
/** A buffer that is kept for the next map is no longer than this: 8 MiB. */
const MOST_KEPT = 2 ** 20;

export const isShared = ({ buffer }: Float64Array): boolean =>
  typeof SharedArrayBuffer === "function" && buffer instanceof SharedArrayBuffer;

/**
 * Room for the items of maps in memory that all threads see, where the page may have such memory: nobody has to copy
 * them. Lanes only read it, and results come back in memory of their own, so a lane that is ended while it writes spoils nothing.
 */
export class SharedNumbers {
  private kept: Float64Array | undefined;

  room(n: number): Float64Array {
    if (n < LEAST_ITEMS || globalThis.crossOriginIsolated !== true) return new Float64Array(n);
    const { kept } = this;
    if (kept && kept.length >= n && kept.length <= 4 * n) {
      this.kept = undefined;
      return kept.subarray(0, n);
    }
    return new Float64Array(new SharedArrayBuffer(n * Float64Array.BYTES_PER_ELEMENT));
  }

  /** Takes back the items of a map that has succeeded: nobody reads them any more. */
  giveBack(numbers: Float64Array): void {
    if (!isShared(numbers)) return;
    const whole = new Float64Array(numbers.buffer);
    if (whole.length <= MOST_KEPT) this.kept = whole;
  }
}
