import type { Slots } from "./slots";

export type Strategy = "sequential" | "async" | "dynamic" | "pooled" | "hybrid";

export interface ReferenceOptions {
  readonly strategy: Strategy;
  readonly workers?: number;
  readonly maxParallelism?: number;
  readonly chunk?: number | "auto" | "python";
  readonly seed?: number;
  /** Kept results; hand the same map to the next run. */
  readonly cache?: Map<string, Promise<unknown>>;
}

export interface ReferenceNode {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  readonly key?: string;
  readonly index?: number;
  status: "running" | "succeeded" | "failed" | "skipped";
  attempts: number;
  cached: boolean;
  replayed: boolean;
  startMs: number;
  endMs: number;
  readonly children: ReferenceNode[];
}

export interface ReferenceRun {
  readonly output?: unknown;
  readonly error?: Error;
  readonly tree: ReferenceNode;
  readonly wallMs: number;
  readonly opRuns: number;
  readonly cacheHits: number;
  readonly retries: number;
  readonly meters: Readonly<Record<string, number>>;
  readonly logs: readonly string[];
}

export interface Scope {
  failed: boolean;
  readonly finishRunnable: boolean;
}

/** A slot that a body holds; given away while the body waits for calls of its own. */
export interface Hold {
  readonly slots: Slots;
  waiting: number;
}

/** What a retried task has already learnt from its traced helpers. */
export interface Checkpoints {
  readonly results: Map<string, unknown>;
  next: number;
}

export interface Frame {
  readonly node: ReferenceNode;
  readonly strategy: Strategy;
  readonly scope: Scope;
  readonly hold?: Hold;
  readonly checkpoints?: Checkpoints;
  readonly attempt: number;
}

export type Body = (...args: unknown[]) => unknown;
export interface RetryRule {
  readonly maxRetries: number;
  readonly delayMs?: number;
  readonly backoff?: string;
  readonly jitter?: string;
}
export interface Definition {
  readonly kind: string;
  readonly name: string;
  readonly body: Body;
  readonly retry: RetryRule;
  readonly cache: boolean;
  readonly cacheVersion: string;
  readonly pool?: Slots;
  readonly finishRunnable: boolean;
}
export type Callable = Body & { readonly definition: Definition };
export interface DefinitionOptions {
  name?: string;
  retries?: number | RetryRule;
  cache?: boolean;
  cacheVersion?: string;
  failurePolicy?: string;
  inputs?: Record<string, unknown>;
}
export interface MapOptions {
  concurrency?: number;
  minSuccessRatio?: number;
  strategy?: Strategy;
  chunkSize?: number | "auto" | "python";
  key?: (item: unknown, index: number) => string;
}

export function newNode(kind: string, name: string, path: string): ReferenceNode {
  const state = { status: "running", attempts: 1, cached: false, replayed: false } as const;
  return { kind, name, path, ...state, startMs: 0, endMs: 0, children: [] };
}

export class NonRecoverable extends Error {}
export class Skipped extends Error {}
