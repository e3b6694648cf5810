import { CountedClock } from "@/lib/base/counted-clock";
import { getOrCreate } from "@/lib/base/get-or-create";
import type { ChunkRule } from "@/lib/model/settings";
import type { CallMessage, Scope } from "@/lib/protocol/calls";
import type { TrainOutcome } from "@/lib/protocol/chunks";
import type { BodyEntered, FromRunner } from "@/lib/protocol/from-runner";
import { payloadLength } from "@/lib/runner/remote/payload";
import type { Host } from "../host";
import { strategyOf } from "../strategies";
import type { EngineWorker } from "../workers/worker";
import type { WorkerSet } from "../workers/worker-set";
import { ActiveCalls } from "./active-calls";
import { ActiveChunks } from "./active-chunk";
import { Completions, type CompletionsContext } from "./completions";
import { DirectCalls } from "./direct-calls";
import { Dispatch } from "./dispatch";
import { DurationEstimates } from "./duration-estimate";
import { MemoizedResults } from "./memoized";
import { Ownership } from "./ownership";
import { PendingCall } from "./pending-call";
import { SharedPlaces } from "./shared-places";
import { Watchdogs } from "./watchdogs";

type PlacesMessage = Extract<FromRunner, { readonly type: "share" | "take" | "free" | "lend" | "recover" }>;

/** What the scheduler needs of its trial. */
export interface SchedulerContext extends CompletionsContext {
  readonly host: Pick<Host, "channel">;
  readonly chunkRule: ChunkRule;
  /** Spans of the trial, and what happens past them. */
  readonly maxSpans: number;
  readonly workers: WorkerSet;
  readonly prior: ReadonlyMap<number, unknown>;
  /** Of the code of tasks, by name. */
  readonly versions: Readonly<Record<string, string>>;
  exceeded(): void;
  /** A worker has answered. */
  progressed(): void;
  /** A body holds its worker past its timeout. */
  timedOut(worker: EngineWorker, body: BodyEntered): void;
  /** The program ends a worker. */
  stopped(worker: EngineWorker): void;
}

/** Runs calls on workers. Calls enter here; dispatch.ts decides what runs next, completions.ts handles what comes back. */
export class Scheduler {
  readonly calls = new ActiveCalls();
  readonly chunks = new ActiveChunks();
  readonly watchdogs: Watchdogs;
  readonly sharedPlaces: SharedPlaces;
  readonly dispatch: Dispatch;
  readonly completions: Completions;
  readonly ownership: Ownership;
  private readonly memoized: MemoizedResults;
  private readonly directCalls: DirectCalls;

  private readonly clock: CountedClock;
  private readonly context: SchedulerContext;

  constructor(given: SchedulerContext) {
    const { calls, chunks } = this;
    this.clock = new CountedClock(given.clock);
    const context = { ...given, clock: this.clock };
    this.context = context;
    const { clock, workers, chunkRule } = context;
    const estimates = new DurationEstimates();
    this.directCalls = new DirectCalls(context.host, clock, workers, chunks, calls);
    this.ownership = new Ownership(chunks, this.directCalls);
    this.watchdogs = new Watchdogs(clock, context.timedOut);
    this.dispatch = new Dispatch(chunkRule, clock, workers, chunks, estimates, this.directCalls, {
      answered: (chunk, answer) => {
        context.progressed();
        this.completions.answered(chunk, answer);
      },
    });
    this.sharedPlaces = new SharedPlaces(this.dispatch.limits);
    this.completions = new Completions(
      context,
      calls,
      chunks,
      this.ownership,
      this.dispatch,
      this.directCalls,
      estimates,
    );
    this.memoized = new MemoizedResults(
      context.prior,
      context.versions,
      context.cache,
      calls,
      this.completions,
      context.recording,
    );
  }

  /** Timers that are to come: before retries, and for timeouts. */
  get timers(): number {
    return this.clock.pending;
  }

  /** No further chunk is sent and no answer given. */
  stop(): void {
    this.dispatch.stop();
    this.watchdogs.stop();
    this.completions.stop();
    for (const pending of this.calls.all) pending.closed = true;
  }

  submit(call: CallMessage, caller: EngineWorker): void {
    // A runner runs inline calls itself; only a forged message asks for one here.
    if (strategyOf(call.strategy).runs === "inline" || !this.mayAdd(call, caller)) return;
    const pending = this.add(call, caller);
    const pool = this.context.poolFor(pending);
    if (this.memoized.concerns(pending)) this.memoized.lookUp(pending, pool);
    this.completions.proceed(pending, pool);
  }

  /** What a train's worker says of its chunks. */
  train(worker: EngineWorker, outcomes: readonly TrainOutcome[], unstarted: readonly number[]): void {
    const callers = new Set<EngineWorker>();
    for (const { chunk } of outcomes) {
      const caller = this.chunks.get(worker, chunk)?.pending.caller;
      if (caller) callers.add(caller);
    }
    for (const caller of callers) caller.hold();
    for (const { chunk: id, outcome, error } of outcomes) {
      const chunk = this.chunks.get(worker, id);
      if (!chunk?.train) continue;
      this.completions.answered(
        chunk,
        error === undefined ? { ok: true, value: outcome } : { ok: false, error: new Error(error) },
      );
    }
    for (const id of unstarted) {
      const chunk = this.chunks.get(worker, id);
      if (chunk?.train) this.completions.unstarted(chunk);
    }
    for (const caller of callers) caller.release();
  }

  /** A process. @param exported the exported function that it runs, if it is no task */
  submitProcess(call: CallMessage, exported: string | undefined, caller: EngineWorker): void {
    if (!this.mayAdd(call, caller)) return;
    const pending = this.add(call, caller);
    pending.exported = exported;
    this.completions.proceed(pending, this.context.poolFor(pending));
  }

  private add(call: CallMessage, caller: EngineWorker): PendingCall {
    const pending = new PendingCall(call, caller);
    this.calls.add(pending);
    this.dispatch.suspend(this.chunks.get(caller, call.chunk));
    return pending;
  }

  /** Span ids belong to their worker, so that none can speak for another; and the spans of a trial are bounded. */
  private mayAdd(call: CallMessage, caller: EngineWorker): boolean {
    if (!this.ownership.mayCall(caller, call) || this.calls.get(call.id)) return false;
    if (this.calls.total + payloadLength(call.payload) <= this.context.maxSpans) return true;
    this.context.exceeded();
    return false;
  }

  /** Places of inline bodies, and of bodies that wait for some, under declared limits. */
  places(worker: EngineWorker, message: PlacesMessage): void {
    const grant = (req: number) => worker.post({ type: "granted", req });
    const isAllowed = ({ id }: Scope) => this.ownership.mayLimit(worker, id);
    switch (message.type) {
      case "share":
        if (isAllowed(message.scope)) this.sharedPlaces.share(worker, message.scope, message.used);
        break;
      case "take": {
        const { req, scopes, depth, resumes } = message;
        this.sharedPlaces.take(worker, scopes.filter(isAllowed), depth, resumes, () => grant(req));
        break;
      }
      case "free":
        this.sharedPlaces.free(worker, message.scopes);
        break;
      case "lend":
        this.dispatch.lend(this.chunks.get(worker, message.chunk));
        break;
      case "recover":
        this.dispatch.recover(this.chunks.get(worker, message.chunk), () => grant(message.req));
        break;
    }
  }

  cancel(ids: readonly number[], caller: EngineWorker): void {
    for (const id of ids) {
      const pending = this.calls.get(id);
      if (!pending || pending.settled || pending.caller !== caller) continue;
      pending.cancelled = true;
      this.completions.close(pending);
    }
  }

  /** Skips what has not started, and ends the workers that run the rest. @param environment its idle workers are ended too */
  end(ids: readonly number[], environment: string | undefined, caller: EngineWorker): void {
    const workers = new Set<EngineWorker>();
    for (const id of ids) {
      const pending = this.calls.get(id);
      if (!pending || pending.settled || pending.caller !== caller) continue;
      for (const { worker } of this.chunks.ofCall(pending)) workers.add(worker);
    }
    this.cancel(ids, caller);
    const pool =
      environment === undefined ? undefined : this.context.workers.closePool(`environment ${environment}`);
    for (const worker of pool?.workers ?? []) if (worker.isIdle) workers.add(worker);
    for (const worker of workers) if (worker.role !== "driver") this.context.stopped(worker);
  }

  /** Results of a chunk that still runs, for a caller that takes them one by one. */
  streamed(
    worker: EngineWorker,
    { chunk: id, offsets, values }: Extract<FromRunner, { type: "results" }>,
  ): void {
    const chunk = this.chunks.get(worker, id);
    if (!chunk?.pending.call.options.stream) return;
    const { call, caller } = chunk.pending;
    offsets.forEach((offset, i) => {
      if (offset >= chunk.count) return;
      const payload = { form: "list", list: [values[i]] } as const;
      caller.post({ type: "part", call: call.id, index: chunk.from + offset, payload });
    });
  }

  /** A result inside an item, which its next attempt takes over. */
  checkpoint(worker: EngineWorker, span: number, key: string, value: unknown): void {
    const pending = this.ownership.chunkOf(worker, span)?.pending;
    if (!pending) return;
    getOrCreate(pending.checkpoints, span - pending.firstItem, () => new Map()).set(key, value);
  }

  /** The driver gave a leased slot back. */
  returned(driver: EngineWorker, id: number, calls: number): void {
    const lease = this.directCalls.returned(driver, id, calls);
    if (!lease) return;
    this.dispatch.freeSlot(lease);
    this.dispatch.pump(lease.pool);
  }
}
