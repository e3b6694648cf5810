import type { PendingCall } from "./pending-call";

/** The calls under way in one trial, and how many items there were. */
export class ActiveCalls {
  private readonly byId = new Map<number, PendingCall>();
  /** Items that have settled. */
  done = 0;
  /** Items that have settled or are asked for. */
  total = 0;

  get all(): Iterable<PendingCall> {
    return this.byId.values();
  }

  get size(): number {
    return this.byId.size;
  }

  get(id: number): PendingCall | undefined {
    return this.byId.get(id);
  }

  add(pending: PendingCall): void {
    this.byId.set(pending.call.id, pending);
    this.total += pending.n;
  }

  remove(pending: PendingCall): void {
    this.byId.delete(pending.call.id);
  }
}
