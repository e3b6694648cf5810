import type { Clock } from "@/lib/base/clock";
import { reasonOf } from "@/lib/base/text-of";
import type { Payload } from "@/lib/protocol/calls";
import type { ChunkFailure, ChunkOutcome } from "@/lib/protocol/chunks";
import type { BodyEntered } from "@/lib/protocol/from-runner";
import type { WireError } from "@/lib/protocol/wire-error";
import { payloadLength, slicePayload, transferables } from "@/lib/runner/remote/payload";
import { retryDelayMs } from "@/lib/sdk/policy/retry";
import type { Cache } from "../cache";
import type { Answer } from "../host";
import type { Recording } from "../recording";
import type { CompletedResults } from "../results";
import { checkOutcome } from "../validate/outcome";
import type { EngineWorker, WorkerPool } from "../workers/worker";
import type { ActiveCalls } from "./active-calls";
import type { ActiveChunk, ActiveChunks } from "./active-chunk";
import type { DirectCalls } from "./direct-calls";
import type { Dispatch } from "./dispatch";
import type { DurationEstimates } from "./duration-estimate";
import type { Ownership } from "./ownership";
import type { PendingCall, SingleItem } from "./pending-call";

const NONE: ReadonlyMap<number, ChunkFailure> = new Map();

/** What completions need from their trial. */
export interface CompletionsContext {
  readonly clock: Clock;
  readonly random: () => number;
  readonly recording: Recording;
  readonly results: CompletedResults;
  readonly cache: Cache;
  poolFor(pending: PendingCall): WorkerPool;
  /** A fresh worker has done what it was started for. */
  finished(worker: EngineWorker): void;
}

/** Handles what comes back from workers: results, failures, retries, lost workers. Settles calls. */
export class Completions {
  private stopped = false;

  constructor(
    private readonly context: CompletionsContext,
    private readonly calls: ActiveCalls,
    private readonly chunks: ActiveChunks,
    private readonly ownership: Ownership,
    private readonly dispatch: Dispatch,
    private readonly directCalls: DirectCalls,
    private readonly estimates: DurationEstimates,
  ) {}

  /** No further answer is given. */
  stop(): void {
    this.stopped = true;
  }

  answered(chunk: ActiveChunk, answer: Answer): void {
    if (this.stopped || !this.chunks.has(chunk)) return;
    if (!answer.ok) this.broken(chunk, answer.error);
    else if (checkOutcome(answer.value, chunk.count)) this.completed(chunk, answer.value);
    else this.broken(chunk, new Error("the worker returned an invalid result"));
  }

  private completed(chunk: ActiveChunk, outcome: ChunkOutcome): void {
    const { pending, worker, from } = chunk;
    const { call } = pending;
    // First: it speaks for its items only while it has them.
    const recorded = this.ownership.ofWorker(worker, outcome);
    this.leave(chunk);
    this.context.recording.outcome(recorded, worker.id, call.map ? undefined : pending);
    const { ran } = outcome;
    this.estimates.add(call.task, call.map, ran, outcome.ms);
    const failed =
      outcome.failures.length === 0 ? NONE : new Map(outcome.failures.map((one) => [one.offset, one]));
    // First: a failure too many closes the call, which then skips what was not started.
    for (let at = ran; at < chunk.count; at++) this.requeue(pending, from + at, chunk.attempt);
    for (let at = 0; at < ran; ) {
      const failure = failed.get(at);
      if (failure) {
        const { attempt, error, retryAfterMs } = failure;
        this.failed(pending, from + at, Math.max(chunk.attempt, attempt), error, { retryAfterMs });
        at++;
        continue;
      }
      let end = at + 1;
      while (end < ran && !failed.has(end)) end++;
      const isWhole = failed.size === 0 && ran === payloadLength(outcome.payload);
      const payload = isWhole ? outcome.payload : slicePayload(outcome.payload, at, end);
      this.keep(pending, from + at, end - at, payload);
      at = end;
    }
    this.proceed(pending, chunk.pool);
  }

  /** An item that is to be sent alone; of a closed call it is skipped. */
  private requeue(pending: PendingCall, index: number, attempt: number): void {
    if (pending.closed) this.skip(pending, index, attempt);
    else pending.singles.push({ index, attempt });
  }

  private skip(pending: PendingCall, index: number, attempt: number): void {
    const { recording, cache } = this.context;
    const key = pending.call.cacheKeys?.[index];
    if (key !== undefined) cache.fail(key, pending);
    recording.notRun(pending, index, 1, "skipped", { attempt });
    this.calls.total--;
  }

  /** The runner failed, not a body: all items of the chunk fail. */
  private broken(chunk: ActiveChunk, error: unknown): void {
    this.leave(chunk);
    const { pending } = chunk;
    const wire: WireError = {
      name: "FanoutError",
      message: reasonOf(error),
      path: [...pending.call.trail, pending.call.task],
    };
    for (let at = 0; at < chunk.count; at++) {
      this.context.recording.notRun(pending, chunk.from + at, 1, "failed", { error: wire });
      this.failed(pending, chunk.from + at, Number.MAX_SAFE_INTEGER, wire);
    }
    this.proceed(pending, chunk.pool);
  }

  /** A chunk of a train that its worker gives back: its call is sent alone. */
  unstarted(chunk: ActiveChunk): void {
    if (this.stopped) return;
    this.leave(chunk);
    this.requeue(chunk.pending, chunk.from, chunk.attempt);
    this.proceed(chunk.pending, chunk.pool);
  }

  private leave(chunk: ActiveChunk): void {
    this.dispatch.leave(chunk);
    const { worker } = chunk;
    const endsWithIt = worker.role === "op" || worker.role === "process";
    if (endsWithIt && worker.held === 0) this.context.finished(worker);
  }

  /**
   * A worker is gone: its chunks are interrupted, and the calls that its bodies made are closed.
   * @param late the body for whose timeout it was ended: only that one fails, the others run again
   */
  workerGone(worker: EngineWorker, error: WireError, late?: BodyEntered): void {
    const lease = this.directCalls.lost(worker, late ? undefined : error);
    if (lease) this.dispatch.freeSlot(lease);
    const lost = this.chunks.of(worker);
    for (const chunk of lost) this.dispatch.leave(chunk);
    for (const pending of this.calls.all) {
      if (pending.caller === worker && !pending.settled) {
        pending.cancelled = true;
        this.close(pending);
      }
    }
    for (const chunk of lost) {
      const { pending } = chunk;
      if (late) {
        this.interruptedBy(late, chunk, error);
        continue;
      }
      this.context.recording.interrupted(chunk, 0, chunk.count, "interrupted", error);
      for (let at = 0; at < chunk.count; at++) {
        const index = chunk.from + at;
        // Which item took the worker down is unknown: each is tried again alone, and that uses up no retry.
        if (chunk.count > 1 || chunk.train) {
          pending.forgiven.set(index, (pending.forgiven.get(index) ?? 0) + 1);
          this.requeue(pending, index, chunk.attempt + 1);
        } else this.failed(pending, index, chunk.attempt, error, { lost: true });
      }
      this.proceed(pending, chunk.pool);
    }
    if (worker.pool) this.dispatch.pump(worker.pool);
  }

  private interruptedBy(late: BodyEntered, chunk: ActiveChunk, error: WireError): void {
    const { pending, from, count } = chunk;
    const at = late.span - pending.firstItem - from;
    for (let i = 0; i < count; i++) {
      // The body itself, or the only one that can have called it.
      if (i === at || (count === 1 && late.chunk === chunk.id)) {
        this.context.recording.interrupted(chunk, i, 1, "failed", error);
        this.failed(pending, from + i, chunk.attempt, error, { lost: true });
      } else this.requeue(pending, from + i, chunk.attempt);
    }
    this.proceed(pending, chunk.pool);
  }

  private failed(
    pending: PendingCall,
    index: number,
    attempt: number,
    error: WireError,
    /** `lost`: with its worker, so that nobody was left to retry it in place. `retryAfterMs`: as the failure itself asked. */
    { lost = false, retryAfterMs }: { readonly lost?: boolean; readonly retryAfterMs?: number } = {},
  ): void {
    const { call, strategy } = pending;
    const retriedInPlace = call.map && strategy.retries === "in place" && !lost && retryAfterMs === undefined;
    const rule = retriedInPlace ? undefined : call.options.retry;
    const spent = attempt - (pending.forgiven.get(index) ?? 0);
    if (rule && spent <= rule.maxRetries && !error.nonRecoverable && !pending.closed) {
      pending.waiting++;
      this.context.recording.attemptSettled(pending);
      const delay = retryAfterMs ?? retryDelayMs(rule, spent, this.context.random);
      this.retryLater(pending, { index, attempt: attempt + 1 }, delay, error);
      return;
    }
    this.failedFinally(pending, index, error);
  }

  private retryLater(pending: PendingCall, next: SingleItem, delay: number, error: WireError): void {
    const { clock } = this.context;
    const again = () => {
      if (!pending.delayed.delete(giveUp)) return;
      pending.waiting--;
      if (this.stopped) return;
      pending.singles.push(next);
      this.proceed(pending, this.context.poolFor(pending));
    };
    const cancel = delay > 0 ? clock.after(delay, again) : undefined;
    const giveUp = () => {
      cancel?.();
      pending.waiting--;
      this.failedFinally(pending, next.index, error);
    };
    pending.delayed.add(giveUp);
    if (!cancel) clock.soon(again);
  }

  private failedFinally(pending: PendingCall, index: number, error: WireError): void {
    const { call } = pending;
    pending.settledItems++;
    this.calls.done++;
    pending.failures.push({ index, error });
    const key = call.cacheKeys?.[index];
    if (key !== undefined) this.context.cache.fail(key, pending);
    if (call.options.stream && !pending.failed) {
      const payload = { form: "list", list: [null] } as const;
      pending.caller.post({ type: "part", call: call.id, index, payload });
    }
    if (pending.failed && !call.options.finishRunnable) this.close(pending);
  }

  private keep(pending: PendingCall, index: number, count: number, payload: Payload): void {
    const { call } = pending;
    const { cacheKeys } = call;
    const values: unknown[] = [];
    for (let i = 0; cacheKeys && i < count; i++)
      values.push(payload.form === "numbers" ? payload.numbers[i] : payload.list[i]);
    this.context.results.add(call, index, payload);
    pending.settledItems += count;
    if (pending.settledItems === pending.n && !call.options.stream) pending.lastPart = { index, payload };
    else pending.caller.post({ type: "part", call: call.id, index, payload }, transferables(payload));
    this.calls.done += count;
    // Last: it settles calls that wait for these results, this one perhaps among them.
    for (let i = 0; cacheKeys && i < count; i++)
      this.context.cache.put(cacheKeys[index + i] as string, call.task, pending, values[i]);
  }

  /** Settles a call that is finished, or queues the rest of it. */
  proceed(pending: PendingCall, pool: WorkerPool | null): void {
    if (pending.finished) this.settle(pending);
    else this.dispatch.enqueue(pending, this.context.poolFor(pending));
    if (pool) this.dispatch.pump(pool);
  }

  /** Skips the items of a call that have not started. */
  close(pending: PendingCall): void {
    if (pending.closed) return;
    pending.closed = true;
    for (const { index, attempt } of pending.singles.splice(0)) this.skip(pending, index, attempt);
    const left = pending.n - pending.next;
    if (left > 0) this.context.recording.notRun(pending, pending.next, left, "skipped");
    this.calls.total -= left;
    pending.next = pending.n;
    for (const giveUp of pending.delayed) giveUp();
    pending.delayed.clear();
    for (const { worker, id } of this.chunks.ofCall(pending)) worker.post({ type: "skip", chunk: id });
    if (pending.finished) this.settle(pending);
  }

  settle(pending: PendingCall): void {
    if (pending.settled) return;
    pending.settled = true;
    const { call, caller, lastPart } = pending;
    const error =
      pending.failed || (pending.cancelled && pending.settledItems < pending.n)
        ? (pending.failures[0]?.error ?? { name: "FanoutError", message: `${call.task} was skipped` })
        : undefined;
    const deliver = () => {
      this.context.recording.settled(pending);
      this.calls.remove(pending);
      const nulls = error ? undefined : pending.failures.map((failure) => failure.index);
      caller.post(
        { type: "settled", call: call.id, error, part: lastPart, nulls },
        lastPart ? transferables(lastPart.payload) : [],
      );
      if (caller.role === "driver")
        this.directCalls.delivered(call, caller, this.context.poolFor(pending), () => this.dispatch.nextId());
    };
    this.dispatch.resume(this.chunks.get(caller, call.chunk), deliver);
  }
}
