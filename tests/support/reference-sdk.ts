import { AsyncLocalStorage } from "node:async_hooks";
import { loadProgram } from "./load-program";
import { dirClass, processClass, queueClass } from "./reference-objects";
import {
  type Body,
  type Callable,
  type Checkpoints,
  type Definition,
  type DefinitionOptions,
  type Frame,
  type Hold,
  type MapOptions,
  NonRecoverable,
  newNode,
  type ReferenceNode,
  type ReferenceOptions,
  type ReferenceRun,
  Skipped,
  type Strategy,
} from "./reference-types";
import { cross, draw, retryDelay } from "./reference-values";
import { Slots } from "./slots";
import { VirtualTime } from "./virtual-time";

/**
 * The SDK as plain functions, without engine, threads or a browser: what each call means, how many op runs each
 * strategy counts, and how long it all takes when starting and sending cost nothing. The programs are held against
 * it, and the engine against both. Runs a source once; never throws what the program throws: that is `error`.
 */
export async function runReference(
  source: string,
  inputs: Readonly<Record<string, unknown>>,
  options: ReferenceOptions,
): Promise<ReferenceRun> {
  const time = new VirtualTime();
  const frames = new AsyncLocalStorage<Frame>();
  const { workers = 8, seed = 1 } = options;
  const maxParallelism = options.maxParallelism ?? 25;
  const slotsOf: Record<Strategy, Slots> = {
    sequential: new Slots(1),
    async: new Slots(maxParallelism),
    dynamic: new Slots(Math.min(workers, maxParallelism)),
    pooled: new Slots(workers),
    hybrid: new Slots(Math.min(workers, maxParallelism)),
  };
  const cache = options.cache ?? new Map<string, Promise<unknown>>();
  const logs: string[] = [];
  const meters: Record<string, number> = {};
  const counts = { isolated: 0, runs: 1, cacheHits: 0, retries: 0 };
  let pendingName = "";

  const frame = (): Frame => {
    const current = frames.getStore();
    if (!current) throw new Error("Called outside of a run");
    return current;
  };

  function open(
    parent: ReferenceNode,
    kind: string,
    name: string,
    key?: string,
    index?: number,
  ): ReferenceNode {
    const path = `${parent.path}/${name}#${index ?? parent.children.length}`;
    const node = { ...newNode(kind, name, path), key, index, startMs: time.now, endMs: time.now };
    parent.children.push(node);
    return node;
  }

  async function within<T>(node: ReferenceNode, at: Partial<Frame>, work: () => T | Promise<T>): Promise<T> {
    try {
      const value = await frames.run({ ...frame(), ...at, node }, async () => work());
      node.status = "succeeded";
      return value;
    } catch (error) {
      node.status = error instanceof Skipped ? "skipped" : "failed";
      throw error;
    } finally {
      node.endMs = time.now;
    }
  }

  /** The caller gives its slot away for as long as it waits. */
  async function givingWay<T>(work: () => Promise<T>): Promise<T> {
    const { hold } = frame();
    if (!hold) return work();
    if (hold.waiting++ === 0) hold.slots.release();
    try {
      return await work();
    } finally {
      if (--hold.waiting === 0) await hold.slots.acquire();
    }
  }

  async function kept<T>(
    definition: Definition,
    args: unknown,
    node: ReferenceNode,
    work: () => Promise<T>,
  ): Promise<T> {
    if (!definition.cache) return work();
    const key = JSON.stringify([definition.name, definition.cacheVersion, definition.body.toString(), args]);
    const known = cache.get(key);
    if (known) {
      counts.cacheHits++;
      node.cached = true;
      node.status = "succeeded";
      return cross(await known) as T;
    }
    const result = work();
    cache.set(key, result);
    result.catch(() => cache.delete(key));
    return cross(await result) as T;
  }

  async function body(
    definition: Definition,
    args: readonly unknown[],
    node: ReferenceNode,
    at: Partial<Frame>,
  ) {
    node.startMs = time.now;
    return cross(await within(node, at, () => definition.body(...args)));
  }

  /** Attempts until one succeeds. The slot is held already; between attempts it is given back. */
  async function attempts(
    definition: Definition,
    args: readonly unknown[],
    node: ReferenceNode,
    strategy: Strategy,
    hold: Hold,
  ): Promise<unknown> {
    const { scope } = frame();
    const checkpoints: Checkpoints = { results: new Map(), next: 0 };
    for (let attempt = 1; ; attempt++) {
      if (scope.failed && !scope.finishRunnable) {
        node.status = "skipped";
        throw new Skipped(`${node.name} was skipped`);
      }
      try {
        node.attempts = attempt;
        checkpoints.next = 0;
        return await body(definition, args, node, { strategy, hold, checkpoints, attempt });
      } catch (error) {
        if (attempt > definition.retry.maxRetries || error instanceof NonRecoverable) throw error;
        counts.retries++;
      }
      hold.slots.release();
      await time.sleep(retryDelay(definition.retry, attempt, draw(seed, `${node.path}/delay`, attempt)));
      await hold.slots.acquire();
    }
  }

  const isolates = (strategy: Strategy) => strategy !== "sequential" && strategy !== "async";

  async function call(definition: Definition, given: readonly unknown[]): Promise<unknown> {
    const { node: parent, strategy, scope } = frame();
    const args = cross(given) as unknown[];
    const node = open(parent, definition.kind, definition.name);
    return givingWay(() =>
      kept(definition, args, node, async () => {
        if (isolates(strategy)) counts.isolated++;
        const slots = strategy === "pooled" ? (definition.pool ?? slotsOf.pooled) : slotsOf[strategy];
        await slots.acquire();
        try {
          return await attempts(definition, args, node, strategy, { slots, waiting: 0 });
        } catch (error) {
          scope.failed = true;
          throw error;
        } finally {
          slots.release();
        }
      }),
    );
  }

  function chunkSize(
    strategy: Strategy,
    asked: number | "auto" | "python",
    items: number,
    slots: number,
  ): number {
    if (strategy !== "pooled" && strategy !== "hybrid") return 1;
    if (typeof asked === "number") return asked;
    if (asked === "python") return Math.max(1, Math.ceil(items / (4 * slots)));
    return strategy === "hybrid" ? Math.max(1, Math.ceil(items / slots)) : 1;
  }

  async function mapCall(
    callable: Callable,
    tuples: readonly (readonly unknown[])[],
    given: MapOptions = {},
  ) {
    const { definition } = callable;
    const { node: parent, scope, strategy: inherited } = frame();
    const strategy = given.strategy ?? inherited;
    const inner = strategy === "hybrid" ? "async" : strategy;
    const slots = strategy === "pooled" ? (definition.pool ?? slotsOf.pooled) : slotsOf[strategy];
    const size = chunkSize(strategy, given.chunkSize ?? options.chunk ?? "auto", tuples.length, workers);
    const window = new Slots(given.concurrency || Number.POSITIVE_INFINITY);
    const allowed = tuples.length - Math.ceil(tuples.length * (given.minSuccessRatio ?? 1));
    const node = open(parent, "map", definition.name);
    const items = tuples.map((tuple, index) =>
      open(node, definition.kind, definition.name, given.key?.(tuple, index), index),
    );
    const results: unknown[] = new Array(tuples.length).fill(null);
    const errors: unknown[] = [];
    let counted = false;

    const item = async (index: number, hold: Hold) => {
      const at = items[index];
      const args = cross(tuples[index]) as unknown[];
      if (!at) return;
      if (errors.length > allowed && !scope.finishRunnable) {
        at.status = "skipped";
        return;
      }
      try {
        results[index] = await kept(definition, args, at, () => {
          // An item is an op run of its own; in a pool the whole map is one, if there is anything to do.
          if (strategy === "dynamic" || (strategy === "pooled" && !counted)) counts.isolated++;
          counted = true;
          return attempts(definition, args, at, inner, hold);
        });
      } catch (error) {
        if (!(error instanceof Skipped)) errors.push(error);
      }
    };
    const chunk = async (first: number) => {
      await window.acquire();
      await slots.acquire();
      const hold = { slots, waiting: 0 };
      if (strategy === "hybrid") counts.isolated++;
      const indexes = items.slice(first, first + size).map((_, at) => first + at);
      try {
        if (strategy === "hybrid") await Promise.all(indexes.map((index) => item(index, hold)));
        else for (const index of indexes) await item(index, hold);
      } finally {
        slots.release();
        window.release();
      }
    };
    const starts = items.map((_, index) => index).filter((index) => index % size === 0);
    return givingWay(() =>
      within(node, { strategy: inner }, async () => {
        await Promise.all(starts.map(chunk));
        if (errors.length <= allowed) return results;
        scope.failed = true;
        throw errors[0];
      }),
    );
  }

  function define(kind: string, fn: Body, given: DefinitionOptions = {}, pool?: Slots): Definition {
    const name = given.name ?? (fn.name || pendingName);
    pendingName = "";
    const { retries = 0 } = given;
    return {
      kind,
      name,
      body: fn,
      retry: typeof retries === "number" ? { maxRetries: retries } : retries,
      cache: given.cache ?? false,
      cacheVersion: given.cacheVersion ?? "",
      pool,
      finishRunnable: given.failurePolicy === "finishRunnable",
    };
  }
  const callable = (definition: Definition, run: Body): Callable => Object.assign(run, { definition });
  const taskOf = (definition: Definition) => callable(definition, (...args) => call(definition, args));

  function plan(
    definition: Definition,
  ): Callable & { withOverrides(overrides: DefinitionOptions): Callable } {
    const start = async (given: unknown = {}) => {
      const node = open(frame().node, "launchPlan", definition.name);
      const args = cross(given);
      return kept(definition, args, node, () => {
        counts.runs++;
        const scope = { failed: false, finishRunnable: definition.finishRunnable };
        return within(node, { scope }, () => definition.body(args));
      });
    };
    return Object.assign(callable(definition, start), {
      withOverrides: (overrides: DefinitionOptions) => plan({ ...definition, ...overrides }),
    });
  }

  const sdk = {
    task: (fn: Body, given?: DefinitionOptions) => taskOf(define("task", fn, given)),
    dynamic: (fn: Body, given?: DefinitionOptions) => taskOf(define("dynamic", fn, given)),
    workflow: (fn: Body, given: DefinitionOptions = {}) => {
      const definition = define("workflow", fn, given);
      const run = (args: unknown) => {
        const scope = { failed: false, finishRunnable: definition.finishRunnable };
        return within(open(frame().node, "workflow", definition.name), { scope }, () => fn(args));
      };
      return Object.assign(callable(definition, run), { inputs: given.inputs ?? {} });
    },
    launchPlan: ({ definition }: Callable, given: DefinitionOptions = {}) =>
      plan({ ...definition, ...given }),
    environment: (given: { cache?: boolean; reuse?: { replicas?: number; concurrency?: number } } = {}) => {
      pendingName = "";
      const { replicas = 2, concurrency = 1 } = given.reuse ?? {};
      const pool = given.reuse ? new Slots(replicas * concurrency) : undefined;
      return {
        task: (fn: Body, more?: DefinitionOptions) =>
          taskOf(define("task", fn, { cache: given.cache, ...more }, pool)),
      };
    },
    map: (target: Callable, items: Iterable<unknown>, given?: MapOptions) =>
      mapCall(
        target,
        Array.from(items, (value) => [value]),
        given,
      ),
    starmap: (target: Callable, tuples: Iterable<unknown[]>, given?: MapOptions) =>
      mapCall(target, Array.from(tuples), given),
    group: (name: string, fn: () => unknown) => within(open(frame().node, "group", name), {}, fn),
    traced: (fn: Body, given: { name?: string } = {}) => {
      const { name } = define("trace", fn, given);
      return async (...args: unknown[]) => {
        const { checkpoints, node: parent } = frame();
        const node = open(parent, "trace", name);
        const place = `${name}#${checkpoints ? checkpoints.next++ : 0}`;
        if (checkpoints?.results.has(place)) {
          Object.assign(node, { replayed: true, status: "succeeded" });
          return checkpoints.results.get(place);
        }
        const result = await within(node, {}, () => fn(...args));
        checkpoints?.results.set(place, result);
        return result;
      };
    },
    Dir: dirClass(),
    Queue: queueClass(),
    Process: processClass((fn, args) => {
      const definition = "definition" in fn ? (fn as Callable).definition : define("process", fn);
      const node = open(frame().node, "process", definition.name);
      return body(definition, cross(args) as unknown[], node, { hold: undefined });
    }),
    sleep: (ms: number) => time.sleep(ms),
    compute: (units: number) => units,
    random: () => {
      const { node, attempt } = frame();
      return draw(seed, node.path, attempt);
    },
    meter: (name: string, amount: number) => {
      meters[name] = (meters[name] ?? 0) + amount;
    },
    cpuCount: () => workers,
    context: () => {
      const { node, attempt } = frame();
      return { name: node.name, key: node.key, index: node.index, attempt, worker: 0 };
    },
    NonRecoverable,
  };

  const globals = {
    console: { log: (...values: unknown[]) => void logs.push(values.map(String).join(" ")) },
    performance: { now: () => time.now },
  };
  const entry = loadProgram(source, sdk, globals, (name) => {
    pendingName = name;
  }) as Callable & { readonly inputs: Record<string, unknown> };
  const root = newNode("workflow", entry.definition.name, entry.definition.name);
  const scope = { failed: false, finishRunnable: entry.definition.finishRunnable };
  const base: Frame = { node: root, strategy: options.strategy, scope, attempt: 1 };
  const outcome = await time
    .run(() =>
      frames.run(base, () =>
        within(root, {}, () => entry.definition.body(cross({ ...entry.inputs, ...inputs }))),
      ),
    )
    .then(
      (output) => ({ output }),
      (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
    );
  return {
    ...outcome,
    tree: root,
    wallMs: time.now,
    opRuns: isolates(options.strategy) ? counts.isolated : counts.runs,
    cacheHits: counts.cacheHits,
    retries: counts.retries,
    meters,
    logs,
  };
}
