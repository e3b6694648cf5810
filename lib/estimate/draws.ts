import { combine, generator } from "@/lib/base/hash";
import { samplerOf, sumSamplerOf } from "./durations";
import { FailingAttempts } from "./failing";
import type { Numbers } from "./numbers";

/** Items up to which each has a draw of its own; past it neighbours share one. */
export const EXACT_ITEMS = 131_072;
/** Draws of starts, used again from the first once they are used up. */
const STARTS = 8_192;

/** What a run of neighbouring items asks for. */
export interface Demand {
  /** ms of the attempts that succeed. */
  readonly workMs: number;
  /** ms of those that fail. */
  readonly reworkMs: number;
  readonly attempts: number;
  /** Of the attempts. */
  readonly failed: number;
}

/** Sums over items before each entry, so that those of any run of neighbours are a subtraction. */
class Sums {
  private readonly sums: Float64Array;

  constructor(
    private readonly items: number,
    private readonly per: number,
  ) {
    this.sums = new Float64Array(Math.ceil(items / per) + 1);
  }

  set(entry: number, value: number): void {
    this.sums[entry + 1] = (this.sums[entry] as number) + value;
  }

  between(from: number, to: number): number {
    return this.before(to) - this.before(from);
  }

  private before(item: number): number {
    const entry = Math.floor(item / this.per);
    const sum = this.sums[entry] as number;
    const within = item - entry * this.per;
    if (within === 0) return sum;
    const size = Math.min(this.per, this.items - entry * this.per);
    return sum + (((this.sums[entry + 1] as number) - sum) * within) / size;
  }
}

/**
 * One draw of all that is random: how long items take, which attempts fail, how long workers start. Every strategy gets the
 * same one, so they differ by what they do and not by luck.
 */
export class Draws {
  private readonly workMs: Sums;
  private readonly reworkMs: Sums;
  private readonly attempts: Sums;
  private readonly failed: Sums;
  private readonly starts = new Sums(STARTS, 1);
  private readonly startsTotal: number;
  /** Items that failed in every attempt. */
  readonly lost: number;

  /**
   * @param draw 0, 1, …: the first is what is shown, further ones make the band
   * @param exact items up to which each has a draw of its own
   */
  constructor(
    { work, place, seed }: Pick<Numbers, "work" | "place" | "seed">,
    draw: number,
    readonly exact: number = EXACT_ITEMS,
  ) {
    const { items, item, failures, retries } = work;
    const per = Math.ceil(items / exact);
    const sums = (): Sums => new Sums(items, per);
    this.workMs = sums();
    this.reworkMs = sums();
    this.attempts = sums();
    this.failed = sums();
    const random = generator(combine(seed, draw));
    const sample = sumSamplerOf(item, random);
    const failing = new FailingAttempts(failures, retries, generator(combine(seed, draw + 1_000_003)));
    let lost = 0;
    for (let entry = 0; entry * per < items; entry += 1) {
      const n = Math.min(per, items - entry * per);
      const ms = sample(n);
      const { failed, lost: gone } = failing.next(n);
      lost += gone;
      this.workMs.set(entry, (ms / n) * (n - gone));
      this.reworkMs.set(entry, (ms / n) * failed);
      this.attempts.set(entry, failed + n - gone);
      this.failed.set(entry, failed);
    }
    this.lost = Math.round(lost);
    const start = samplerOf(place.start, generator(combine(seed, draw + 2_000_003)));
    for (let i = 0; i < STARTS; i += 1) this.starts.set(i, start());
    this.startsTotal = this.starts.between(0, STARTS);
  }

  /** Of the items from … to − 1. */
  demand(from: number, to: number): Demand {
    return {
      workMs: this.workMs.between(from, to),
      reworkMs: this.reworkMs.between(from, to),
      attempts: this.attempts.between(from, to),
      failed: this.failed.between(from, to),
    };
  }

  /** ms that `n` starts take together, each alone on its host. @param first how many there were before */
  startMs(first: number, n: number): number {
    return this.startsBefore(first + n) - this.startsBefore(first);
  }

  private startsBefore(index: number): number {
    // Shares of items in a batch may not be whole.
    const whole = Math.round(index);
    const rounds = Math.floor(whole / STARTS);
    return rounds * this.startsTotal + this.starts.between(0, whole - rounds * STARTS);
  }
}
