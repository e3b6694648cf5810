import type { RemoteCall } from "./model";

/** A simulated worker. */
export interface Lane {
  /** ms at which it can take work. */
  readonly ready: number;
  /** Slots in use. */
  used: number;
  readonly resumes: Resume[];
}

/** Items under way in one message. */
export interface Chunk {
  readonly fanout: Fanout;
  readonly pool: Pool;
  readonly lane: Lane;
  readonly items: readonly number[];
  /** Nested calls of its body that are under way: while there are any, it holds no slot. */
  outstanding: number;
}

/** The chunk whose body makes a call. */
export type Owner = Chunk;

export interface Resume {
  readonly chunk: Chunk;
  readonly deliver: () => void;
}

/** Queue with a constant cost at both ends. */
class Fifo<T> {
  private items: T[] = [];
  private head = 0;

  get length(): number {
    return this.items.length - this.head;
  }

  push(item: T): void {
    this.items.push(item);
  }

  peek(): T | undefined {
    return this.items[this.head];
  }

  shift(): T | undefined {
    const item = this.items[this.head];
    if (this.head >= this.items.length) return undefined;
    this.head += 1;
    if (this.head > 1_024 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}

/** The deepest first, among equals the one that came first. */
class ByDepth<T> {
  private readonly levels = new Map<number, Fifo<T>>();
  private deepest = -1;

  push(depth: number, item: T): void {
    let level = this.levels.get(depth);
    if (level === undefined) {
      level = new Fifo<T>();
      this.levels.set(depth, level);
    }
    level.push(item);
    this.deepest = Math.max(this.deepest, depth);
  }

  shift(): T | undefined {
    for (; this.deepest >= 0; this.deepest -= 1) {
      const item = this.levels.get(this.deepest)?.shift();
      if (item !== undefined) return item;
    }
    return undefined;
  }
}

export class Pool {
  readonly ready = new ByDepth<Fanout>();
  readonly free = new Fifo<Lane>();
  readonly resumes = new ByDepth<Resume>();
  running = 0;

  /** @param role "pool": `size` lanes that stay; "op": a lane for each chunk, `size` running at once */
  constructor(
    readonly role: "pool" | "op",
    readonly size: number,
    readonly concurrency: number,
  ) {}

  /** The next call that can send a chunk. */
  nextReady(): Fanout | undefined {
    for (let fanout = this.ready.shift(); fanout !== undefined; fanout = this.ready.shift()) {
      fanout.queued = false;
      if (fanout.hasPending && fanout.inflight < fanout.call.limit) return fanout;
    }
    return undefined;
  }
}

/** A remote call under way. */
export class Fanout {
  next = 0;
  readonly singles: number[] = [];
  inflight = 0;
  queued = false;
  private finished = 0;
  private readonly failures = new Map<number, number>();

  constructor(
    readonly call: RemoteCall,
    /** Called once, when nothing of it is left. */
    readonly settle: () => void,
  ) {}

  get remaining(): number {
    return this.call.ms.length - this.next;
  }

  get hasPending(): boolean {
    return this.singles.length > 0 || this.remaining > 0;
  }

  get done(): boolean {
    return this.finished === this.call.ms.length;
  }

  takeItems(count: number): number[] {
    const single = this.singles.shift();
    if (single !== undefined) return [single];
    const from = this.next;
    this.next += count;
    if (count === 1) return [from];
    return Array.from({ length: count }, (_, i) => from + i);
  }

  /** Whether this attempt of an item is one that failed in the recording. */
  failsNow(item: number): boolean {
    return this.attemptOf(item) !== undefined;
  }

  /** ms that this attempt of an item takes. */
  msOf(item: number): number {
    return this.attemptOf(item)?.ms ?? (this.call.ms[item] as number);
  }

  /** An attempt of an item is over. @returns the delay of the next one where it failed. */
  finish(item: number): { readonly delay: number } | undefined {
    const attempt = this.attemptOf(item);
    if (attempt === undefined) {
      this.finished += 1;
      return undefined;
    }
    this.failures.set(item, (this.failures.get(item) ?? 0) + 1);
    return attempt;
  }

  private attemptOf(item: number): { readonly ms: number; readonly delay: number } | undefined {
    if (this.call.earlier.size === 0) return undefined;
    return this.call.earlier.get(item)?.[this.failures.get(item) ?? 0];
  }
}
