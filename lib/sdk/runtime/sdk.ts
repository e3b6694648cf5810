import { allowedFailures } from "../policy/success";
import { Dir, File } from "./artifacts";
import { currentCtx, invoke, type Request, type Unbox } from "./calls";
import {
  checkFunction,
  checkOptions,
  type Definition,
  definitionOf,
  type Fn,
  nameOf,
  positive,
  retryRule,
  wholeNumber,
} from "./definitions";
import { FanoutError, NonRecoverable, QueueClosed, TimeoutError } from "./errors";
import { mapOptions } from "./options";
import { processClass } from "./process";
import { queueClass } from "./queue";
import type { Thread } from "./thread";
import { traced } from "./traced";
import { packList } from "./values";
import { compute, sleep } from "./work";
import { callWorkflow, group, mapWorkflow } from "./workflows";

const TASK_OPTIONS = ["name", "retries", "timeout", "cache", "cacheVersion", "environment"];
const ENVIRONMENT = Symbol("fanout environment");

interface Pool {
  readonly name: string;
  readonly replicas: number;
  readonly concurrency: number;
  readonly cache: boolean;
}

function taskItems(items: unknown, what: string): readonly unknown[] | Float64Array {
  if (items instanceof Float64Array) return items.slice();
  if (Array.isArray(items)) return items;
  if (typeof items === "object" && items !== null && (Symbol.iterator in items || "length" in items))
    return Array.from(items as Iterable<unknown>);
  if (typeof items === "string") return Array.from(items);
  throw new TypeError(`${what}: the items are a list, not ${items === null ? "null" : typeof items}`);
}

/** The module `fanout` of one thread. @param threadOf the thread whose code is running. */
export function createSdk(threadOf: () => Thread) {
  const unbox: Unbox = () => ({ Queue: (record) => Queue.revive(record) });
  const Queue = queueClass(threadOf, unbox);
  const Process = processClass(threadOf, unbox);

  function defineTask(kind: "task" | "dynamic", fn: unknown, given: unknown, pool: Pool | undefined): Fn {
    const { registry } = threadOf();
    const place = registry.place();
    const body = checkFunction(fn, kind);
    const options = checkOptions(given, TASK_OPTIONS, kind);
    const name = nameOf(body, options.name, place, kind);
    const environment = pool ?? (options.environment as { [ENVIRONMENT]?: Pool } | undefined)?.[ENVIRONMENT];
    if (options.environment !== undefined && !environment)
      throw new TypeError(`${name}: environment is what environment(…) gives`);
    const definition: Definition = registry.add({
      kind,
      name,
      fn: body,
      retry: retryRule(options.retries, name),
      timeoutMs: positive(options.timeout, `${name}: timeout`),
      cache: options.cache === undefined ? (environment?.cache ?? false) : options.cache === true,
      cacheVersion: options.cacheVersion === undefined ? "" : String(options.cacheVersion),
      version: registry.version(name),
      environment: environment && {
        name: environment.name,
        replicas: environment.replicas,
        concurrency: environment.concurrency,
      },
      finishRunnable: false,
      line: place?.line,
    });
    return registry.callable(definition, async (...args: unknown[]) => {
      const thread = threadOf();
      const values = await invoke(
        thread,
        currentCtx(thread, name),
        { definition, payload: { form: "tuples", list: [args] }, map: undefined, keys: undefined },
        unbox,
      );
      return values[0];
    });
  }

  function defineWorkflow(definition: Definition): Fn {
    return threadOf().registry.callable(definition, (inputs: unknown) => {
      const thread = threadOf();
      return callWorkflow(thread, currentCtx(thread, definition.name), definition, inputs, unbox);
    });
  }

  function workflow(fn: unknown, given?: unknown): Fn {
    const { registry } = threadOf();
    const place = registry.place();
    const body = checkFunction(fn, "workflow");
    const options = checkOptions(given, ["name", "inputs", "maxParallelism", "failurePolicy"], "workflow");
    const name = nameOf(body, options.name, place, "workflow");
    const policy = options.failurePolicy ?? "failFast";
    if (policy !== "failFast" && policy !== "finishRunnable")
      throw new TypeError(`${name}: unknown failurePolicy "${String(policy)}"`);
    return defineWorkflow(
      registry.add({
        kind: "workflow",
        name,
        fn: body,
        cache: false,
        cacheVersion: "",
        version: registry.version(name),
        inputs: options.inputs as Definition["inputs"],
        maxParallelism: wholeNumber(options.maxParallelism, `${name}: maxParallelism`, 1),
        finishRunnable: policy === "finishRunnable",
        line: place?.line,
      }),
    );
  }

  function plan(definition: Definition): Fn {
    const call = defineWorkflow(definition);
    return Object.defineProperty(call, "withOverrides", {
      value: (given: unknown) => {
        const options = checkOptions(
          given,
          ["name", "cache", "cacheVersion", "maxParallelism"],
          "withOverrides",
        );
        return plan({
          ...definition,
          name: options.name === undefined ? definition.name : String(options.name),
          cache: options.cache === undefined ? definition.cache : options.cache === true,
          cacheVersion:
            options.cacheVersion === undefined ? definition.cacheVersion : String(options.cacheVersion),
          maxParallelism:
            wholeNumber(options.maxParallelism, "withOverrides: maxParallelism", 1) ??
            definition.maxParallelism,
        });
      },
    });
  }

  function launchPlan(target: unknown, given?: unknown): Fn {
    const { registry } = threadOf();
    const place = registry.place();
    const base = definitionOf(target);
    if (base?.kind !== "workflow") throw new TypeError("launchPlan takes a workflow");
    const options = checkOptions(given, ["name", "inputs", "maxParallelism"], "launchPlan");
    const inputs = { ...(base.inputs ?? {}), ...((options.inputs as Record<string, unknown>) ?? {}) };
    return plan({
      ...base,
      kind: "launchPlan",
      name: options.name === undefined ? base.name : String(options.name),
      version: base.version || registry.version(base.name),
      inputs: Object.keys(inputs).length > 0 ? inputs : undefined,
      maxParallelism: wholeNumber(options.maxParallelism, "launchPlan: maxParallelism", 1),
      line: place?.line,
    });
  }

  function environment(given?: unknown): object {
    const { registry } = threadOf();
    const place = registry.place();
    const options = checkOptions(given, ["name", "reuse", "cache"], "environment");
    const reuse = checkOptions(options.reuse, ["replicas", "concurrency"], "environment: reuse");
    const pool: Pool = {
      name:
        options.name === undefined
          ? place?.binding || registry.nextEnvironment()
          : String(options.name).slice(0, 200),
      replicas: wholeNumber(reuse.replicas, "environment: replicas", 1) ?? 2,
      concurrency: wholeNumber(reuse.concurrency, "environment: concurrency", 1) ?? 1,
      cache: options.cache === true,
    };
    return {
      [ENVIRONMENT]: pool,
      environmentName: pool.name,
      task: (fn: unknown, taskOptions?: unknown) => defineTask("task", fn, taskOptions, pool),
    };
  }

  function request(target: unknown, items: unknown, given: unknown, tuples: boolean, what: string): Request {
    const definition = definitionOf(target);
    if (!definition) throw new TypeError(`${what} takes a task first`);
    const list = taskItems(items, what);
    const options = mapOptions(given);
    const key = options.key;
    const keys = key ? Array.from(list, (item, i) => String(key(item, i)).slice(0, 300)) : undefined;
    if (tuples) {
      const bad = (list as readonly unknown[]).findIndex((item) => !Array.isArray(item));
      if (bad >= 0) throw new TypeError(`starmap: item ${bad} is not a list of arguments`);
      return {
        definition,
        payload: { form: "tuples", list: list as readonly unknown[][] },
        map: options,
        keys,
      };
    }
    const payload =
      list instanceof Float64Array ? ({ form: "numbers", numbers: list } as const) : packList(list);
    return { definition, payload, map: options, keys };
  }

  const isTask = (definition: Definition) => definition.kind === "task" || definition.kind === "dynamic";

  async function run(
    thread: Thread,
    made: Request,
    onResult?: (index: number, value: unknown) => void,
  ): Promise<unknown[]> {
    const ctx = currentCtx(thread, `map ${made.definition.name}`);
    if (isTask(made.definition)) return invoke(thread, ctx, { ...made, onResult }, unbox);
    const items = made.payload.form === "numbers" ? Array.from(made.payload.numbers) : made.payload.list;
    const values: unknown[] = new Array(items.length);
    await mapWorkflow(
      thread,
      ctx,
      made.definition,
      items,
      made.map?.concurrency ?? 0,
      made.map?.strategy ?? ctx.place.strategy,
      made.keys,
      unbox,
      (index, value) => {
        values[index] = value;
        onResult?.(index, value);
      },
      allowedFailures(items.length, made.map?.minSuccessRatio ?? 1),
    );
    return values;
  }

  function mapUnordered(target: unknown, items: unknown, given?: unknown): AsyncIterable<unknown> {
    const thread = threadOf();
    const ctx = currentCtx(thread, "mapUnordered");
    const made = request(target, items, given, false, "mapUnordered");
    const ready: { index: number; key: string | undefined; value: unknown }[] = [];
    let wake: (() => void) | undefined;
    let over: { error?: unknown; failed: boolean } | undefined;
    const start = () => {
      const before = thread.current;
      thread.current = ctx;
      const running = run(thread, made, (index, value) => {
        ready.push({ index, key: made.keys?.[index], value });
        wake?.();
      });
      thread.current = before;
      running
        .then(
          () => ({ failed: false }),
          (error: unknown) => ({ failed: true, error }),
        )
        .then((end) => {
          over = end;
          wake?.();
        });
    };
    start();
    return {
      async *[Symbol.asyncIterator]() {
        for (let head = 0; ; ) {
          const next = ready[head];
          if (next) {
            head++;
            yield next;
          } else if (over) {
            if (over.failed) throw over.error;
            return;
          } else {
            await new Promise<void>((go) => {
              wake = go;
            });
          }
        }
      },
    };
  }

  return {
    task: (fn: unknown, options?: unknown) => defineTask("task", fn, options, undefined),
    dynamic: (fn: unknown, options?: unknown) => defineTask("dynamic", fn, options, undefined),
    workflow,
    launchPlan,
    environment,
    map: (target: unknown, items: unknown, options?: unknown) =>
      run(threadOf(), request(target, items, options, false, "map")),
    starmap: (target: unknown, items: unknown, options?: unknown) =>
      run(threadOf(), request(target, items, options, true, "starmap")),
    mapUnordered,
    group: (name: unknown, fn: unknown) =>
      group(threadOf(), String(name).slice(0, 200), checkFunction(fn, "group")),
    traced: (fn: unknown, options?: unknown) =>
      traced(threadOf, () => threadOf().registry, unbox, fn, checkOptions(options, ["name"], "traced")),
    Dir,
    File,
    Queue,
    Process,
    sleep,
    compute,
    random: () => {
      const thread = threadOf();
      if (!thread.current)
        throw new FanoutError(
          "random() is seeded by the span it is called in: call it from a workflow or a task",
        );
      return thread.current.draw(thread.init.seed);
    },
    meter: (name: unknown, amount: unknown) => {
      if (typeof amount !== "number" || Number.isNaN(amount))
        throw new TypeError("meter: the amount is a number");
      threadOf().current?.meter(String(name).slice(0, 100), amount);
    },
    cpuCount: () => threadOf().init.cores,
    context: () => {
      const thread = threadOf();
      const ctx = thread.current;
      if (!ctx)
        throw new FanoutError(
          "context() is about the span it is called in: call it from a workflow or a task",
        );
      return {
        name: ctx.place.name,
        key: ctx.key,
        index: ctx.index < 0 ? undefined : ctx.index,
        attempt: ctx.attempt,
        worker: thread.init.lane,
      };
    },
    NonRecoverable,
    TimeoutError,
    QueueClosed,
  };
}

export type Sdk = ReturnType<typeof createSdk>;
