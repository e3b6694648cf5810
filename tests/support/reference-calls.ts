import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Checkpoints,
  type Definition,
  type Frame,
  type Hold,
  NonRecoverable,
  newNode,
  type ReferenceNode,
  type ReferenceOptions,
  Skipped,
  type Strategy,
} from "./reference-types";
import { cross, draw, retryDelay } from "./reference-values";
import { Slots } from "./slots";
import { VirtualTime } from "./virtual-time";

/** Whether a call is an op run of its own. */
export const isolates = (strategy: Strategy): boolean => strategy !== "sequential" && strategy !== "async";

/** One run's calls: slots, attempts, kept results, and the tree that they leave behind. */
export class ReferenceCalls {
  readonly time = new VirtualTime();
  readonly frames = new AsyncLocalStorage<Frame>();
  readonly slotsOf: Readonly<Record<Strategy, Slots>>;
  readonly counts = { isolated: 0, runs: 1, cacheHits: 0, retries: 0 };
  readonly workers: number;
  readonly seed: number;
  private readonly cache: Map<string, Promise<unknown>>;

  constructor({ workers = 8, seed = 1, maxParallelism = 25, cache = new Map() }: ReferenceOptions) {
    this.workers = workers;
    this.seed = seed;
    this.cache = cache;
    this.slotsOf = {
      sequential: new Slots(1),
      async: new Slots(maxParallelism),
      dynamic: new Slots(Math.min(workers, maxParallelism)),
      pooled: new Slots(workers),
      hybrid: new Slots(Math.min(workers, maxParallelism)),
    };
  }

  /** Of the body that is running. */
  frame(): Frame {
    const current = this.frames.getStore();
    if (!current) throw new Error("Called outside of a run");
    return current;
  }

  open(parent: ReferenceNode, kind: string, name: string, key?: string, index?: number): ReferenceNode {
    const path = `${parent.path}/${name}#${index ?? parent.children.length}`;
    const node = { ...newNode(kind, name, path), key, index, startMs: this.time.now, endMs: this.time.now };
    parent.children.push(node);
    return node;
  }

  async within<T>(node: ReferenceNode, at: Partial<Frame>, work: () => T | Promise<T>): Promise<T> {
    try {
      const value = await this.frames.run({ ...this.frame(), ...at, node }, async () => work());
      node.status = "succeeded";
      return value;
    } catch (error) {
      node.status = error instanceof Skipped ? "skipped" : "failed";
      throw error;
    } finally {
      node.endMs = this.time.now;
    }
  }

  /** The caller gives its slot away for as long as it waits. */
  async givingWay<T>(work: () => Promise<T>): Promise<T> {
    const { hold } = this.frame();
    if (!hold) return work();
    if (hold.waiting++ === 0) hold.slots.release();
    try {
      return await work();
    } finally {
      if (--hold.waiting === 0) await hold.slots.acquire();
    }
  }

  async kept<T>(
    definition: Definition,
    args: unknown,
    node: ReferenceNode,
    work: () => Promise<T>,
  ): Promise<T> {
    if (!definition.cache) return work();
    const key = JSON.stringify([definition.name, definition.cacheVersion, definition.body.toString(), args]);
    const known = this.cache.get(key);
    if (known) {
      this.counts.cacheHits++;
      node.cached = true;
      node.status = "succeeded";
      return cross(await known) as T;
    }
    const result = work();
    this.cache.set(key, result);
    result.catch(() => this.cache.delete(key));
    return cross(await result) as T;
  }

  async body(definition: Definition, args: readonly unknown[], node: ReferenceNode, at: Partial<Frame>) {
    node.startMs = this.time.now;
    return cross(await this.within(node, at, () => definition.body(...args)));
  }

  /** Attempts until one succeeds. The slot is held already; between attempts it is given back. */
  async attempts(
    definition: Definition,
    args: readonly unknown[],
    node: ReferenceNode,
    strategy: Strategy,
    hold: Hold,
  ): Promise<unknown> {
    const { scope } = this.frame();
    const checkpoints: Checkpoints = { results: new Map(), next: 0 };
    for (let attempt = 1; ; attempt++) {
      if (scope.failed && !scope.finishRunnable) {
        node.status = "skipped";
        throw new Skipped(`${node.name} was skipped`);
      }
      try {
        node.attempts = attempt;
        checkpoints.next = 0;
        return await this.body(definition, args, node, { strategy, hold, checkpoints, attempt });
      } catch (error) {
        if (attempt > definition.retry.maxRetries || error instanceof NonRecoverable) throw error;
        this.counts.retries++;
      }
      hold.slots.release();
      await this.time.sleep(
        retryDelay(definition.retry, attempt, draw(this.seed, `${node.path}/delay`, attempt)),
      );
      await hold.slots.acquire();
    }
  }

  async call(definition: Definition, given: readonly unknown[]): Promise<unknown> {
    const { node: parent, strategy, scope } = this.frame();
    const args = cross(given) as unknown[];
    const node = this.open(parent, definition.kind, definition.name);
    return this.givingWay(() =>
      this.kept(definition, args, node, async () => {
        if (isolates(strategy)) this.counts.isolated++;
        const slots =
          strategy === "pooled" ? (definition.pool ?? this.slotsOf.pooled) : this.slotsOf[strategy];
        await slots.acquire();
        try {
          return await this.attempts(definition, args, node, strategy, { slots, waiting: 0 });
        } catch (error) {
          scope.failed = true;
          throw error;
        } finally {
          slots.release();
        }
      }),
    );
  }
}
