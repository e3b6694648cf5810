import type { Cancel, Clock } from "@/lib/base/clock";
import { Heap } from "@/lib/base/heap";

interface Event {
  handle: (() => void) | undefined;
}

/** Time that advances only when the next event is asked for: hours take as long as their events take to handle. */
export class VirtualClock implements Clock {
  private readonly events = new Heap<Event>();
  protected time: number;

  /** @param start ms */
  constructor(start = 0) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, then: () => void): Cancel {
    if (ms === Number.POSITIVE_INFINITY) return () => undefined;
    const event: Event = { handle: then };
    this.events.push(this.time + Math.max(0, ms), event);
    return () => {
      event.handle = undefined;
    };
  }

  soon(then: () => void): void {
    this.events.push(this.time, { handle: then });
  }

  /** Handles the next event, at its time. @returns false if there are no more events */
  next(): boolean {
    for (let at = this.events.key; !Number.isNaN(at); at = this.events.key) {
      const { handle } = this.events.pop() as Event;
      if (handle === undefined) continue;
      // A host whose bodies take time may be past it.
      this.time = Math.max(this.time, at);
      handle();
      return true;
    }
    return false;
  }
}
