/** Disjoint half-open intervals in ascending order: interval i is `[start[i], end[i])`, ms. */
export interface Intervals {
  readonly start: Float64Array;
  readonly end: Float64Array;
}

export const NO_INTERVALS: Intervals = { start: new Float64Array(0), end: new Float64Array(0) };

/** Collects intervals in any order; empty and reversed ones, and those with NaN, are left out. */
export class IntervalList {
  private starts = new Float64Array(16);
  private ends = new Float64Array(16);
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(start: number, end: number): void {
    if (!(end > start)) return;
    if (this.count === this.starts.length) {
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count += 1;
  }

  /** Moments at which at least one of them is open. O(n log n). */
  union(): Intervals {
    const count = this.count;
    if (count === 0) return NO_INTERVALS;
    // How many are open depends only on the sorted starts and the sorted ends, not on which belong together.
    const starts = this.starts.slice(0, count).sort();
    const ends = this.ends.slice(0, count).sort();
    const start = new Float64Array(count);
    const end = new Float64Array(count);
    let out = 0;
    let open = 0;
    let j = 0;
    for (let i = 0; i < count; i += 1) {
      const from = starts[i] as number;
      while (j < count && (ends[j] as number) < from) {
        open -= 1;
        if (open === 0) end[out - 1] = ends[j] as number;
        j += 1;
      }
      if (open === 0) {
        start[out] = from;
        out += 1;
      }
      open += 1;
    }
    end[out - 1] = ends[count - 1] as number;
    return { start: start.slice(0, out), end: end.slice(0, out) };
  }
}

/** Sum of the lengths, ms. */
export function measure({ start, end }: Intervals): number {
  let sum = 0;
  for (let i = 0; i < start.length; i += 1) sum += (end[i] as number) - (start[i] as number);
  return sum;
}

/** The part of `intervals` inside `[from, to)`. */
export function clip(intervals: Intervals, from: number, to: number): Intervals {
  const list = new IntervalList();
  for (let i = 0; i < intervals.start.length; i += 1) {
    list.push(Math.max(from, intervals.start[i] as number), Math.min(to, intervals.end[i] as number));
  }
  return list.union();
}

/** `from` without the moments of `without`. O(n + m). */
export function subtract(from: Intervals, without: Intervals): Intervals {
  const list = new IntervalList();
  let j = 0;
  for (let i = 0; i < from.start.length; i += 1) {
    let start = from.start[i] as number;
    const end = from.end[i] as number;
    while (j < without.start.length && (without.end[j] as number) <= start) j += 1;
    for (let k = j; k < without.start.length && (without.start[k] as number) < end; k += 1) {
      list.push(start, without.start[k] as number);
      start = without.end[k] as number;
    }
    list.push(start, end);
  }
  return list.union();
}

/** Moments of either. */
export function unite(a: Intervals, b: Intervals): Intervals {
  const list = new IntervalList();
  for (const { start, end } of [a, b]) {
    for (let i = 0; i < start.length; i += 1) list.push(start[i] as number, end[i] as number);
  }
  return list.union();
}

function doubled(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const bigger = new Float64Array(array.length * 2);
  bigger.set(array);
  return bigger;
}
