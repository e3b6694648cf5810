import { getOrCreate } from "@/lib/base/get-or-create";
import { PriorityQueue } from "@/lib/base/priority-queue";
import type { Scope } from "@/lib/protocol/calls";

/** Something that waits for a place under a limit. */
export interface Waiter {
  readonly depth: number;
  readonly scopes: readonly Scope[];
  /** Lets it try again. */
  wake(): void;
}

interface Limiter {
  readonly limit: number;
  used: number;
  readonly resuming: PriorityQueue<Waiter>;
  readonly starting: PriorityQueue<Waiter>;
}

/**
 * Nodes in parallel per workflow (`maxParallelism`). A waiter that finds a limit full is parked there and woken by a release;
 * resuming bodies go before new work.
 */
export class ParallelismLimits {
  private readonly limiters = new Map<number, Limiter>();

  /** @param hard leave out limits that the program did not declare. @returns false after parking `waiter`. */
  take(waiter: Waiter, resuming: boolean, hard: boolean): boolean {
    for (const scope of waiter.scopes) {
      if (hard && scope.soft) continue;
      const limiter = this.of(scope);
      if (limiter.used < limiter.limit) continue;
      (resuming ? limiter.resuming : limiter.starting).push(waiter.depth, waiter);
      // It may have been woken by another limit's free place, which it now leaves to the next.
      for (const other of waiter.scopes) if (other.id !== scope.id) this.wakeNext(this.of(other));
      return false;
    }
    for (const scope of waiter.scopes) if (!(hard && scope.soft)) this.of(scope).used++;
    return true;
  }

  /** Counts places that were taken elsewhere. */
  add(scope: Scope, used: number): void {
    this.of(scope).used += used;
  }

  release(scopes: readonly Scope[], hard: boolean): void {
    for (const scope of scopes) {
      if (hard && scope.soft) continue;
      const limiter = this.of(scope);
      limiter.used--;
      this.wakeNext(limiter);
    }
  }

  /** A waiter that was woken no longer needs the place: the next one gets it. */
  passOn(scopes: readonly Scope[]): void {
    for (const scope of scopes) this.wakeNext(this.of(scope));
  }

  private wakeNext(limiter: Limiter): void {
    if (limiter.used < limiter.limit) (limiter.resuming.shift() ?? limiter.starting.shift())?.wake();
  }

  private of(scope: Scope): Limiter {
    return getOrCreate(this.limiters, scope.id, () => ({
      limit: Math.max(1, scope.limit),
      used: 0,
      resuming: new PriorityQueue(),
      starting: new PriorityQueue(),
    }));
  }
}
