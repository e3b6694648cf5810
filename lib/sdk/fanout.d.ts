/**
 * What a program imports as `fanout`. The one source of the SDK's types and docs: Monaco's completions, the examples'
 * type check and docs/sdk.md are all made from this file. Durations are milliseconds, sizes bytes.
 */
declare module "fanout" {
  /** How the engine carries out task calls. */
  export type Strategy = "sequential" | "async" | "dynamic" | "pooled" | "hybrid";

  /**
   * Waiting before another attempt, by Dagster's formulas: with `n` the number of the failed attempt, from 1, and `d` = `delayMs`,
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
     * ms for one attempt, from when its body starts; waiting for nested calls counts. Past it the attempt fails with `TimeoutError`,
     * and its calls that have not started are skipped. A body that computes without a pause is ended with its worker; in the entry's
     * thread (sequential, async) it fails when it returns, and ends the run if it never does. Infinity: no timeout, as by default.
     */
    timeout?: number;
    /**
     * Keep results: the key is the version of the task's code and of all that it uses, `cacheVersion`, and the arguments.
     * Default false.
     */
    cache?: boolean;
    /** Part of the cache key; change it to forget earlier results. */
    cacheVersion?: string;
    /** The pool in which calls run when the strategy is pooled. Default: the run's own pool. */
    environment?: Environment;
  }

  /** Options of a workflow. */
  export interface WorkflowOptions<I> {
    /** Name in the tree. Default: the function's or the variable's name. */
    name?: string;
    /** Defaults of the entry's inputs; they become a form beside the editor. */
    inputs?: I;
    /**
     * Bodies that run at once in this workflow and in all that it calls, under any mix of strategies. Those that wait for nested calls
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
    /** Inputs for those that a call leaves out. */
    inputs?: Partial<I>;
    /** Nodes at once in each run that it starts; a limit of its own. Default: its workflow's. */
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
    /** Items at once, a sliding window; an item that waits for a retry is not in it. 0 = no limit. Default 0. */
    concurrency?: number;
    /** Share of the items that must succeed, 0 to 1; failed ones come back as `null`. Default 1. */
    minSuccessRatio?: number;
    /** Carry out this map, and what its items call, by this strategy instead of the run's. */
    strategy?: Strategy;
    /** Items a message. "auto" shrinks towards the end and loses no wave; "python" is `Pool.map`'s rule. Default: the run's setting. */
    chunkSize?: number | "auto" | "python";
    /** Names an item in the tree. */
    key?: (item: T, index: number) => string;
  }

  /**
   * A task: calling it runs its function in a worker (or inline, as the strategy says). Arguments and result are
   * copied, under every strategy; docs/semantics.md says what a copy keeps.
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

  /** A launch plan: starts its workflow as a run of its own. */
  export interface LaunchPlan<I = unknown, R = unknown> {
    (inputs?: Partial<I>): Promise<R>;
    readonly taskName: string;
    /** The same plan with other options for the calls made through it. */
    withOverrides(overrides: LaunchPlanOverrides): LaunchPlan<I, R>;
  }

  /** Makes a task of a function. Must stand at the top level of the program: every worker makes it again. */
  export function task<A extends unknown[], R>(
    fn: (...args: A) => R | Promise<R>,
    options?: TaskOptions,
  ): Task<A, Awaited<R>>;

  /** Makes a workflow. The default export of a program is its entry. */
  export function workflow<I = Record<string, never>, R = unknown>(
    fn: (inputs: I) => R | Promise<R>,
    options?: WorkflowOptions<I>,
  ): Workflow<I, Awaited<R>>;

  /** A task whose body calls tasks, so that the graph is known only at run time. While it waits for them it holds no slot. */
  export function dynamic<A extends unknown[], R>(
    fn: (...args: A) => R | Promise<R>,
    options?: TaskOptions,
  ): Task<A, Awaited<R>>;

  /** Runs a task once for each item. Results in input order; `null` for an item that failed where `minSuccessRatio` allows it. */
  export function map<T, R>(
    task: Task<[T], R> | Workflow<T, R> | LaunchPlan<T, R>,
    items: Iterable<T> | ArrayLike<T>,
    options?: MapOptions<T>,
  ): Promise<R[]>;

  /** As `map`, each item being the tuple of arguments. */
  export function starmap<A extends unknown[], R>(
    task: Task<A, R>,
    tuples: Iterable<A>,
    options?: MapOptions<A>,
  ): Promise<R[]>;

  /**
   * As `map`, giving each result as soon as it is there; `null` for a failure that `minSuccessRatio` allows. The work starts
   * with the call. Each loop over it gets every result. When the last loop ends early (`break`, `return`, an error), no
   * further item starts; those that run finish.
   *
   * From the call to the last result the body that made it holds no slot, not even while it handles a result: its items have
   * it. So what it computes between two results runs beside as many items as the limits allow, one body more than
   * `maxParallelism` says.
   */
  export function mapUnordered<T, R>(
    task: Task<[T], R> | Workflow<T, R> | LaunchPlan<T, R>,
    items: Iterable<T> | ArrayLike<T>,
    options?: MapOptions<T>,
  ): AsyncIterable<{ index: number; key: string | undefined; value: R }>;

  /** A workflow started as a run of its own, with its own limit. */
  export function launchPlan<I, R>(
    workflow: Workflow<I, R>,
    options?: LaunchPlanOptions<I>,
  ): LaunchPlan<I, R>;

  /** Options of an environment. */
  export interface EnvironmentOptions {
    /** Names the pool in the tree and the timeline. */
    name?: string;
    /** Kept workers: `replicas` (default 2), each with `concurrency` slots (default 1). */
    reuse?: { replicas?: number; concurrency?: number };
    /** Default of `cache` for its tasks. */
    cache?: boolean;
  }
  /** A pool of its own: its tasks run there when the strategy is pooled. */
  export interface Environment {
    readonly environmentName: string;
    task<A extends unknown[], R>(
      fn: (...args: A) => R | Promise<R>,
      options?: Omit<TaskOptions, "environment">,
    ): Task<A, Awaited<R>>;
  }
  /** Makes an environment; must stand at the top level of the program. */
  export function environment(options?: EnvironmentOptions): Environment;

  /** A node in the tree around what `fn` calls. */
  export function group<R>(name: string, fn: () => R | Promise<R>): Promise<Awaited<R>>;

  /**
   * A recorded helper inside a task: runs in the task's own thread; when the task is retried, results it already gave are
   * replayed instead of run again.
   */
  export function traced<A extends unknown[], R>(
    fn: (...args: A) => R | Promise<R>,
    options?: { name?: string },
  ): (...args: A) => Promise<Awaited<R>>;

  /** A directory that a task writes and returns; it travels as a value. Paths are relative; ".." is refused. */
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
  /** One file, as `Dir`. */
  export class File {
    constructor(name: string);
    readonly name: string;
    write(content: string | Uint8Array): Promise<void>;
    read(): Promise<string>;
    readBytes(): Promise<Uint8Array>;
  }

  /**
   * A queue between any workers, as multiprocessing's. Can be passed to tasks and processes; one that is made at the top level
   * is the same queue in every worker. Every message crosses threads.
   * Items come in the order of their puts, each to one `get`, and gets are served in their order. A body that waits for an
   * item holds no slot. A `get` that still waits when its body has ended is cancelled, and an item that a body did not
   * receive because it ended or its worker died goes to the next `get`.
   */
  export class Queue<T = unknown> implements AsyncIterable<T> {
    /** @param options `name` in messages. Default: the variable's name. */
    constructor(options?: { name?: string });
    /** @throws QueueClosed when it is closed. */
    put(item: T): Promise<void>;
    /** Waits for an item. @throws QueueClosed when it is closed and empty. */
    get(): Promise<T>;
    /** Nothing more can be put. Items that are in it can still be taken; whoever waits for one stops waiting. */
    close(): Promise<void>;
    /** Takes items until it is closed and empty. */
    [Symbol.asyncIterator](): AsyncIterator<T>;
  }
  /**
   * A worker started by hand. `fn` is a task or a function that stands at the top level and is exported. A task's retries and
   * timeout hold, and each retry starts another worker. A process is never taken from the cache, runs in no environment, and
   * counts towards no `maxParallelism`.
   */
  export class Process<A extends unknown[] = unknown[], R = unknown> {
    constructor(fn: ((...args: A) => R | Promise<R>) | Task<A, R>, ...args: A);
    /** Starts the worker; resolves when it has been asked for. */
    start(): Promise<void>;
    /** Waits for its end. @returns what the function returned. */
    join(): Promise<Awaited<R>>;
  }

  /** Waits; holds the slot, as real waiting for a service would. */
  export function sleep(ms: number): Promise<void>;
  /**
   * CPU work of a fixed amount, not of a fixed time: contention shows. A unit is 400,000 xorshift steps: 0.7 to 0.9 ms on the
   * 2-core virtual machine on which it was set, and what it takes where you are is what the spans say.
   * @returns a number that depends on every step, so that none can be left out.
   */
  export function compute(units: number): number;
  /** In [0, 1), seeded by the run's seed, the span and the attempt: the same draws under every strategy. */
  export function random(): number;
  /**
   * Adds to a named total on the span: tokens, dollars, rows. A span has up to 100 names, a run up to 1,000.
   * @throws RangeError past that, and for totals past 1e100
   */
  export function meter(name: string, amount: number): void;
  /** Cores of this machine. */
  export function cpuCount(): number;
  /** The span in which this is called. */
  export function context(): { name: string; key?: string; index?: number; attempt: number; worker: number };

  /** Thrown in a task: no further attempt. */
  export class NonRecoverable extends Error {
    constructor(message?: string);
  }
  /** An attempt, or a run, took longer than its time-out. */
  export class TimeoutError extends Error {}
  /** The queue is closed: nothing can be put, or nothing is left to get. */
  export class QueueClosed extends Error {}
}
