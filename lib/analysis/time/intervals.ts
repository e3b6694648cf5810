import { firstIndex } from "@/lib/base/first-index";

/** Disjoint half-open intervals in ascending order: interval i is `[start[i], end[i])`, ms. */
export interface Intervals {
  readonly start: Times;
  readonly end: Times;
}

/** Few of them are a plain list: a run may have had 100,000 workers, each with one or two, and a typed one takes 200 bytes. */
type Times = Float64Array | readonly number[];
const FEW = 8;

export const NO_INTERVALS: Intervals = { start: [], end: [] };

/** Collects intervals in any order; ignores empty and reversed ones, and those with NaN. */
export class IntervalList {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  push(start: number, end: number): void {
    if (!(end > start)) return;
    this.starts.push(start);
    this.ends.push(end);
  }

  /** Times at which at least one of them is open. O(n log n). */
  union(): Intervals {
    const count = this.starts.length;
    if (count === 0) return NO_INTERVALS;
    if (count === 1) return { start: this.starts.slice(), end: this.ends.slice() };
    // How many are open depends only on the sorted starts and the sorted ends, not on how they pair.
    const starts = new Float64Array(this.starts).sort();
    const ends = new Float64Array(this.ends).sort();
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

export function measure({ start, end }: Intervals): number {
  let sum = 0;
  for (let i = 0; i < start.length; i += 1) sum += (end[i] as number) - (start[i] as number);
  return sum;
}

/** The part of `intervals` inside `[from, to)`. O(log n), and the part. */
export function clip(intervals: Intervals, from: number, to: number): Intervals {
  if (isWithin(intervals, from, to)) return intervals;
  const inside = between(intervals, from, to);
  if (isWithin(inside, from, to)) return inside;
  const out = new Writer(inside.start.length);
  for (let i = 0; i < inside.start.length; i += 1) {
    out.push(Math.max(from, inside.start[i] as number), Math.min(to, inside.end[i] as number));
  }
  return out.done();
}

const isEmpty = ({ start }: Intervals): boolean => start.length === 0;

const isWithin = ({ start, end }: Intervals, from: number, to: number): boolean =>
  start.length === 0 || ((start[0] as number) >= from && (end[end.length - 1] as number) <= to);

/** The intervals that reach into `[from, to)`, whole and shared, not copied. O(log n). */
export function between({ start, end }: Intervals, from: number, to: number): Intervals {
  const first = firstIndex(0, end.length, (i) => (end[i] as number) > from);
  const last = firstIndex(0, start.length, (i) => (start[i] as number) >= to);
  return { start: part(start, first, last), end: part(end, first, last) };
}

const part = (times: Times, from: number, to: number): Times =>
  times instanceof Float64Array ? times.subarray(from, to) : times.slice(from, to);

/** `from` without the times in `without`. O(n + m). */
export function subtract(from: Intervals, without: Intervals): Intervals {
  if (isEmpty(from) || isEmpty(without)) return from;
  const out = new Writer(from.start.length + without.start.length);
  let j = 0;
  for (let i = 0; i < from.start.length; i += 1) {
    let start = from.start[i] as number;
    const end = from.end[i] as number;
    while (j < without.start.length && (without.end[j] as number) <= start) j += 1;
    for (let k = j; k < without.start.length && (without.start[k] as number) < end; k += 1) {
      out.push(start, without.start[k] as number);
      start = without.end[k] as number;
    }
    out.push(start, end);
  }
  return out.done();
}

/** Times in either. O(n + m). */
export function unite(a: Intervals, b: Intervals): Intervals {
  if (isEmpty(b)) return a;
  if (isEmpty(a)) return b;
  const out = new Writer(a.start.length + b.start.length);
  let i = 0;
  let j = 0;
  while (i < a.start.length || j < b.start.length) {
    if (j >= b.start.length || (a.start[i] as number) <= (b.start[j] as number)) {
      out.push(a.start[i] as number, a.end[i] as number);
      i += 1;
    } else {
      out.push(b.start[j] as number, b.end[j] as number);
      j += 1;
    }
  }
  return out.done();
}

/** Writes intervals with ascending starts, joining those that touch. */
class Writer {
  private readonly start: Float64Array | number[];
  private readonly end: Float64Array | number[];
  private count = 0;

  constructor(capacity: number) {
    this.start = capacity <= FEW ? [] : new Float64Array(capacity);
    this.end = capacity <= FEW ? [] : new Float64Array(capacity);
  }

  push(start: number, end: number): void {
    if (!(end > start)) return;
    const last = this.count - 1;
    if (last >= 0 && start <= (this.end[last] as number)) {
      if (end > (this.end[last] as number)) this.end[last] = end;
      return;
    }
    this.start[this.count] = start;
    this.end[this.count] = end;
    this.count += 1;
  }

  done(): Intervals {
    if (this.count === 0) return NO_INTERVALS;
    return { start: part(this.start, 0, this.count), end: part(this.end, 0, this.count) };
  }
}
