import { getOrCreate } from "@/lib/base/get-or-create";
import { PriorityQueue } from "@/lib/base/priority-queue";
import type { Scope } from "@/lib/protocol/calls";
import { ID_SPACE } from "@/lib/protocol/rows";
import { type ChunkPlaces, declared, takePlaces } from "./places";
import type { Thread } from "./thread";

interface Waiting {
  readonly depth: number;
  readonly scopes: readonly Scope[];
  /** @param shared scopes under which the coordinator has to give a place */
  readonly go: (shared: readonly Scope[]) => void;
}

interface Limit {
  readonly limit: number;
  used: number;
  readonly parked: Waiting[];
  /** The coordinator counts it. */
  isShared: boolean;
}

const NONE: readonly Scope[] = [];

/**
 * Slots of inline calls in one thread: one under `sequential`; under `async` as many as the workflows' `maxParallelism`
 * allows. Resuming bodies go before new ones, deepest first. A limit that the program declares is counted here while all that it
 * holds for runs in this thread, and by the coordinator as soon as something runs elsewhere.
 */
export class InlineSlots {
  private used = 0;
  private readonly resuming = new PriorityQueue<Waiting>();
  private readonly starting = new PriorityQueue<Waiting>();
  private readonly limits = new Map<number, Limit>();

  /** @param limit total slots; Infinity where only the workflows' limits apply */
  constructor(
    private readonly thread: Thread,
    private readonly limit: number,
  ) {}

  get contended(): boolean {
    return this.resuming.length + this.starting.length > 0;
  }

  /** @returns undefined if a slot was free, else a promise for one */
  acquire(depth: number, scopes: readonly Scope[], resume: boolean): Promise<void> | undefined {
    if (resume || !this.contended) {
      const shared = this.take(scopes, undefined);
      if (shared) return shared.length > 0 ? takePlaces(this.thread, shared, depth, resume) : undefined;
    }
    const slot = new Promise<readonly Scope[]>((go) => {
      (resume ? this.resuming : this.starting).push(depth, { depth, scopes, go });
      this.pump();
    });
    return slot.then((shared) =>
      shared.length > 0 ? takePlaces(this.thread, shared, depth, resume) : undefined,
    );
  }

  release(scopes: readonly Scope[]): void {
    this.used--;
    const shared: number[] = [];
    for (const scope of scopes) {
      const limit = this.limits.get(scope.id);
      if (!limit) continue;
      limit.used--;
      if (limit.isShared) shared.push(scope.id);
      const parked = limit.parked.shift();
      if (parked) this.starting.push(parked.depth, parked);
    }
    if (shared.length > 0) this.thread.post({ type: "free", scopes: shared });
    this.pump();
  }

  /** From now on the coordinator counts these limits, because calls under them run elsewhere too. */
  share(scopes: readonly Scope[]): void {
    let isNew = false;
    for (const scope of declared(scopes)) {
      const limit = this.of(scope);
      if (limit.isShared) continue;
      isNew = true;
      limit.isShared = true;
      this.thread.post({ type: "share", scope, used: limit.used });
      for (const parked of limit.parked.splice(0)) this.starting.push(parked.depth, parked);
    }
    if (isNew) this.pump();
  }

  private pump(): void {
    for (const queue of [this.resuming, this.starting]) {
      for (let next = queue.peek(); next && this.used < this.limit; next = queue.peek()) {
        queue.shift();
        const shared = this.take(next.scopes, next);
        if (shared) next.go(shared);
      }
    }
  }

  /**
   * Takes a slot and a place in each scope, or parks `waiting` at the scope that is full.
   * @returns the scopes under which the coordinator has to give a place
   */
  private take(scopes: readonly Scope[], waiting: Waiting | undefined): readonly Scope[] | undefined {
    if (this.used >= this.limit) return undefined;
    let shared: Scope[] | undefined;
    for (const scope of scopes) {
      const limit = this.of(scope);
      if (limit.isShared) {
        shared ??= [];
        shared.push(scope);
      } else if (limit.used >= limit.limit) {
        if (waiting) limit.parked.push(waiting);
        return undefined;
      }
    }
    for (const scope of scopes) this.of(scope).used++;
    this.used++;
    return shared ?? NONE;
  }

  private of(scope: Scope): Limit {
    return getOrCreate(this.limits, scope.id, () => ({
      limit: scope.limit,
      used: 0,
      parked: [],
      // What came with a chunk holds elsewhere too.
      isShared: !scope.soft && Math.floor(scope.id / ID_SPACE) !== this.thread.init.worker,
    }));
  }
}

/** The slot of one inline body. It is released while the body waits for nested calls, so nesting never deadlocks. */
export class InlineSlot {
  private waits = 0;
  private isHeld = false;
  private hasEnded = false;
  private isLent = false;
  /** While it waits to have it (again). It is one slot, however many waits of its body end meanwhile. */
  private acquiring: Promise<void> | undefined;

  constructor(
    private readonly slots: InlineSlots,
    private readonly depth: number,
    private readonly scopes: readonly Scope[],
    /** Instead of places of its own under declared limits. */
    private readonly places: ChunkPlaces | null = null,
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
    if (this.acquiring) return this.acquiring;
    const slot = this.slots.acquire(this.depth, this.scopes, resume);
    if (slot || this.isLent) {
      this.acquiring = this.whenFree(slot);
      return this.acquiring;
    }
    this.acquired();
    return undefined;
  }

  /** First its slot, then the places: no body has places while it waits for a slot. */
  private async whenFree(slot: Promise<void> | undefined): Promise<void> {
    this.lend();
    await slot;
    this.isLent = false;
    await this.places?.resume();
    this.acquiring = undefined;
    this.acquired();
  }

  private acquired(): void {
    // The body may wait again by now, or be over.
    if (this.isHeld || this.waits > 0 || this.hasEnded) this.giveBack();
    else this.isHeld = true;
  }

  private release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.giveBack();
  }

  private giveBack(): void {
    this.slots.release(this.scopes);
    this.lend();
  }

  private lend(): void {
    if (!this.places || this.isLent) return;
    this.isLent = true;
    this.places.suspend();
  }
}
