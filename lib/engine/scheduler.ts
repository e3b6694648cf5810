import { MAX_SPANS } from "@/lib/sdk/policy/bounds";
import { itemPath } from "@/lib/sdk/policy/hash";
import { retryDelayMs } from "@/lib/sdk/policy/retry";
import { packList, payloadLength, slicePayload, transferables } from "@/lib/sdk/runtime/values";
import type { CallMessage, Payload, WireError } from "@/lib/sdk/wire";
import { FLAG_CACHED, FLAG_REPLAYED, ID_SPACE, STRATEGIES } from "@/lib/trace/rows";
import type { CacheTable } from "./cache-table";
import { checkOutcome } from "./check";
import { chunkMessage } from "./chunk-message";
import { chunkSize } from "./chunking";
import { Fanout } from "./fanout";
import type { ChunkRun, LaneState, Pool, Resume } from "./lanes";
import { Limits } from "./limits";
import { Loans } from "./loans";
import { Paces } from "./paces";
import type { Trunk } from "./trunk";

const DYNAMIC = STRATEGIES.indexOf("dynamic");
const POOLED = STRATEGIES.indexOf("pooled");
const HYBRID = STRATEGIES.indexOf("hybrid");
const DYNAMIC_KIND = 2;
/** Over a task's time-out a worker that does not answer is ended; this much later than it should have said so itself, ms. */
const GRACE_MS = 500;

export interface SchedulerSettings {
  readonly chunk: number | "auto" | "python";
  readonly random: () => number;
}

/** The lanes that the scheduler has chunks carried out on. */
export interface Lanes {
  poolFor(call: CallMessage): Pool;
  /** A lane of a pool with a free slot that is ready, or undefined. */
  free(pool: Pool): LaneState | undefined;
  /** Whether another worker may be started. */
  canOpen(): boolean;
  /** A fresh lane for one chunk. */
  open(pool: Pool, label: string): LaneState;
  /** Ends a lane for good. */
  end(lane: LaneState, how: "finished" | "timeout" | "died"): void;
}

/** Carries out calls on lanes: queues, chunks, limits, retries, partial success. The one place that decides what runs next. */
export class Scheduler {
  readonly limits = new Limits();
  readonly active = new Set<Fanout>();
  private readonly byId = new Map<number, Fanout>();
  private chunks = 0;
  private readonly paces = new Paces();
  private readonly loans = new Loans();
  private stopped = false;
  done = 0;
  total = 0;

  constructor(
    private readonly settings: SchedulerSettings,
    private readonly lanes: Lanes,
    private readonly cache: CacheTable,
    private readonly prior: ReadonlyMap<number, unknown>,
    private readonly trunk: Trunk,
  ) {}

  /** No further chunk is sent and no answer given. */
  stop(): void {
    this.stopped = true;
    for (const fanout of this.active) fanout.closed = true;
  }

  submit(call: CallMessage, caller: LaneState): void {
    if (!this.mayAdd(call, caller)) return;
    const fanout = new Fanout(call, caller);
    this.byId.set(call.id, fanout);
    this.active.add(fanout);
    this.total += fanout.n;
    this.suspend(caller.chunks.get(call.chunk));
    const pool = this.lanes.poolFor(call);
    if (call.cacheKeys || this.prior.size > 0) this.lookUp(fanout);
    if (fanout.finished) {
      this.settle(fanout);
      return;
    }
    this.enqueue(fanout, pool);
    this.pump(pool);
  }

  /** A call whose one lane was started for it by the program itself. */
  adopt(
    call: CallMessage,
    caller: LaneState,
    pool: Pool,
    lane: LaneState,
    exported: string | undefined,
  ): void {
    const fanout = new Fanout(call, caller);
    fanout.exported = exported;
    this.byId.set(call.id, fanout);
    this.active.add(fanout);
    this.total++;
    this.suspend(caller.chunks.get(call.chunk));
    this.send(fanout, lane, pool);
  }

  /** Span ids are given out by lane, so that none can speak for another; and the spans of a run are bounded. */
  mayAdd(call: CallMessage, caller: LaneState): boolean {
    if (Math.floor(call.id / ID_SPACE) !== caller.id || this.byId.has(call.id)) return false;
    if (this.total + payloadLength(call.payload) <= MAX_SPANS) return true;
    this.trunk.exceeded();
    return false;
  }

  cancel(ids: readonly number[], caller: LaneState): void {
    for (const id of ids) {
      const fanout = this.byId.get(id);
      if (!fanout || fanout.settled || fanout.caller !== caller) continue;
      fanout.cancelled = true;
      this.close(fanout);
    }
  }

  checkpoint(span: number, key: string, value: unknown): void {
    for (const fanout of this.active) {
      const index = span - fanout.firstItem;
      if (index < 0 || index >= fanout.n) continue;
      const kept = fanout.checkpoints.get(index) ?? new Map<string, unknown>();
      kept.set(key, value);
      fanout.checkpoints.set(index, kept);
      return;
    }
  }

  /** A body began to wait for something that another lane does: it gives up its slot. */
  suspend(chunk: ChunkRun | undefined): void {
    if (!chunk || chunk.outstanding++ > 0) return;
    this.freeSlot(chunk);
    this.pump(chunk.pool);
  }

  /** What it waited for is there; `deliver` is called once it has its slot again. */
  resume(chunk: ChunkRun | undefined, deliver: () => void): void {
    if (!chunk || --chunk.outstanding > 0) {
      deliver();
      return;
    }
    const { pool } = chunk;
    const resume = { chunk, deliver };
    if (pool.role === "op") pool.resumes.push(chunk.fanout.call.depth, resume);
    else chunk.lane.resumes.push(resume);
    this.pump(pool);
  }

  /** Sends what can be sent. */
  pump(pool: Pool): void {
    if (this.stopped) return;
    if (pool.role === "pool") this.pumpPool(pool);
    else this.pumpOps(pool);
  }

  private pumpPool(pool: Pool): void {
    for (const lane of pool.lanes) {
      while (lane.alive && lane.used < pool.concurrency && lane.resumes.length > 0)
        this.tryResume(lane.resumes.shift() as Resume, pool);
    }
    for (let lane = this.lanes.free(pool); lane; lane = this.lanes.free(pool)) {
      const fanout = this.nextReady(pool);
      if (!fanout) return;
      this.send(fanout, lane, pool);
    }
    const lent = this.loans.current;
    if (lent && (pool.ready.length > 0 || lent.lane.resumes.length > 0)) {
      const chunk = this.loans.recall(pool);
      if (chunk) this.trunk.answer(chunk.fanout.caller, { t: "recall", chunk: chunk.id }, []);
    }
  }

  private pumpOps(pool: Pool): void {
    while (pool.running < pool.size) {
      const resume = pool.resumes.shift();
      if (resume) {
        if (resume.chunk.lane.alive) this.tryResume(resume, pool);
        else this.limits.passOn(resume.chunk.scopes);
        continue;
      }
      if (!this.lanes.canOpen() && pool.running > 0) return;
      const fanout = this.nextReady(pool);
      if (!fanout) return;
      // At the bound of workers alive with none running, every one waits for a nested call: run it in the one that made it.
      this.send(fanout, this.lanes.canOpen() ? this.lanes.open(pool, fanout.call.task) : fanout.caller, pool);
    }
  }

  private tryResume(resume: Resume, pool: Pool): void {
    const { chunk } = resume;
    const again = () => {
      if (!chunk.lane.alive) return this.limits.passOn(chunk.scopes);
      if (pool.role === "op") pool.resumes.push(chunk.fanout.call.depth, resume);
      else chunk.lane.resumes.push(resume);
      this.pump(pool);
    };
    if (
      !this.limits.take(
        { depth: chunk.fanout.call.depth, scopes: chunk.scopes, wake: again },
        true,
        chunk.fanout.call.strategy === POOLED,
      )
    )
      return;
    chunk.lane.used++;
    pool.running++;
    resume.deliver();
  }

  /** The next call that can send a chunk now, holding its place under its limits. */
  private nextReady(pool: Pool): Fanout | undefined {
    for (let fanout = pool.ready.shift(); fanout; fanout = pool.ready.shift()) {
      const candidate = fanout;
      candidate.queued = false;
      const { call } = candidate;
      if (!candidate.hasPending || candidate.windowFull) {
        this.limits.passOn(call.scopes);
        continue;
      }
      candidate.queued = true;
      const wake = () => {
        candidate.queued = false;
        this.enqueue(candidate, pool);
        if (!candidate.queued) this.limits.passOn(call.scopes);
        this.pump(pool);
      };
      if (
        !this.limits.take({ depth: call.depth, scopes: call.scopes, wake }, false, call.strategy === POOLED)
      )
        continue;
      candidate.queued = false;
      return candidate;
    }
    return undefined;
  }

  private enqueue(fanout: Fanout, pool: Pool): void {
    if (fanout.queued || !fanout.hasPending || fanout.windowFull) return;
    fanout.queued = true;
    pool.ready.push(fanout.call.depth, fanout);
  }

  private send(fanout: Fanout, lane: LaneState, pool: Pool): void {
    const { call } = fanout;
    const single = fanout.singles.shift();
    const from = single?.index ?? fanout.next;
    const count = single ? 1 : this.countFor(fanout, pool);
    const attempt = single?.attempt ?? 1;
    if (!single) fanout.next += count;
    fanout.inflight++;
    lane.used++;
    pool.running++;
    const now = this.trunk.now();
    const chunk: ChunkRun = {
      id: ++this.chunks,
      pool,
      fanout,
      from,
      count,
      attempt,
      lane,
      scopes: call.scopes,
      dispatched: now,
      outstanding: 0,
      watchdog: undefined,
      announced: false,
    };
    lane.chunks.set(chunk.id, chunk);
    if (Number.isNaN(fanout.dispatched)) fanout.dispatched = now;
    fanout.lane = lane.id;
    const message = chunkMessage(chunk);
    if (call.options.timeoutMs !== undefined) {
      chunk.watchdog = setTimeout(
        () => this.lanes.end(lane, "timeout"),
        call.options.timeoutMs + GRACE_MS + (lane.isReady ? 0 : 2_000),
      );
    }
    this.trunk.run(lane, message).then(
      (outcome) => this.onOutcome(chunk, outcome),
      (error: unknown) => this.onBroken(chunk, error),
    );
    this.enqueue(fanout, pool);
  }

  private countFor(fanout: Fanout, pool: Pool): number {
    const { call } = fanout;
    const remaining = fanout.n - fanout.next;
    if (!call.map || call.strategy === DYNAMIC || call.options.timeoutMs !== undefined) return 1;
    const rule = call.options.chunkSize ?? this.settings.chunk;
    const window = call.options.concurrency || Number.POSITIVE_INFINITY;
    const slots = Math.max(1, Math.min(pool.slots, window));
    if (call.strategy === HYBRID && rule === "auto") return Math.min(remaining, Math.ceil(fanout.n / slots));
    if (rule === "auto" && call.kind === DYNAMIC_KIND) return 1;
    return chunkSize(rule, {
      n: fanout.n,
      remaining,
      slots,
      meanMs: this.paces.meanMs(call.task),
    });
  }

  private freeSlot(chunk: ChunkRun): void {
    const { lane, fanout } = chunk;
    lane.used--;
    chunk.pool.running--;
    this.limits.release(chunk.scopes, fanout.call.strategy === POOLED);
  }

  private leave(chunk: ChunkRun): void {
    clearTimeout(chunk.watchdog);
    chunk.lane.chunks.delete(chunk.id);
    chunk.fanout.inflight--;
    if (chunk.outstanding === 0) this.freeSlot(chunk);
  }

  private onOutcome(chunk: ChunkRun, outcome: unknown): void {
    if (this.stopped || !chunk.lane.chunks.has(chunk.id)) return;
    if (!checkOutcome(outcome, chunk.count)) {
      this.onBroken(chunk, new Error("its worker gave an answer that is no result"));
      return;
    }
    const { fanout, lane, from } = chunk;
    const { call } = fanout;
    const now = this.trunk.now();
    this.leave(chunk);
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
      this.onFailure(fanout, from + failure.offset, failure.attempt, failure.error);
    for (let at = ran; at < chunk.count; at++)
      fanout.singles.push({ index: from + at, attempt: chunk.attempt });
    this.proceed(fanout, chunk.pool);
  }

  /** The runner's code failed around a chunk, not in a body: its items fail with that. */
  private onBroken(chunk: ChunkRun, error: unknown): void {
    if (this.stopped || !chunk.lane.chunks.has(chunk.id)) return;
    this.leave(chunk);
    const { fanout, lane } = chunk;
    if (isOp(lane) && lane.chunks.size === 0) this.lanes.end(lane, "finished");
    const wire: WireError = {
      name: "FanoutError",
      message: error instanceof Error ? error.message : String(error),
      path: [...fanout.call.trail, fanout.call.task],
    };
    for (let at = 0; at < chunk.count; at++) {
      this.trunk.unrun(fanout, chunk.from + at, 1, "failed", wire);
      this.onFailure(fanout, chunk.from + at, Number.MAX_SAFE_INTEGER, wire);
    }
    this.proceed(fanout, chunk.pool);
  }

  /** A lane is gone. What it held was interrupted; calls that its bodies made are of no use any more. */
  onLaneGone(lane: LaneState, error: WireError, timedOut: boolean): void {
    const lent = this.loans.current?.lane === lane ? this.loans.current : undefined;
    if (lent) {
      lane.chunks.delete(lent.id);
      if (lent.outstanding === 0) this.freeSlot(lent);
      this.loans.end();
      this.trunk.answer(lent.fanout.caller, { t: "lost", chunk: lent.id, error }, []);
    }
    const lost = [...lane.chunks.values()];
    for (const chunk of lost) this.leave(chunk);
    for (const fanout of this.active) {
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
        } else this.onFailure(fanout, index, chunk.attempt, error, true);
      }
      this.proceed(fanout, chunk.pool);
    }
    if (lane.pool) this.pump(lane.pool);
  }

  /** @param lost with its worker: there was nobody left to retry it inside its chunk, as hybrid does otherwise. */
  private onFailure(fanout: Fanout, index: number, attempt: number, error: WireError, lost = false): void {
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
      const delay = retryDelayMs(rule, spent, this.settings.random);
      if (delay > 0) setTimeout(again, delay);
      else queueMicrotask(again);
      return;
    }
    fanout.settledItems++;
    this.done++;
    fanout.failures.push({ index, error });
    const key = fanout.call.cacheKeys?.[index];
    if (key !== undefined) this.cache.fail(key);
    if (fanout.failed && !fanout.call.options.finishRunnable) this.close(fanout);
  }

  private keep(fanout: Fanout, index: number, count: number, payload: Payload): void {
    const { call } = fanout;
    const { cacheKeys } = call;
    const values: unknown[] = [];
    for (let i = 0; cacheKeys && i < count; i++)
      values.push(payload.form === "numbers" ? payload.numbers[i] : payload.list[i]);
    this.trunk.collect(call, index, payload);
    fanout.settledItems += count;
    if (fanout.settledItems === fanout.n && !call.options.stream) fanout.lastPart = { index, payload };
    else
      this.trunk.answer(fanout.caller, { t: "part", call: call.id, index, payload }, transferables(payload));
    this.done += count;
    // Last: it settles calls that wait for these results, this one perhaps among them.
    for (let i = 0; cacheKeys && i < count; i++)
      this.cache.put(cacheKeys[index + i] as string, call.task, values[i]);
  }

  /** After news of a call: settles it, or has the rest of it sent. */
  private proceed(fanout: Fanout, pool: Pool | null): void {
    if (fanout.finished) this.settle(fanout);
    else this.enqueue(fanout, this.lanes.poolFor(fanout.call));
    if (pool) this.pump(pool);
  }

  private close(fanout: Fanout): void {
    if (fanout.closed) return;
    fanout.closed = true;
    for (const single of fanout.singles.splice(0)) {
      if (fanout.call.cacheKeys) this.cache.fail(fanout.call.cacheKeys[single.index] as string);
      this.trunk.unrun(fanout, single.index, 1, "skipped", undefined, 0, single.attempt);
    }
    if (fanout.next < fanout.n)
      this.trunk.unrun(fanout, fanout.next, fanout.n - fanout.next, "skipped", undefined);
    this.total -= fanout.n - fanout.next;
    fanout.next = fanout.n;
    if (fanout.finished) this.settle(fanout);
  }

  private settle(fanout: Fanout): void {
    if (fanout.settled) return;
    fanout.settled = true;
    const { call, caller, lastPart } = fanout;
    const error =
      fanout.failed || (fanout.cancelled && fanout.settledItems < fanout.n)
        ? (fanout.failures[0]?.error ?? { name: "FanoutError", message: `${call.task} was skipped` })
        : undefined;
    const deliver = () => {
      this.trunk.settled(fanout, error !== undefined);
      this.active.delete(fanout);
      this.byId.delete(call.id);
      this.trunk.answer(
        caller,
        {
          t: "settled",
          call: call.id,
          error,
          part: lastPart,
          nulls: error ? undefined : fanout.failures.map((failure) => failure.index),
        },
        lastPart ? transferables(lastPart.payload) : [],
      );
      if (caller.role === "driver") this.lendAfter(call, caller);
    };
    this.resume(caller.chunks.get(call.chunk), deliver);
  }

  /** Lends the driver a slot when it makes single calls one after the other and nothing else is under way. */
  private lendAfter(call: CallMessage, driver: LaneState): void {
    if (!this.loans.delivered(call, this.active.size === 0)) return;
    const pool = this.lanes.poolFor(call);
    const lane = this.lanes.free(pool);
    if (!lane) return;
    const chunk = this.loans.lend(++this.chunks, pool, lane, driver, this.trunk.now());
    lane.used++;
    pool.running++;
    lane.chunks.set(chunk.id, chunk);
    this.trunk.lend(lane, driver, chunk.id, this.loans.connect(lane));
  }

  /** The driver gave a lent slot back. */
  returned(lane: LaneState, id: number, calls: number): void {
    const chunk = this.loans.current;
    if (lane.role !== "driver" || chunk?.id !== id) return;
    this.loans.end();
    this.done += calls;
    this.total += calls;
    if (!chunk.lane.chunks.delete(id)) return;
    if (chunk.outstanding === 0) this.freeSlot(chunk);
    this.pump(chunk.pool);
  }

  /** Takes from the cache, or from an earlier run, what is known; asks for the rest to be run one by one. */
  private lookUp(fanout: Fanout): void {
    const { call } = fanout;
    fanout.next = fanout.n;
    let looking = true;
    const pool = this.lanes.poolFor(call);
    const known = (index: number, value: unknown, flag: number) => {
      this.trunk.unrun(fanout, index, 1, "succeeded", undefined, flag);
      fanout.settledItems++;
      this.done++;
      this.trunk.answer(fanout.caller, { t: "part", call: call.id, index, payload: packList([value]) }, []);
    };
    for (let index = 0; index < fanout.n; index++) {
      const path = call.map ? itemPath(call.path, index) : call.path;
      const key = call.cacheKeys?.[index];
      if (this.prior.has(path)) known(index, this.prior.get(path), FLAG_REPLAYED);
      else if (key === undefined) fanout.singles.push({ index, attempt: 1 });
      else {
        fanout.waiting++;
        this.cache.get(key, (found) => {
          fanout.waiting--;
          if (fanout.settled) return;
          if (found.hit) known(index, found.value, FLAG_CACHED);
          else if (fanout.closed) this.cache.fail(key);
          else fanout.singles.push({ index, attempt: 1 });
          if (looking) return;
          this.proceed(fanout, pool);
        });
      }
    }
    looking = false;
  }
}

/** Lanes that end with what they were started for. */
const isOp = (lane: LaneState): boolean => lane.role === "op" || lane.role === "process";
