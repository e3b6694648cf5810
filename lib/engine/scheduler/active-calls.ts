import type { Fanout } from "./pending-call";

/** The calls under way in one run, and how many items there were. */
export class Calls {
  readonly active = new Set<Fanout>();
  private readonly byId = new Map<number, Fanout>();
  /** Items that are over. */
  done = 0;
  /** Items that are over or asked for. */
  total = 0;

  has(id: number): boolean {
    return this.byId.has(id);
  }

  get(id: number): Fanout | undefined {
    return this.byId.get(id);
  }

  add(fanout: Fanout): void {
    this.byId.set(fanout.call.id, fanout);
    this.active.add(fanout);
    this.total += fanout.n;
  }

  remove(fanout: Fanout): void {
    this.active.delete(fanout);
    this.byId.delete(fanout.call.id);
  }
}
