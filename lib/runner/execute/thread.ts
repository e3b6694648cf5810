import type { Cancel, Clock } from "@/lib/base/clock";
import { CountedClock } from "@/lib/base/counted-clock";
import { MAX_DEPTH, MAX_SPANS, tooManySpans } from "@/lib/model/limits";
import type { CallMessage } from "@/lib/protocol/calls";
import type { FromRunner } from "@/lib/protocol/from-runner";
import { ID_SPACE } from "@/lib/protocol/rows";
import type { RunnerInit, RunnerStrategy } from "@/lib/protocol/runner";
import type { ToRunner } from "@/lib/protocol/to-runner";
import type { LanguageValues, RunnerLanguage, StartLanguage } from "../host/language";
import { DirectCaller } from "../remote/direct-calls/caller";
import { serveDirectCalls } from "../remote/direct-calls/server";
import { FanoutError } from "../remote/errors";
import { SharedNumbers } from "../remote/shared-numbers";
import { InlineSlots } from "./inline-slots";
import type { Items } from "./items";
import { ResultKeeper } from "./kept-results";
import { OutgoingCalls } from "./outgoing-calls";
import { Recorder } from "./recorder";
import { reportWaiting } from "./report-waiting";
import type { SpanContext } from "./span-context";
import { TimedBodies } from "./timed-bodies";

/** ms between flushes from a busy thread. */
const FLUSH_MS = 50;

/** Messages after which a body may wait for other bodies. */
const WAITS: ReadonlySet<FromRunner["type"]> = new Set<FromRunner["type"]>([
  "call",
  "calls",
  "process",
  "queue",
  "cacheGet",
]);

export type Post = (message: FromRunner, transfer?: Transferable[]) => void;

/** One thread that holds the program: a worker, or in tests one of several in the same thread. */
export class Thread {
  /** The span whose code runs; null while the module loads and between the segments of bodies. Read by languages only. */
  get current(): SpanContext | null {
    return this.shown;
  }
  set current(span: SpanContext | null) {
    this.shown = span;
    if (!this.timed.isEmpty) this.timed.switched(span);
  }

  private shown: SpanContext | null = null;
  /** The driver's; in other workers a body with a timeout is reported once. */
  readonly timed = new TimedBodies((message) => this.post(message));
  isLoading = true;
  /** ms in `compute`, of all bodies. */
  computedMs = 0;
  isResting = false;
  readonly language: RunnerLanguage;
  recorder: Recorder;
  slots: InlineSlots;
  /** Handlers of pending answers, by call or request. */
  readonly answers = new Map<string, (message: ToRunner) => void>();
  readonly numbers = new SharedNumbers();
  /** The chunks that run, by id. */
  readonly chunks = new Map<number, { cancel(): void }>();
  /** Bodies that have begun and not ended. */
  readonly bodies = new Set<SpanContext>();
  /** Maps whose items run in this thread. */
  readonly maps = new Set<Items>();
  /** The program's own timers that are to come. */
  readonly timers = new Set<unknown>();
  readonly clock: CountedClock;
  /** The driver's results; other workers keep none. */
  readonly results: ResultKeeper | undefined;
  /** The call expression that is being evaluated, as the compiled program has set it; 0 if it is unknown. */
  site = 0;
  /** Of the trial's meters that this thread has used. */
  readonly meterNames = new Set<string>();
  /** The driver's direct calls; other workers make none. */
  direct: DirectCaller | undefined;
  /** Trains that run in this thread. */
  readonly trains = new Set<{ giveBack(): void }>();
  readonly post: Post;
  private readonly calls = new OutgoingCalls((message) => this.post(message));
  private ids = 0;
  private requests = 0;
  private lastFlush = 0;
  private flushTimer: Cancel | undefined;

  constructor(
    public init: RunnerInit,
    post: Post,
    private readonly rawClock: Clock,
    start: StartLanguage,
  ) {
    this.clock = new CountedClock(rawClock);
    this.recorder = new Recorder(init.worker);
    this.post = (message, transfer) => {
      this.calls.send();
      if (this.trains.size > 0 && WAITS.has(message.type)) for (const train of this.trains) train.giveBack();
      post(message, transfer);
    };
    this.slots = new InlineSlots(this, this.strategyOf(init.strategy).inlineSlots);
    this.language = start(this);
    if (init.worker === 0) this.results = new ResultKeeper(this.values);
  }

  get values(): LanguageValues {
    return this.language.values;
  }

  strategyOf(code: number): RunnerStrategy {
    const strategy = this.init.strategies[code];
    if (!strategy) throw new RangeError(`there is no strategy ${code}`);
    return strategy;
  }

  /** ms since the trial's start. */
  now(): number {
    return this.clock.now() - this.init.epoch;
  }

  /** The site of the call that is being made. It is asked for once, before anything else of the program can run. */
  takeSite(): number {
    const { site } = this;
    this.site = 0;
    return site;
  }

  /** Until the next run, nothing that the program left behind is called. */
  rest(): void {
    this.isResting = true;
    this.flushTimer?.();
    this.flushTimer = undefined;
  }

  /** Another trial. The program and its module-level state stay. */
  restart(init: RunnerInit): void {
    this.rest();
    this.isResting = false;
    this.init = init;
    // Names and ids belong to one trial.
    this.recorder = new Recorder(init.worker);
    this.slots = new InlineSlots(this, this.strategyOf(init.strategy).inlineSlots);
    this.answers.clear();
    this.chunks.clear();
    this.meterNames.clear();
    this.ids = 0;
    this.lastFlush = 0;
    this.results?.clear();
  }

  /** Reserves `n` span ids. @throws FanoutError past the bound of spans */
  nextIds(n: number): number {
    if (this.ids + n > MAX_SPANS) throw new FanoutError(tooManySpans(MAX_SPANS));
    const id = this.init.worker * ID_SPACE + this.ids;
    this.ids += n;
    return id;
  }

  /** Calls and requests so far. */
  get steps(): number {
    return this.ids + this.requests;
  }

  nextRequest(): number {
    return ++this.requests;
  }

  /** Asks the coordinator. @param key identifies the answer */
  ask(key: string, message: FromRunner): Promise<ToRunner> {
    return new Promise((resolve) => {
      this.answers.set(key, (answer) => {
        this.answers.delete(key);
        resolve(answer);
      });
      this.post(message);
    });
  }

  /** Sends what was recorded, at most every 50 ms; a timer sends the rest. Posting works from a busy loop too. */
  flushSoon(now = this.now()): void {
    if (now - this.lastFlush >= FLUSH_MS) this.flush(now);
    else this.flushTimer ??= this.rawClock.after(FLUSH_MS, () => this.flush());
  }

  flush(now = this.now()): void {
    this.lastFlush = now;
    this.flushTimer?.();
    this.flushTimer = undefined;
    if (this.recorder.pending === 0 || this.isResting) return;
    const flush = { ...this.recorder.take(), results: this.results?.take() };
    this.post({ type: "flush", flush }, flush.batch ? [flush.batch.rows.buffer as ArrayBuffer] : []);
  }

  /** Posts a single call together with those that are made right after it. @param failed it cannot be posted */
  postCall(call: CallMessage, failed: (error: unknown) => void): void {
    this.calls.add(call, failed);
  }

  receive(message: Exclude<ToRunner, { type: "chunks" | "all" | "succeeded" }>): void {
    switch (message.type) {
      case "directCallPort":
        serveDirectCalls(this, message.port);
        return;
      case "leaseGranted":
        this.direct ??= new DirectCaller(this);
        this.direct.granted(message);
        return;
      case "leaseRecalled":
        this.direct?.recalled(message.chunk);
        return;
      case "leaseRevoked":
        this.direct?.revoked(message.chunk, message.error);
        return;
      case "report":
        if (!this.isLoading) this.post(reportWaiting(this, message.req));
        return;
      case "skip":
        this.chunks.get(message.chunk)?.cancel();
        return;
    }
    const key =
      message.type === "part" || message.type === "settled"
        ? `call ${message.call}`
        : `${message.type} ${message.req}`;
    this.answers.get(key)?.(message);
  }
}

/** The span that makes a call. @throws FanoutError where there is none, or its calls would be nested too deep */
export function requireSpan(thread: Thread, span: SpanContext | null, what: string): SpanContext {
  if (!span)
    throw new FanoutError(
      thread.isLoading
        ? `${what} was called while the module loaded. Call it inside a workflow, a dynamic task or a task.`
        : `${what} was called where Fanout cannot know which call it belongs to, for example in a callback that the browser calls. Call it from the body of a workflow or task: wait for the callback with a promise, then call it.`,
    );
  if (!Number.isNaN(span.ended) && !span.isCancelled)
    throw new FanoutError(
      `${what} was called after ${span.place.name} had ended. Await what calls it before ${span.place.name} returns.`,
    );
  if (span.place.depth + 1 > MAX_DEPTH)
    throw new FanoutError(`${what}: calls are nested more than ${MAX_DEPTH} levels deep`);
  return span;
}
