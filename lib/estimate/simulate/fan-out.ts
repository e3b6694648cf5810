import type { UnitCost } from "./costs";
import type { Tally } from "./tally";

/** Where a fan-out runs: so many units under way, from a time on, ms. */
export interface Slots {
  readonly count: number;
  readonly from: number;
  /** Workers are started once, when the fan-out begins, and kept. */
  readonly kept: boolean;
  /** Groups that the items are in, as far as they are op runs; else 1. */
  readonly groups: number;
  /** Cores that all of them share. */
  readonly cores: number;
}

export interface FanOut {
  /** When the last unit ended, ms. */
  readonly endMs: number;
  readonly tally: Tally;
}

/** Sends one message after the other. */
export class Orchestrator {
  private sent: number;
  /** ms of all messages so far. */
  private all = 0;

  constructor(from: number) {
    this.sent = from;
  }

  /** When what was to be sent at `now` has been sent, ms. Of a batch the first message; the others go out meanwhile. */
  send(now: number, { dispatch, dispatchAll }: UnitCost): number {
    if (dispatchAll === 0) return now;
    this.sent = Math.max(this.sent, now) + dispatch;
    this.all += dispatchAll;
    return this.sent;
  }

  /** No earlier than this all messages have been sent, those within batches too. @param from when the first could be */
  leastUntil(from: number): number {
    return from + this.all;
  }
}
