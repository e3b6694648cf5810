import { packAlike } from "@/lib/base/alike";
import type { Clock } from "@/lib/base/clock";
import { getOrCreate } from "@/lib/base/get-or-create";
import { KINDS } from "@/lib/model/kind";
import type { ChunkRule } from "@/lib/model/settings";
import { transferables } from "@/lib/runner/remote/payload";
import type { Answer } from "../host";
import type { EngineWorker, WorkerPool } from "../workers/worker";
import type { WorkerSet } from "../workers/worker-set";
import type { ActiveChunk, ActiveChunks, ResumableBody, Train } from "./active-chunk";
import { chunkMessage } from "./chunk-message";
import type { DirectCalls } from "./direct-calls";
import type { DurationEstimates } from "./duration-estimate";
import { ParallelismLimits } from "./parallelism-limits";
import type { PendingCall } from "./pending-call";
import { PoolQueue } from "./pool-queue";
import { leaveTrain, takeTrain } from "./train";

const DYNAMIC_TASK = KINDS.indexOf("dynamic");
export interface DispatchEvents {
  answered(chunk: ActiveChunk, answer: Answer): void;
}

/** Decides which chunk of which call a free slot takes next, and sends it: queues, limits, slots released and taken again. */
export class Dispatch {
  readonly limits = new ParallelismLimits();
  private readonly queues = new Map<WorkerPool, PoolQueue>();
  private ids = 0;
  private stopped = false;

  constructor(
    private readonly chunkRule: ChunkRule,
    private readonly clock: Clock,
    private readonly workers: WorkerSet,
    private readonly chunks: ActiveChunks,
    private readonly estimates: DurationEstimates,
    private readonly directCalls: DirectCalls,
    private readonly events: DispatchEvents,
  ) {}

  /** No further chunk is sent. */
  stop(): void {
    this.stopped = true;
  }

  nextId(): number {
    return ++this.ids;
  }

  /** A body begins to wait for another worker: it releases its slot. */
  suspend(chunk: ActiveChunk | undefined): void {
    if (!chunk || chunk.outstanding++ > 0) return;
    this.freeSlot(chunk);
    this.pump(chunk.pool);
  }

  /** A body begins to wait for calls in its own thread: it releases its places under declared limits, not its slot. */
  lend(chunk: ActiveChunk | undefined): void {
    if (chunk && chunk.lent++ === 0) this.freePlaces(chunk);
  }

  /** They are over. `granted` is called once it has its places again. */
  recover(chunk: ActiveChunk | undefined, granted: () => void): void {
    if (!chunk) {
      granted();
      return;
    }
    const scopes = chunk.scopes.filter(({ soft }) => !soft);
    const attempt = () => {
      // A body that waits for calls elsewhere takes its places with its slot.
      const isLater = chunk.lent > 1 || (!chunk.holdsSlot && !chunk.pending.runsItemsInside);
      if (isLater || chunk.holdsPlaces || !this.chunks.has(chunk)) {
        this.limits.passOn(scopes);
        chunk.lent--;
        granted();
        return;
      }
      if (!this.limits.take({ depth: chunk.pending.call.depth, scopes, wake: attempt }, true, true)) return;
      chunk.holdsPlaces = true;
      chunk.lent--;
      granted();
    };
    attempt();
  }

  private freePlaces(chunk: ActiveChunk): void {
    if (!chunk.holdsPlaces) return;
    chunk.holdsPlaces = false;
    this.limits.release(
      chunk.scopes.filter(({ soft }) => !soft),
      true,
    );
  }

  /** What it waited for is there. `deliver` is called once it has its slot again. */
  resume(chunk: ActiveChunk | undefined, deliver: () => void): void {
    if (!chunk || !this.chunks.has(chunk) || --chunk.outstanding > 0) {
      deliver();
      return;
    }
    // Where it waits for its slot already, it gets all that has come with it: it has one slot only.
    const { arrived } = chunk;
    if (arrived.push(deliver) > 1) return;
    const all = () => {
      for (const one of arrived.splice(0)) one();
    };
    this.queueOf(chunk.pool).addBody({ chunk, deliver: all });
    this.pump(chunk.pool);
  }

  /** Sends what can be sent. At the bound of workers a place in one pool may be what another pool waits for. */
  pump(pool: WorkerPool): void {
    this.pumpOne(pool);
    if (this.workers.canOpen) return;
    for (const other of this.queues.values())
      if (other.pool !== pool && other.ready.length > 0) this.pumpOne(other.pool);
  }

  /** Bodies that resume go before work that starts. */
  private pumpOne(pool: WorkerPool): void {
    if (this.stopped) return;
    const queue = this.queueOf(pool);
    for (let body = queue.nextBody(); body; body = queue.nextBody()) this.tryResume(body);
    if (pool.keeps && pool.workers.size === 0 && queue.ready.length > 0) this.workers.makeRoom(pool);
    for (let worker = this.canSend(pool); worker; worker = this.canSend(pool)) {
      const pending = this.nextReady(queue);
      if (!pending) break;
      this.send(pending, this.workerFor(pending, pool, worker), queue);
    }
    this.directCalls.recallFor(queue);
  }

  /**
   * The worker for the next chunk: a kept one with a free slot, or a fresh one. At the bound of workers, when every one waits
   * for a nested call, the call runs in the worker that made it.
   */
  private canSend(pool: WorkerPool): EngineWorker | "fresh" | "caller" | undefined {
    const { workers } = this;
    if (pool.keeps) {
      const worker = workers.free(pool);
      if (worker || pool.workers.size > 0) return worker;
    } else if (pool.running >= pool.size) return undefined;
    else if (workers.canMakeRoom(pool)) return "fresh";
    return workers.areAllWaiting ? "caller" : undefined;
  }

  private workerFor(
    pending: PendingCall,
    pool: WorkerPool,
    where: EngineWorker | "fresh" | "caller",
  ): EngineWorker {
    if (where === "caller") return pending.caller;
    if (where !== "fresh") return where;
    this.workers.makeRoom(pool);
    return this.workers.open(pool, pending.isProcess ? "process" : "op", pending.call.task);
  }

  private tryResume(body: ResumableBody): void {
    const { chunk, deliver } = body;
    const { pending, pool, worker } = chunk;
    // The thread looks after the places of what runs inside it.
    const keepsPlaces = chunk.lent > 0 || pending.runsItemsInside;
    const scopes = keepsPlaces ? chunk.scopes.filter(({ soft }) => soft) : chunk.scopes;
    const pass = () => this.limits.passOn(scopes);
    const isOver = !worker.alive || !this.chunks.has(chunk);
    if (isOver || chunk.holdsSlot || chunk.outstanding > 0) {
      // It needs none: it is over, has its slot already, or waits for another call by now.
      pass();
      deliver();
      return;
    }
    const again = () => {
      this.queueOf(pool).addBody(body);
      this.pump(pool);
    };
    const wake = () => (worker.alive ? again() : pass());
    const waiter = { depth: pending.call.depth, scopes, wake };
    if (!this.limits.take(waiter, true, pending.declaredLimitsOnly)) return;
    pool.occupy(worker);
    chunk.holdsSlot = true;
    if (!keepsPlaces) chunk.holdsPlaces = true;
    deliver();
  }

  /** The next call that can send a chunk now, holding its place under its limits. */
  private nextReady({ ready, pool }: PoolQueue): PendingCall | undefined {
    for (let next = ready.shift(); next; next = ready.shift()) {
      const pending = next;
      const { depth, scopes } = pending.call;
      pending.queued = false;
      if (!pending.hasPending || pending.windowFull) {
        this.limits.passOn(scopes);
        continue;
      }
      pending.queued = true;
      const wake = () => {
        pending.queued = false;
        this.enqueue(pending, pool);
        if (!pending.queued) this.limits.passOn(scopes);
        this.pump(pool);
      };
      if (!this.limits.take({ depth, scopes, wake }, false, pending.declaredLimitsOnly)) continue;
      pending.queued = false;
      return pending;
    }
    return undefined;
  }

  enqueue(pending: PendingCall, pool: WorkerPool): void {
    if (pending.queued || !pending.hasPending || pending.windowFull) return;
    pending.queued = true;
    this.queueOf(pool).ready.push(pending.call.depth, pending);
  }

  private send(pending: PendingCall, worker: EngineWorker, queue: PoolQueue): void {
    const { pool } = queue;
    const { call } = pending;
    if (worker.pool === pool) {
      const others = takeTrain(pending, queue, this.estimates.meanMs(call.task, false));
      if (others.length > 0) {
        this.sendTrain([pending, ...others], worker, pool);
        return;
      }
    }
    const single = pending.singles.shift();
    const count = single ? 1 : this.itemsFor(pending, pool);
    const chunk = this.open(pending, worker, pool, {
      from: single?.index ?? pending.next,
      count,
      attempt: single?.attempt ?? 1,
    });
    if (!single) pending.next += count;
    pool.occupy(worker);
    const message = chunkMessage(chunk);
    worker.handle?.runChunk(message, transferables(message.payload), (answer) =>
      this.events.answered(chunk, answer),
    );
    this.enqueue(pending, pool);
  }

  private open(
    pending: PendingCall,
    worker: EngineWorker,
    pool: WorkerPool,
    items: Pick<ActiveChunk, "from" | "count" | "attempt">,
    train?: Train,
  ): ActiveChunk {
    const now = this.clock.now();
    const chunk: ActiveChunk = {
      ...items,
      id: this.nextId(),
      pool,
      pending,
      worker,
      scopes: pending.call.scopes,
      dispatched: now,
      outstanding: 0,
      holdsSlot: true,
      holdsPlaces: true,
      lent: 0,
      arrived: [],
      announced: false,
      train,
    };
    pending.inflight++;
    this.chunks.add(chunk);
    if (Number.isNaN(pending.dispatched)) pending.dispatched = now;
    pending.worker = worker.id;
    return chunk;
  }

  private sendTrain(calls: readonly PendingCall[], worker: EngineWorker, pool: WorkerPool): void {
    const train: Train = { size: calls.length, sharing: new Set() };
    pool.occupy(worker);
    const chunks = calls.map((pending) => {
      pending.next = 1;
      const chunk = this.open(pending, worker, pool, { from: 0, count: 1, attempt: 1 }, train);
      train.sharing.add(chunk);
      return chunkMessage(chunk);
    });
    worker.post({ type: "chunks", chunks: packAlike(chunks) });
  }

  private itemsFor(pending: PendingCall, pool: WorkerPool): number {
    const { call, strategy, n } = pending;
    const remaining = n - pending.next;
    if (!call.map || call.options.timeoutMs !== undefined) return 1;
    const window = call.options.concurrency || Number.POSITIVE_INFINITY;
    const items = strategy.itemsPerMessage({
      rule: call.options.chunkSize ?? this.chunkRule,
      isDynamicTask: call.kind === DYNAMIC_TASK,
      n,
      remaining,
      slots: Math.max(1, Math.min(pool.slots, window)),
      meanMs: this.estimates.meanMs(call.task, true),
    });
    return Math.max(1, Math.min(items, remaining));
  }

  /** Releases a chunk's slot and its places under limits, if it has them. */
  freeSlot(chunk: ActiveChunk): void {
    if (!chunk.holdsSlot) return;
    chunk.holdsSlot = false;
    // Its worker gives back the rest of a train before it waits. If it has not, the rest keeps the slot.
    if (!leaveTrain(chunk)) return;
    chunk.pool.vacate(chunk.worker);
    if (!chunk.pending.runsItemsInside) this.freePlaces(chunk);
    if (chunk.pending.declaredLimitsOnly) return;
    this.limits.release(
      chunk.scopes.filter(({ soft }) => soft),
      false,
    );
  }

  /** A chunk is over, with or without success. */
  leave(chunk: ActiveChunk): void {
    this.chunks.remove(chunk);
    chunk.pending.inflight--;
    this.freeSlot(chunk);
    this.freePlaces(chunk);
  }

  private queueOf(pool: WorkerPool): PoolQueue {
    return getOrCreate(this.queues, pool, () => new PoolQueue(pool));
  }
}
