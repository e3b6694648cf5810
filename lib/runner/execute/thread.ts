import type { Cancel, Clock } from "@/lib/base/clock";
import { ID_SPACE } from "@/lib/protocol/rows";
import type { FromRunner, RunnerInit, RunnerStrategy, ToRunner, WireError } from "@/lib/protocol/runner";
import { Registry } from "../javascript/api/registry";
import { DirectCaller } from "../remote/direct-calls/caller";
import { serveDirectCalls } from "../remote/direct-calls/server";
import { SharedNumbers } from "../remote/shared-numbers";
import { InlineSlots } from "./inline-slots";
import { Recorder } from "./recorder";
import type { SpanContext } from "./span-context";

/** ms between two flushes of what a busy thread has recorded. */
const FLUSH_MS = 50;

const MAX_RESULTS = 20_000;

export type Post = (message: FromRunner, transfer?: Transferable[]) => void;

/** One thread that holds the program: a worker, or in tests one of several in the same thread. */
export class Thread {
  /** The span whose code runs now; null while the module loads and between bodies. */
  current: SpanContext | null = null;
  readonly registry: Registry;
  recorder: Recorder;
  readonly slots: InlineSlots;
  /** Exports of the program, once it is loaded. */
  exports: Readonly<Record<string, unknown>> = {};
  /** Handlers of answers that are under way, by call, request or queue request. */
  readonly answers = new Map<string, (message: ToRunner) => void>();
  readonly numbers = new SharedNumbers();
  private ids = 0;
  private requests = 0;
  private lastFlush = 0;
  private flushTimer: Cancel | undefined;
  private epoch: number;

  constructor(
    readonly init: RunnerInit,
    readonly post: Post,
    readonly clock: Clock,
  ) {
    this.registry = new Registry(init.versions);
    this.recorder = new Recorder(init.lane);
    this.epoch = init.epoch;
    this.slots = new InlineSlots(this.strategyOf(init.strategy).inlineSlots);
  }

  strategyOf(code: number): RunnerStrategy {
    const strategy = this.init.strategies[code];
    if (!strategy) throw new RangeError(`there is no strategy ${code}`);
    return strategy;
  }

  /** ms since the run's start. */
  now(): number {
    return this.clock.now() - this.epoch;
  }

  /** Results by path, so that a failed run can be taken up again; at most this many. */
  readonly results: { path: number; value: unknown }[] = [];

  collect(values: readonly unknown[], path: (i: number) => number, failures: number): void {
    if (this.init.lane !== 0 || this.results.length + values.length > MAX_RESULTS) return;
    for (let i = 0; i < values.length; i++) {
      if (failures === 0 || values[i] !== null) this.results.push({ path: path(i), value: values[i] });
    }
  }

  restart(epoch: number): void {
    this.epoch = epoch;
    // Names and ids are those of one run.
    this.recorder = new Recorder(this.init.lane);
    this.ids = 0;
  }

  /** Reserves `n` span ids. */
  nextIds(n: number): number {
    const id = this.init.lane * ID_SPACE + this.ids;
    this.ids += n;
    return id;
  }

  nextRequest(): number {
    return ++this.requests;
  }

  get spansIssued(): number {
    return this.ids;
  }

  /** Sends what was recorded, at most every 50 ms; a timer sends the rest. Posting works from a busy loop too. */
  flushSoon(now = this.now()): void {
    if (now - this.lastFlush >= FLUSH_MS) this.flush(now);
    else this.flushTimer ??= this.clock.after(FLUSH_MS, () => this.flush());
  }

  flush(now = this.now()): void {
    this.lastFlush = now;
    this.flushTimer?.();
    this.flushTimer = undefined;
    if (this.recorder.pending === 0) return;
    const flush = this.recorder.take();
    this.post({ type: "flush", flush }, flush.batch ? [flush.batch.rows.buffer as ArrayBuffer] : []);
  }

  /** The driver's direct line; lanes have none. */
  line: DirectCaller | undefined;

  receive(message: ToRunner): void {
    switch (message.type) {
      case "line":
        serveDirectCalls(this, message.port);
        return;
      case "lend":
        this.line ??= new DirectCaller(this);
        this.line.lend(message.lane, message.chunk, message.strategy, message.port);
        return;
      case "recall":
        this.line?.recall(message.chunk);
        return;
      case "lost":
        this.line?.lost(message.chunk, message.error);
        return;
    }
    const key =
      message.type === "part" || message.type === "settled"
        ? `call ${message.call}`
        : `${message.type} ${message.req}`;
    this.answers.get(key)?.(message);
  }
}

export type { WireError };
