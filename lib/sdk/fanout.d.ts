/**
 * What a program imports as `fanout`. The one source of the SDK's types and docs: Monaco's completions, the examples'
 * type check and docs/sdk.md are all made from this file. Durations are milliseconds, sizes bytes.
 */
declare module "fanout" {
  /** How the engine runs task calls. */
  export type Strategy = "sequential" | "async" | "dynamic" | "pooled" | "hybrid";

  /**
   * Delay before the next attempt, by Dagster's formulas: with `n` the number of the failed attempt, from 1, and `d` = `delayMs`,
   * constant waits `d`, linear `n·d`, exponential `(2^n − 1)·d`. Jitter: "full" takes `random × value`, "plus-minus" `value ± d`
   * (never below 0). A waiting task holds no slot.
   */
  export interface RetryPolicy {
    /** Attempts after the first. */
    maxRetries: number;
    /** Base delay in ms. Default 0. */
    delayMs?: number;
    /** Default "constant". */
    backoff?: "constant" | "linear" | "exponential";
    /** Default: none. */
    jitter?: "full" | "plus-minus";
  }

  /** Options of a task or a dynamic. */
  export interface TaskOptions {
    /** Name in the tree; unique in the program. Default: the function's or the variable's name. */
    name?: string;
    /** A number of retries, or a policy. Default 0. */
    retries?: number | RetryPolicy;
    /**
     * Timeout of one attempt in ms, from when its body starts; waiting for nested calls counts. The attempt then fails with `TimeoutError`,
     * and its calls that have not started are skipped. A body that computes without a pause is ended with its worker; in the entry's
     * thread (sequential, async) it fails when it returns, and ends the run if it never does. Infinity: no timeout, as by default.
     */
    timeout?: number;
    /**
     * Cache results. The key contains the code of the task and everything it uses, `cacheVersion` and the arguments.
     * Default false.
     */
    cache?: boolean;
    /** Part of the cache key; change it to ignore earlier results. */
    cacheVersion?: string;
    /** The pool in which calls run when the strategy is pooled. Default: the run's own pool. */
    environment?: Environment;
  }

  /** Options of a workflow. */
  export interface WorkflowOptions<I> {
    /** Name in the tree. Default: the function's or the variable's name. */
    name?: string;
    /** Defaults of the entry's inputs; they become a form next to the editor. */
    inputs?: I;
    /**
     * Tasks that run in parallel in this workflow and in everything it calls, under any mix of strategies. Those that wait for nested calls
     * or for a retry do not count, and neither do processes. Default 25.
     */
    maxParallelism?: number;
    /**
     * "failFast": the first failure skips what has not started. "finishRunnable": what does not depend on it still runs.
     * Default "failFast".
     */
    failurePolicy?: "failFast" | "finishRunnable";
  }

  /** Options of a launch plan. */
  export interface LaunchPlanOptions<I> {
    name?: string;
    /** Defaults for inputs that a call omits. */
    inputs?: Partial<I>;
    /** Parallel nodes in each execution it starts; a separate limit. Default: its workflow's. */
    maxParallelism?: number;
  }

  /** What a call through a launch plan can change. */
  export interface LaunchPlanOverrides {
    name?: string;
    /** Take a run's result from the cache where the inputs are the same. */
    cache?: boolean;
    cacheVersion?: string;
    maxParallelism?: number;
  }

  /** Options of `map`, `starmap` and `mapUnordered`. */
  export interface MapOptions<T = unknown> {
    /** Items in parallel (sliding window); an item that waits for a retry is not in it. 0 = no limit. Default 0. */
    concurrency?: number;
    /** Share of the items that must succeed, 0 to 1; failed ones come back as `null`. Default 1. */
    minSuccessRatio?: number;
    /** Run this map, and what its items call, under this strategy instead of the run's. */
    strategy?: Strategy;
    /** Items per message. "auto" shrinks towards the end, so no wave is lost; "python" is `Pool.map`'s rule. Default: the run's setting. */
    chunkSize?: number | "auto" | "python";
    /** Names an item in the tree. */
    key?: (item: T, index: number) => string;
  }

  /**
   * A task: calling it runs its function in a worker (or inline, depending on the strategy). Arguments and result are
   * copied, under every strategy; docs/semantics.md lists what a copy keeps.
   */
  export interface Task<A extends unknown[] = unknown[], R = unknown> {
    (...args: A): Promise<R>;
    readonly taskName: string;
  }

  /** A workflow: runs in the caller's thread, costs nothing itself, and groups what it calls. */
  export interface Workflow<I = unknown, R = unknown> {
    (inputs?: I): Promise<R>;
    readonly taskName: string;
  }

  /** A launch plan: starts its workflow as a separate execution. */
  export interface LaunchPlan<I = unknown, R = unknown> {
    (inputs?: Partial<I>): Promise<R>;
    readonly taskName: string;
    /** The same plan with other options for the calls made through it. */
    withOverrides(overrides: LaunchPlanOverrides): LaunchPlan<I, R>;
  }

  /**
   * Creates a task. Call it at the top level: every worker creates the task when it loads the program.
   *
   * ```ts
   * const parse = task(async (file: string) => file.length, { retries: 2 });
   * ```
   */
  export function task<A extends unknown[], R>(
    fn: (...args: A) => R | Promise<R>,
    options?: TaskOptions,
  ): Task<A, Awaited<R>>;

  /**
   * Creates a workflow. The default export of a program is its entry.
   *
   * ```ts
   * export default workflow(({ items }) => map(parse, items), { inputs: { items: ["a", "b"] } });
   * ```
   */
  export function workflow<I = Record<string, never>, R = unknown>(
    fn: (inputs: I) => R | Promise<R>,
    options?: WorkflowOptions<I>,
  ): Workflow<I, Awaited<R>>;

  /**
   * A task whose body calls tasks, so that the graph is known only at run time. It frees its slot while it waits for them.
   *
   * ```ts
   * const report = dynamic(async (topics: string[]) => map(write, topics));
   * ```
   */
  export function dynamic<A extends unknown[], R>(
    fn: (...args: A) => R | Promise<R>,
    options?: TaskOptions,
  ): Task<A, Awaited<R>>;

  /**
   * Runs a task once for each item. Results in input order; `null` for an item that failed where `minSuccessRatio` allows it.
   *
   * ```ts
   * const sizes = await map(parse, files, { key: (file) => file });
   * ```
   */
  export function map<T, R>(
    task: Task<[T], R> | Workflow<T, R> | LaunchPlan<T, R>,
    items: Iterable<T> | ArrayLike<T>,
    options?: MapOptions<T>,
  ): Promise<R[]>;

  /**
   * Like `map`, but each item is a tuple of arguments.
   *
   * ```ts
   * const sums = await starmap(add, [[1, 2], [3, 4]]);
   * ```
   */
  export function starmap<A extends unknown[], R>(
    task: Task<A, R>,
    tuples: Iterable<A>,
    options?: MapOptions<A>,
  ): Promise<R[]>;

  /**
   * Like `map`, but yields each result when it is ready; `null` for a failure that `minSuccessRatio` allows. The work starts
   * with the call. Each loop over it gets every result. When the last loop ends early (`break`, `return`, an error), no
   * further item starts; those that run finish.
   *
   * The caller holds no slot until the last result, not even while it handles a result: its items use it. So its own code runs in
   * addition to the number of items that `maxParallelism` allows.
   *
   * ```ts
   * for await (const size of mapUnordered(parse, files)) console.log(size);
   * ```
   */
  export function mapUnordered<T, R>(
    task: Task<[T], R> | Workflow<T, R> | LaunchPlan<T, R>,
    items: Iterable<T> | ArrayLike<T>,
    options?: MapOptions<T>,
  ): AsyncIterable<{ index: number; key: string | undefined; value: R }>;

  /**
   * Starts a workflow as a separate execution with its own limit.
   *
   * ```ts
   * const nightly = launchPlan(reports, { inputs: { topics: 4 } });
   * ```
   */
  export function launchPlan<I, R>(
    workflow: Workflow<I, R>,
    options?: LaunchPlanOptions<I>,
  ): LaunchPlan<I, R>;

  /** Options of an environment. */
  export interface EnvironmentOptions {
    /** Names the pool in the tree and the timeline. */
    name?: string;
    /** Warm workers: `replicas` (default 2), each with `concurrency` slots (default 1). */
    reuse?: { replicas?: number; concurrency?: number };
    /** Default of `cache` for its tasks. */
    cache?: boolean;
  }
  /** A separate pool: its tasks run there under the pooled strategy. */
  export interface Environment {
    readonly environmentName: string;
    task<A extends unknown[], R>(
      fn: (...args: A) => R | Promise<R>,
      options?: Omit<TaskOptions, "environment">,
    ): Task<A, Awaited<R>>;
  }
  /**
   * Creates an environment. Call it at the top level of the program.
   *
   * ```ts
   * const gpu = environment({ reuse: { replicas: 2 } });
   * const train = gpu.task(async (batch: number) => batch);
   * ```
   */
  export function environment(options?: EnvironmentOptions): Environment;

  /**
   * A node in the tree around what `fn` calls.
   *
   * ```ts
   * const sizes = await group("sizes", () => map(parse, files));
   * ```
   */
  export function group<R>(name: string, fn: () => R | Promise<R>): Promise<Awaited<R>>;

  /**
   * A recorded helper inside a task: runs in the task's own thread; when the task is retried, earlier results are reused.
   *
   * ```ts
   * const ask = traced(async (question: string) => question.length);
   * ```
   */
  export function traced<A extends unknown[], R>(
    fn: (...args: A) => R | Promise<R>,
    options?: { name?: string },
  ): (...args: A) => Promise<Awaited<R>>;

  /**
   * A directory that a task writes and returns; it travels as a value. Paths are relative; ".." is refused.
   *
   * ```ts
   * const out = new Dir("report");
   * await out.write("index.md", "# Report");
   * ```
   */
  export class Dir {
    constructor(name: string);
    readonly name: string;
    /** @param content text or bytes; an existing file is replaced. @throws if a part of the path is a file, or it is a folder. */
    write(path: string, content: string | Uint8Array): Promise<void>;
    /** @throws if there is no such file. */
    read(path: string): Promise<string>;
    readBytes(path: string): Promise<Uint8Array>;
    /** Paths, sorted. */
    list(): Promise<string[]>;
  }
  /**
   * One file, like `Dir`.
   *
   * ```ts
   * const out = new File("report.md");
   * await out.write("# Report");
   * ```
   */
  export class File {
    constructor(name: string);
    readonly name: string;
    write(content: string | Uint8Array): Promise<void>;
    read(): Promise<string>;
    readBytes(): Promise<Uint8Array>;
  }

  /**
   * A queue between any workers, as multiprocessing's. Can be passed to tasks and processes; one created at the top level
   * is the same queue in every worker. Every message crosses threads.
   * Items come in the order of their puts, each to one `get`, and gets are served in their order. A body that waits for an
   * item holds no slot. A `get` that still waits when its body has ended is cancelled, and an item that a body did not
   * receive because it ended or its worker died goes to the next `get`.
   *
   * ```ts
   * const results = new Queue<number>();
   * await results.put(1);
   * ```
   */
  export class Queue<T = unknown> implements AsyncIterable<T> {
    /** @param options `name` in messages. Default: the variable's name. */
    constructor(options?: { name?: string });
    /** @throws QueueClosed when it is closed. */
    put(item: T): Promise<void>;
    /** Waits for an item. @throws QueueClosed when it is closed and empty. */
    get(): Promise<T>;
    /** Nothing more can be put. Items in it can still be taken; a `get` that waits throws `QueueClosed`. */
    close(): Promise<void>;
    /** Takes items until it is closed and empty. */
    [Symbol.asyncIterator](): AsyncIterator<T>;
  }
  /**
   * A worker that you start yourself. `fn` is a task or an exported function. A task's retries and timeout apply, and each retry
   * starts another worker. A process is never taken from the cache, runs in no environment, and
   * counts towards no `maxParallelism`.
   *
   * ```ts
   * const worker = new Process(parse, "a.txt");
   * await worker.start();
   * const size = await worker.join();
   * ```
   */
  export class Process<A extends unknown[] = unknown[], R = unknown> {
    constructor(fn: ((...args: A) => R | Promise<R>) | Task<A, R>, ...args: A);
    /** Starts the worker; resolves when the start has been requested. */
    start(): Promise<void>;
    /** Waits for its end. @returns what the function returned. */
    join(): Promise<Awaited<R>>;
  }

  /**
   * Waits and holds its slot, like a call to a service.
   *
   * ```ts
   * await sleep(100);
   * ```
   */
  export function sleep(ms: number): Promise<void>;
  /**
   * CPU work of a fixed amount, not of a fixed time, so contention is visible. A unit is 400,000 xorshift steps: 0.7 to 0.9 ms on the
   * 2-core virtual machine on which it was set. Your machine's time is shown in the spans.
   *
   * ```ts
   * compute(50);
   * ```
   * @returns a number that depends on every step, so that none can be left out.
   */
  export function compute(units: number): number;
  /**
   * In [0, 1), seeded by the run's seed, the span and the attempt: the same draws under every strategy.
   *
   * ```ts
   * if (random() < 0.1) throw new Error("busy");
   * ```
   */
  export function random(): number;
  /**
   * Adds to a named total on the span: tokens, dollars, rows. A span has up to 100 names, a run up to 1,000.
   *
   * ```ts
   * meter("rows", 1_000);
   * ```
   * @throws RangeError past that, and for totals past 1e100
   */
  export function meter(name: string, amount: number): void;
  /**
   * Cores of this machine.
   *
   * ```ts
   * const workers = cpuCount();
   * ```
   */
  export function cpuCount(): number;
  /**
   * The span in which this is called.
   *
   * ```ts
   * const { attempt, key } = context();
   * ```
   */
  export function context(): { name: string; key?: string; index?: number; attempt: number; worker: number };

  /**
   * Thrown in a task: no further attempt.
   *
   * ```ts
   * throw new NonRecoverable("the file is damaged");
   * ```
   */
  export class NonRecoverable extends Error {
    constructor(message?: string);
  }
  /**
   * An attempt, or a trial, exceeded its timeout.
   *
   * ```ts
   * try {
   *   await slow();
   * } catch (error) {
   *   if (error instanceof TimeoutError) console.log("too slow");
   * }
   * ```
   */
  export class TimeoutError extends Error {}
  /**
   * The queue is closed: nothing can be put, or nothing is left to get.
   *
   * ```ts
   * try {
   *   await results.get();
   * } catch (error) {
   *   if (error instanceof QueueClosed) console.log("no more results");
   * }
   * ```
   */
  export class QueueClosed extends Error {}
}
