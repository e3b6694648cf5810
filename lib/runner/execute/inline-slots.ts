import { getOrCreate } from "@/lib/base/get-or-create";
import { PriorityQueue } from "@/lib/base/priority-queue";
import type { Scope } from "@/lib/protocol/runner";

interface Waiting {
  readonly depth: number;
  readonly scopes: readonly Scope[];
  readonly go: () => void;
}

interface Limit {
  readonly limit: number;
  used: number;
  readonly parked: Waiting[];
}

/**
 * Slots of inline calls in one thread: one under `sequential`; under `async` as many as the workflows' `maxParallelism`
 * allows. Resuming bodies go before new ones, deepest first.
 */
export class InlineSlots {
  private used = 0;
  private readonly resuming = new PriorityQueue<Waiting>();
  private readonly starting = new PriorityQueue<Waiting>();
  private readonly limits = new Map<number, Limit>();

  /** @param limit total slots; Infinity where only the workflows' limits apply */
  constructor(private readonly limit: number) {}

  get contended(): boolean {
    return this.resuming.length + this.starting.length > 0;
  }

  /** @returns undefined if a slot was free, else a promise for one */
  acquire(depth: number, scopes: readonly Scope[], resume: boolean): Promise<void> | undefined {
    if ((resume || !this.contended) && this.take(scopes, undefined)) return undefined;
    return new Promise((go) => {
      (resume ? this.resuming : this.starting).push(depth, { depth, scopes, go });
      this.pump();
    });
  }

  release(scopes: readonly Scope[]): void {
    this.used--;
    for (const scope of scopes) {
      const limit = this.limits.get(scope.id);
      if (!limit) continue;
      limit.used--;
      const parked = limit.parked.shift();
      if (parked) this.starting.push(parked.depth, parked);
    }
    this.pump();
  }

  private pump(): void {
    for (const queue of [this.resuming, this.starting]) {
      for (let next = queue.peek(); next && this.used < this.limit; next = queue.peek()) {
        queue.shift();
        if (this.take(next.scopes, next)) next.go();
      }
    }
  }

  /** Takes a slot and a place in each scope, or parks `waiting` at the scope that is full. */
  private take(scopes: readonly Scope[], waiting: Waiting | undefined): boolean {
    if (this.used >= this.limit) return false;
    for (const scope of scopes) {
      const limit = this.of(scope);
      if (limit.used >= limit.limit) {
        if (waiting) limit.parked.push(waiting);
        return false;
      }
    }
    for (const scope of scopes) this.of(scope).used++;
    this.used++;
    return true;
  }

  private of(scope: Scope): Limit {
    return getOrCreate(this.limits, scope.id, () => ({ limit: scope.limit, used: 0, parked: [] }));
  }
}

/** The slot of one inline body. It is released while the body waits for nested calls, so nesting never deadlocks. */
export class InlineSlot {
  private waits = 0;
  private isHeld = false;
  private hasEnded = false;

  constructor(
    private readonly slots: InlineSlots,
    private readonly depth: number,
    private readonly scopes: readonly Scope[],
  ) {}

  /** Whether it was given up while its body still ran. */
  get isOver(): boolean {
    return this.hasEnded;
  }

  start(): Promise<void> | undefined {
    return this.acquire(false);
  }

  /** For good: a body that still runs has no slot any more. */
  end(): void {
    this.hasEnded = true;
    this.release();
  }

  /** Lets waiting bodies run between two items. */
  yield(): Promise<void> | undefined {
    if (!this.slots.contended) return undefined;
    this.release();
    return this.start();
  }

  suspend(): void {
    if (this.waits++ === 0) this.release();
  }

  resume(): Promise<void> | undefined {
    return --this.waits === 0 && !this.hasEnded ? this.acquire(true) : undefined;
  }

  private acquire(resume: boolean): Promise<void> | undefined {
    const wait = this.slots.acquire(this.depth, this.scopes, resume);
    if (wait) return wait.then(() => this.acquired());
    this.acquired();
    return undefined;
  }

  private acquired(): void {
    // The body may wait again by now, or be over.
    if (this.isHeld || this.waits > 0 || this.hasEnded) this.slots.release(this.scopes);
    else this.isHeld = true;
  }

  private release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.slots.release(this.scopes);
  }
}
