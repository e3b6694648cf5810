import type { ChunkRule } from "@/lib/model/settings";
import { STRATEGIES } from "@/lib/model/strategy";
import type { ActiveChunk, Pool, ResumableBody, WorkerProvider, WorkerState } from "../workers/worker-state";
import { chunkMessage } from "./chunk-message";
import { chunkSize } from "./chunking";
import type { Leases } from "./direct-calls/leases";
import type { DurationEstimates } from "./duration-estimate";
import { ParallelismLimits } from "./parallelism-limits";
import type { PendingCall } from "./pending-call";
import type { Trunk } from "./trunk";

const DYNAMIC = STRATEGIES.indexOf("dynamic");
const POOLED = STRATEGIES.indexOf("pooled");
const HYBRID = STRATEGIES.indexOf("hybrid");
const DYNAMIC_KIND = 2;
/** Over a task's time-out a worker that does not answer is ended; this much later than it should have said so itself, ms. */
const GRACE_MS = 500;

export interface DispatchEvents {
  outcome(chunk: ActiveChunk, outcome: unknown): void;
  /** The runner's code failed around a chunk. */
  broken(chunk: ActiveChunk, error: unknown): void;
}

/** Decides which chunk of which call a free slot takes next, and sends it: queues, limits, slots given up and taken again. */
export class Dispatch {
  private readonly limits = new ParallelismLimits();
  private ids = 0;
  private stopped = false;

  constructor(
    private readonly chunk: ChunkRule,
    private readonly lanes: WorkerProvider,
    private readonly paces: DurationEstimates,
    private readonly loans: Leases,
    private readonly trunk: Trunk,
    private readonly events: DispatchEvents,
  ) {}

  /** No further chunk is sent. */
  stop(): void {
    this.stopped = true;
  }

  nextId(): number {
    return ++this.ids;
  }

  /** A body began to wait for something that another lane does: it gives up its slot. */
  suspend(chunk: ActiveChunk | undefined): void {
    if (!chunk || chunk.outstanding++ > 0) return;
    this.freeSlot(chunk);
    this.pump(chunk.pool);
  }

  /** What it waited for is there; `deliver` is called once it has its slot again. */
  resume(chunk: ActiveChunk | undefined, deliver: () => void): void {
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
        this.tryResume(lane.resumes.shift() as ResumableBody, pool);
    }
    for (let lane = this.lanes.free(pool); lane; lane = this.lanes.free(pool)) {
      const fanout = this.nextReady(pool);
      if (!fanout) return;
      this.send(fanout, lane, pool);
    }
    const lent = this.loans.current;
    if (lent && (pool.ready.length > 0 || lent.lane.resumes.length > 0)) {
      const chunk = this.loans.recall(pool);
      if (chunk) this.trunk.answer(chunk.fanout.caller, { type: "recall", chunk: chunk.id }, []);
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

  private tryResume(resume: ResumableBody, pool: Pool): void {
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
  private nextReady(pool: Pool): PendingCall | undefined {
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

  enqueue(fanout: PendingCall, pool: Pool): void {
    if (fanout.queued || !fanout.hasPending || fanout.windowFull) return;
    fanout.queued = true;
    pool.ready.push(fanout.call.depth, fanout);
  }

  send(fanout: PendingCall, lane: WorkerState, pool: Pool): void {
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
    const chunk: ActiveChunk = {
      id: this.nextId(),
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
      (outcome) => this.events.outcome(chunk, outcome),
      (error: unknown) => this.events.broken(chunk, error),
    );
    this.enqueue(fanout, pool);
  }

  private countFor(fanout: PendingCall, pool: Pool): number {
    const { call } = fanout;
    const remaining = fanout.n - fanout.next;
    if (!call.map || call.strategy === DYNAMIC || call.options.timeoutMs !== undefined) return 1;
    const rule = call.options.chunkSize ?? this.chunk;
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

  freeSlot(chunk: ActiveChunk): void {
    const { lane, fanout } = chunk;
    lane.used--;
    chunk.pool.running--;
    this.limits.release(chunk.scopes, fanout.call.strategy === POOLED);
  }

  leave(chunk: ActiveChunk): void {
    clearTimeout(chunk.watchdog);
    chunk.lane.chunks.delete(chunk.id);
    chunk.fanout.inflight--;
    if (chunk.outstanding === 0) this.freeSlot(chunk);
  }
}
