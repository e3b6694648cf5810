import type { Cancel, Clock } from "./clock";

/** A clock that knows how many of its callbacks are still to come. */
export class CountedClock implements Clock {
  /** Callbacks that are to come. */
  pending = 0;

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now();
  }

  after(ms: number, then: () => void): Cancel {
    // It never comes.
    if (ms === Number.POSITIVE_INFINITY) return () => undefined;
    let isPending = true;
    this.pending++;
    const end = () => {
      if (isPending) this.pending--;
      isPending = false;
    };
    const cancel = this.clock.after(ms, () => {
      end();
      then();
    });
    return () => {
      end();
      cancel();
    };
  }

  soon(then: () => void): void {
    this.clock.soon(then);
  }
}
