/** Items of a map, or the arguments of single calls. */
export type Payload =
  | { readonly form: "numbers"; readonly numbers: Float64Array }
  | { readonly form: "list"; readonly list: readonly unknown[] }
  /** Each element is a tuple of arguments. */
  | { readonly form: "tuples"; readonly list: readonly (readonly unknown[])[] };

export interface RetryRule {
  readonly maxRetries: number;
  readonly delayMs: number;
  readonly backoff: "constant" | "linear" | "exponential" | "geometric";
  readonly jitter?: "full" | "plus-minus";
  /** Of a geometric backoff: each delay is this many times the one before it, and at most `mostMs`. */
  readonly factor?: number;
  readonly mostMs?: number;
}

/** A limit of nodes at once, named by the span of the workflow that declared it. */
export interface Scope {
  readonly id: number;
  readonly limit: number;
  /** Not declared by the program: the run's default, which does not hold for pools. */
  readonly soft: boolean;
}

/** What the scheduler needs to know of a task; everything else stays with the function. */
export interface CallOptions {
  readonly retry?: RetryRule;
  readonly timeoutMs?: number;
  readonly environment?: { readonly name: string; readonly replicas: number; readonly concurrency: number };
  readonly concurrency: number;
  readonly minSuccessRatio: number;
  /** Undefined: the setting of the run. */
  readonly chunkSize: number | "auto" | "python" | undefined;
  /** Keep running what is left after a failure (failurePolicy "finishRunnable"). */
  readonly finishRunnable: boolean;
  /** Deliver each chunk as it comes, not only at the end; and null for a failure that is allowed. */
  readonly stream: boolean;
}

/** What is called where: the same for all calls of a name from one call expression of one caller; lib/runner/host/identity.ts. */
export interface CallPlace {
  /** Digest of the caller, the call expression and the name called. */
  readonly base: number;
  /** How many equal calls (with equal arguments) the caller had made from there before. */
  readonly ordinal: number;
}

export interface RefusedItem {
  readonly index: number;
  /** What cannot be sent, where, and what to send instead. */
  readonly problem: string;
}

export interface CallMessage {
  readonly type: "call";
  /** Span id; items of a map have `id + 1 + i`. */
  readonly id: number;
  readonly parent: number;
  readonly task: string;
  /** Index into KINDS of what one call or item is. */
  readonly kind: number;
  readonly map: boolean;
  readonly payload: Payload;
  readonly options: CallOptions;
  /** Index into STRATEGIES. */
  readonly strategy: number;
  readonly scopes: readonly Scope[];
  readonly depth: number;
  /** Digest that identifies the call, the same under every strategy. */
  readonly path: number;
  /** What is called from where, and how many equal calls were made before. Without it results are not kept for another run. */
  readonly place?: CallPlace;
  /** Digests of the items, or of the one call's arguments; left out where the payload is numbers. */
  readonly digests?: ArrayLike<number>;
  /** Names from the root, for errors. */
  readonly trail: readonly string[];
  /** Chunk whose body made the call; 0 for the entry's thread. */
  readonly chunk: number;
  readonly issued: number;
  readonly keys?: readonly string[];
  /** Items that cannot cross: they fail instead of running. */
  readonly refused?: readonly RefusedItem[] | undefined;
  /** Cache keys, one an item, if the task is cached. */
  readonly cacheKeys?: readonly string[];
  /** Cache keys of the calls around it. */
  readonly computing?: readonly string[] | undefined;
  readonly bytes: number;
}
