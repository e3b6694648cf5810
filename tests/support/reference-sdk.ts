import { loadProgram } from "./load-program";
import { isolates, ReferenceCalls } from "./reference-calls";
import { mapCall } from "./reference-map";
import { dirClass, processClass, queueClass } from "./reference-objects";
import {
  type Body,
  type Callable,
  type Definition,
  type DefinitionOptions,
  type Frame,
  type MapOptions,
  NonRecoverable,
  newNode,
  type ReferenceOptions,
  type ReferenceRun,
} from "./reference-types";
import { cross, draw } from "./reference-values";
import { Slots } from "./slots";

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
  const calls = new ReferenceCalls(options);
  const logs: string[] = [];
  const meters: Record<string, number> = {};
  let pendingName = "";

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
  const taskOf = (definition: Definition) => callable(definition, (...args) => calls.call(definition, args));

  function plan(
    definition: Definition,
  ): Callable & { withOverrides(overrides: DefinitionOptions): Callable } {
    const start = async (given: unknown = {}) => {
      const node = calls.open(calls.frame().node, "launchPlan", definition.name);
      const args = cross(given);
      return calls.kept(definition, args, node, () => {
        calls.counts.runs++;
        const scope = { failed: false, finishRunnable: definition.finishRunnable };
        return calls.within(node, { scope }, () => definition.body(args));
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
        return calls.within(calls.open(calls.frame().node, "workflow", definition.name), { scope }, () =>
          fn(args),
        );
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
        calls,
        options.chunk,
        target,
        Array.from(items, (value) => [value]),
        given,
      ),
    starmap: (target: Callable, tuples: Iterable<unknown[]>, given?: MapOptions) =>
      mapCall(calls, options.chunk, target, Array.from(tuples), given),
    group: (name: string, fn: () => unknown) =>
      calls.within(calls.open(calls.frame().node, "group", name), {}, fn),
    traced: (fn: Body, given: { name?: string } = {}) => {
      const { name } = define("trace", fn, given);
      return async (...args: unknown[]) => {
        const { checkpoints, node: parent } = calls.frame();
        const node = calls.open(parent, "trace", name);
        const place = `${name}#${checkpoints ? checkpoints.next++ : 0}`;
        if (checkpoints?.results.has(place)) {
          Object.assign(node, { replayed: true, status: "succeeded" });
          return checkpoints.results.get(place);
        }
        const result = await calls.within(node, {}, () => fn(...args));
        checkpoints?.results.set(place, result);
        return result;
      };
    },
    Dir: dirClass(),
    Queue: queueClass(),
    Process: processClass((fn, args) => {
      const definition = "definition" in fn ? (fn as Callable).definition : define("process", fn);
      const node = calls.open(calls.frame().node, "process", definition.name);
      return calls.body(definition, cross(args) as unknown[], node, { hold: undefined });
    }),
    sleep: (ms: number) => calls.time.sleep(ms),
    compute: (units: number) => units,
    random: () => {
      const { node, attempt } = calls.frame();
      return draw(calls.seed, node.path, attempt);
    },
    meter: (name: string, amount: number) => {
      meters[name] = (meters[name] ?? 0) + amount;
    },
    cpuCount: () => calls.workers,
    context: () => {
      const { node, attempt } = calls.frame();
      return { name: node.name, key: node.key, index: node.index, attempt, worker: 0 };
    },
    NonRecoverable,
  };

  const globals = {
    console: { log: (...values: unknown[]) => void logs.push(values.map(String).join(" ")) },
    performance: { now: () => calls.time.now },
  };
  const entry = loadProgram(source, sdk, globals, (name) => {
    pendingName = name;
  }) as Callable & { readonly inputs: Record<string, unknown> };
  const root = newNode("workflow", entry.definition.name, entry.definition.name);
  const scope = { failed: false, finishRunnable: entry.definition.finishRunnable };
  const base: Frame = { node: root, strategy: options.strategy, scope, attempt: 1 };
  const outcome = await calls.time
    .run(() =>
      calls.frames.run(base, () =>
        calls.within(root, {}, () => entry.definition.body(cross({ ...entry.inputs, ...inputs }))),
      ),
    )
    .then(
      (output) => ({ output }),
      (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
    );
  return {
    ...outcome,
    tree: root,
    wallMs: calls.time.now,
    opRuns: isolates(options.strategy) ? calls.counts.isolated : calls.counts.runs,
    cacheHits: calls.counts.cacheHits,
    retries: calls.counts.retries,
    meters,
    logs,
  };
}
