/**
 * Types of `<fanout-playground>` for pages that use it: this file is published as it stands, as `embed.d.ts`. So it
 * imports nothing. Durations are ms, sizes bytes.
 */

export type FanoutStrategy = "sequential" | "async" | "dynamic" | "pooled" | "hybrid";
export type FanoutView = "code" | "compare" | "tree" | "timeline" | "play" | "split" | "scale";

export interface FanoutSettings {
  strategies: FanoutStrategy[];
  workers: number;
  concurrency: number;
  maxParallelism: number;
  rounds: "auto" | number;
  start: "cold" | "warm";
  chunk: "auto" | "python" | number;
  seed: number;
  timeoutMs: number;
  timeBudgetMs: number;
  /** A platform's program runs as in its local mode. Absent: as on the platform. */
  mode?: "local";
  /** Of a program whose tasks need what a browser does not have. */
  standIns?: FanoutStandIns;
}

/** Durations are divided by `scale`. */
export interface FanoutStandIns {
  readonly scale: number;
  readonly tasks: {
    readonly task: string;
    readonly ms: number;
    /** On both sides, from 0 to 1. */
    readonly spread: number;
    readonly does: "waits" | "computes";
    readonly gives:
      | { readonly kind: "none" }
      | { readonly kind: "value"; readonly text: string }
      | { readonly kind: "data"; readonly bytes: number }
      | { readonly kind: "list"; readonly items: number; readonly bytes: number };
  }[];
}

export interface FanoutTreeNode {
  kind: "workflow" | "launchPlan" | "dynamic" | "task" | "map" | "group" | "trace" | "process";
  name: string;
  key?: string;
  index?: number;
  status: "running" | "succeeded" | "failed" | "interrupted" | "skipped" | "cancelled";
  attempts: number;
  cached?: boolean;
  replayed?: boolean;
  startMs: number;
  durationMs: number;
  worker?: number;
  children: FanoutTreeNode[];
  /** How many nodes were left out below this one. */
  omitted?: number;
}

export interface FanoutStrategyReport {
  strategy: FanoutStrategy;
  status: "succeeded" | "failed" | "cancelled";
  rounds: { wallMs: number }[];
  wallMs: { median: number; low: number; high: number };
  output?: unknown;
  outputTruncated?: boolean;
  /** The output as the program's language writes it, where that is not JSON: Python's `repr`. */
  outputRepr?: string;
  /** What the program made to run in parallel ran one after the other: the times are not those of parallel work. */
  inline?: boolean;
  /** ms of the shown round's time in which a worker was started before Run was pressed. */
  aheadMs?: number;
  error?: { name: string; message: string; line?: number; column?: number; path?: string[] };
  counts: {
    spans: number;
    attempts: number;
    retries: number;
    cacheHits: number;
    replays: number;
    failed: number;
    skipped: number;
    opRuns: number;
    workersStarted: number;
    peakParallel: number;
  };
  /** Lane ms. */
  breakdown: { spawn: number; queue: number; transfer: number; compute: number; idle: number };
  meters: Record<string, number>;
  logs: { lines: number; dropped: number };
  artifacts: { path: string; bytes: number }[];
  tree?: FanoutTreeNode;
}

export interface FanoutReport {
  version: 1;
  program: {
    name: string;
    hash: string;
    /** It makes its own pools, processes and threads: strategies other than sequential run it in the same way. */
    fansOutItself?: boolean;
  };
  inputs: Record<string, unknown>;
  settings: FanoutSettings;
  environment: {
    cores: number;
    userAgent: string;
    crossOriginIsolated: boolean;
    timerStepMs: number;
    /** The page could not be seen for a part of the run. */
    hidden?: boolean;
  };
  /** Results of an earlier run were reused: its times are not those of the whole program. */
  resumed?: boolean;
  strategies: FanoutStrategyReport[];
}

export interface FanoutRunOptions {
  strategies?: FanoutStrategy[];
  rounds?: "auto" | number;
  inputs?: Record<string, unknown>;
  settings?: Partial<FanoutSettings>;
  /** Gives up waiting after this. Default 600,000. */
  timeoutMs?: number;
}

export interface FanoutDocument {
  /** At most 256 KiB. */
  code: string;
  /** What it is written in. "typescript" (the default) or "python". Others are refused. */
  language?: string;
  inputs?: Record<string, unknown>;
  settings?: Partial<FanoutSettings>;
}

export interface FanoutProgress {
  strategy: FanoutStrategy;
  /** From 1. */
  round: number;
  /** Tasks and items settled, and known of. */
  done: number;
  total: number;
}

/** What a rejected promise and a `fanout-error` event say. Line and column count from 1 in the program. */
export interface FanoutProblem {
  message: string;
  line?: number;
  column?: number;
}

export interface FanoutEventMap {
  /** The playground can be seen and used. */
  "fanout-ready": CustomEvent<null>;
  "fanout-progress": CustomEvent<FanoutProgress>;
  /** A run ended, whether a method started it or the reader. */
  "fanout-result": CustomEvent<{ report: FanoutReport }>;
  "fanout-error": CustomEvent<FanoutProblem>;
}

export interface FanoutPlaygroundElement extends HTMLElement {
  /** Of the last run. */
  readonly report: FanoutReport | undefined;
  /** Runs what is in the editor. @returns the report; rejects with an `Error` that has `line` and `column` where known */
  run(options?: FanoutRunOptions): Promise<FanoutReport>;
  /** Stops what runs. @returns the report so far */
  stop(): Promise<FanoutReport>;
  /** Puts another program in place of what is in the editor. */
  load(document: FanoutDocument): Promise<void>;
  addEventListener<K extends keyof FanoutEventMap>(
    type: K,
    listener: (this: FanoutPlaygroundElement, event: FanoutEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "fanout-playground": FanoutPlaygroundElement;
  }
}
