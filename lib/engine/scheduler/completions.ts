import { STRATEGIES } from "@/lib/model/strategy";
import type { Payload, WireError } from "@/lib/protocol/runner";
import { payloadLength, slicePayload, transferables } from "@/lib/runner/remote/values";
import { retryDelayMs } from "@/lib/sdk/policy/retry";
import type { Cache } from "../cache";
import { checkOutcome } from "../validate-message";
import type { ActiveChunk, Pool, WorkerProvider, WorkerState } from "../workers/worker-state";
import type { ActiveCalls } from "./active-calls";
import type { LeaseGrants } from "./direct-calls/lease-grants";
import type { Dispatch } from "./dispatch";
import type { DurationEstimates } from "./duration-estimate";
import type { PendingCall } from "./pending-call";
import type { Trunk } from "./trunk";

const HYBRID = STRATEGIES.indexOf("hybrid");

/** Takes what comes back from lanes: results, failures and retries, lost workers; and settles calls with it. */
export class Completions {
  private stopped = false;

  constructor(
    private readonly random: () => number,
    private readonly lanes: WorkerProvider,
    private readonly calls: ActiveCalls,
    private readonly dispatch: Dispatch,
    private readonly lending: LeaseGrants,
    private readonly paces: DurationEstimates,
    private readonly cache: Cache,
    private readonly trunk: Trunk,
  ) {}

  /** No further answer is given. */
  stop(): void {
    this.stopped = true;
  }

  outcome(chunk: ActiveChunk, outcome: unknown): void {
    if (this.stopped || !chunk.lane.chunks.has(chunk.id)) return;
    if (!checkOutcome(outcome, chunk.count)) {
      this.broken(chunk, new Error("its worker gave an answer that is no result"));
      return;
    }
    const { fanout, lane, from } = chunk;
    const { call } = fanout;
    const now = this.trunk.now();
    this.dispatch.leave(chunk);
    if (isOp(lane) && lane.chunks.size === 0) this.lanes.end(lane, "finished");
    this.trunk.record(outcome, lane.id, now, call.map ? undefined : fanout);
    const { ran } = outcome;
    if (call.map) this.paces.add(call.task, ran, outcome.ms);
    const failed = new Set(outcome.failures.map((failure) => failure.offset));
    for (let at = 0; at < ran; ) {
      if (failed.has(at)) {
        at++;
        continue;
      }
      let end = at + 1;
      while (end < ran && !failed.has(end)) end++;
      this.keep(
        fanout,
        from + at,
        end - at,
        failed.size === 0 && ran === payloadLength(outcome.payload)
          ? outcome.payload
          : slicePayload(outcome.payload, at, end),
      );
      at = end;
    }
    for (const failure of outcome.failures)
      this.failed(fanout, from + failure.offset, failure.attempt, failure.error);
    for (let at = ran; at < chunk.count; at++)
      fanout.singles.push({ index: from + at, attempt: chunk.attempt });
    this.proceed(fanout, chunk.pool);
  }

  /** The runner's code failed around a chunk, not in a body: its items fail with that. */
  broken(chunk: ActiveChunk, error: unknown): void {
    if (this.stopped || !chunk.lane.chunks.has(chunk.id)) return;
    this.dispatch.leave(chunk);
    const { fanout, lane } = chunk;
    if (isOp(lane) && lane.chunks.size === 0) this.lanes.end(lane, "finished");
    const wire: WireError = {
      name: "FanoutError",
      message: error instanceof Error ? error.message : String(error),
      path: [...fanout.call.trail, fanout.call.task],
    };
    for (let at = 0; at < chunk.count; at++) {
      this.trunk.unrun(fanout, chunk.from + at, 1, "failed", wire);
      this.failed(fanout, chunk.from + at, Number.MAX_SAFE_INTEGER, wire);
    }
    this.proceed(fanout, chunk.pool);
  }

  /** A lane is gone. What it held was interrupted; calls that its bodies made are of no use any more. */
  laneGone(lane: WorkerState, error: WireError, timedOut: boolean): void {
    this.lending.lost(lane, error);
    const lost = [...lane.chunks.values()];
    for (const chunk of lost) this.dispatch.leave(chunk);
    for (const fanout of this.calls.active) {
      if (fanout.caller === lane && !fanout.settled) {
        fanout.cancelled = true;
        this.close(fanout);
      }
    }
    for (const chunk of lost) {
      const { fanout } = chunk;
      this.trunk.interrupted(chunk, timedOut ? "failed" : "interrupted", error);
      for (let at = 0; at < chunk.count; at++) {
        const index = chunk.from + at;
        // Which item of a chunk took the worker down is not known: they are tried again, each by itself, at no cost of a retry.
        if (chunk.count > 1) {
          fanout.forgiven.set(index, (fanout.forgiven.get(index) ?? 0) + 1);
          fanout.singles.push({ index, attempt: chunk.attempt + 1 });
        } else this.failed(fanout, index, chunk.attempt, error, true);
      }
      this.proceed(fanout, chunk.pool);
    }
    if (lane.pool) this.dispatch.pump(lane.pool);
  }

  /** @param lost with its worker: there was nobody left to retry it inside its chunk, as hybrid does otherwise. */
  private failed(fanout: PendingCall, index: number, attempt: number, error: WireError, lost = false): void {
    const { call } = fanout;
    const rule = call.strategy === HYBRID && call.map && !lost ? undefined : call.options.retry;
    const spent = attempt - (fanout.forgiven.get(index) ?? 0);
    if (rule && spent <= rule.maxRetries && !error.nonRecoverable && !fanout.closed) {
      fanout.waiting++;
      const again = () => {
        fanout.waiting--;
        if (this.stopped) return;
        if (!fanout.closed) fanout.singles.push({ index, attempt: attempt + 1 });
        this.proceed(fanout, this.lanes.poolFor(fanout.call));
      };
      const delay = retryDelayMs(rule, spent, this.random);
      if (delay > 0) setTimeout(again, delay);
      else queueMicrotask(again);
      return;
    }
    fanout.settledItems++;
    this.calls.done++;
    fanout.failures.push({ index, error });
    const key = fanout.call.cacheKeys?.[index];
    if (key !== undefined) this.cache.fail(key);
    if (fanout.failed && !fanout.call.options.finishRunnable) this.close(fanout);
  }

  private keep(fanout: PendingCall, index: number, count: number, payload: Payload): void {
    const { call } = fanout;
    const { cacheKeys } = call;
    const values: unknown[] = [];
    for (let i = 0; cacheKeys && i < count; i++)
      values.push(payload.form === "numbers" ? payload.numbers[i] : payload.list[i]);
    this.trunk.collect(call, index, payload);
    fanout.settledItems += count;
    if (fanout.settledItems === fanout.n && !call.options.stream) fanout.lastPart = { index, payload };
    else
      this.trunk.answer(
        fanout.caller,
        { type: "part", call: call.id, index, payload },
        transferables(payload),
      );
    this.calls.done += count;
    // Last: it settles calls that wait for these results, this one perhaps among them.
    for (let i = 0; cacheKeys && i < count; i++)
      this.cache.put(cacheKeys[index + i] as string, call.task, values[i]);
  }

  /** After news of a call: settles it, or has the rest of it sent. */
  proceed(fanout: PendingCall, pool: Pool | null): void {
    if (fanout.finished) this.settle(fanout);
    else this.dispatch.enqueue(fanout, this.lanes.poolFor(fanout.call));
    if (pool) this.dispatch.pump(pool);
  }

  close(fanout: PendingCall): void {
    if (fanout.closed) return;
    fanout.closed = true;
    for (const single of fanout.singles.splice(0)) {
      if (fanout.call.cacheKeys) this.cache.fail(fanout.call.cacheKeys[single.index] as string);
      this.trunk.unrun(fanout, single.index, 1, "skipped", undefined, 0, single.attempt);
    }
    if (fanout.next < fanout.n)
      this.trunk.unrun(fanout, fanout.next, fanout.n - fanout.next, "skipped", undefined);
    this.calls.total -= fanout.n - fanout.next;
    fanout.next = fanout.n;
    if (fanout.finished) this.settle(fanout);
  }

  settle(fanout: PendingCall): void {
    if (fanout.settled) return;
    fanout.settled = true;
    const { call, caller, lastPart } = fanout;
    const error =
      fanout.failed || (fanout.cancelled && fanout.settledItems < fanout.n)
        ? (fanout.failures[0]?.error ?? { name: "FanoutError", message: `${call.task} was skipped` })
        : undefined;
    const deliver = () => {
      this.trunk.settled(fanout, error !== undefined);
      this.calls.remove(fanout);
      this.trunk.answer(
        caller,
        {
          type: "settled",
          call: call.id,
          error,
          part: lastPart,
          nulls: error ? undefined : fanout.failures.map((failure) => failure.index),
        },
        lastPart ? transferables(lastPart.payload) : [],
      );
      if (caller.role === "driver") this.lending.after(call, caller);
    };
    this.dispatch.resume(caller.chunks.get(call.chunk), deliver);
  }
}

/** Lanes that end with what they were started for. */
const isOp = (lane: WorkerState): boolean => lane.role === "op" || lane.role === "process";
