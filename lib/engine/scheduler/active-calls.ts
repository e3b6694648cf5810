import type { PendingCall } from "./pending-call";

/** The calls under way in one run, and how many items there were. */
export class ActiveCalls {
  readonly active = new Set<PendingCall>();
  private readonly byId = new Map<number, PendingCall>();
  /** Items that are over. */
  done = 0;
  /** Items that are over or asked for. */
  total = 0;

  has(id: number): boolean {
    return this.byId.has(id);
  }

  get(id: number): PendingCall | undefined {
    return this.byId.get(id);
  }

  add(fanout: PendingCall): void {
    this.byId.set(fanout.call.id, fanout);
    this.active.add(fanout);
    this.total += fanout.n;
  }

  remove(fanout: PendingCall): void {
    this.active.delete(fanout);
    this.byId.delete(fanout.call.id);
  }
}
