import type { Clock } from "@/lib/base/clock";
import { KINDS } from "@/lib/model/kind";
import type { CallMessage } from "@/lib/protocol/calls";
import type { WireError } from "@/lib/protocol/wire-error";
import type { Host } from "../host";
import { strategyOf } from "../strategies";
import type { EngineWorker, WorkerPool } from "../workers/worker";
import type { WorkerSet } from "../workers/worker-set";
import type { ActiveCalls } from "./active-calls";
import type { ActiveChunk, ActiveChunks } from "./active-chunk";
import { PendingCall } from "./pending-call";
import type { PoolQueue } from "./pool-queue";

const TASK = KINDS.indexOf("task");
/** Single calls of the driver in a row, with nothing else under way, after which a slot is leased to it. */
const CALLS_BEFORE_LEASE = 2;

/** Placeholder for the driver's direct calls: it holds the leased slot as a chunk does, but no limits. */
const leaseCall = (strategy: number): CallMessage => ({
  type: "call",
  id: -1,
  parent: -1,
  task: "direct call",
  kind: TASK,
  map: false,
  payload: { form: "list", list: [] },
  strategy,
  options: { concurrency: 0, minSuccessRatio: 1, chunkSize: 1, finishRunnable: false, stream: false },
  scopes: [],
  depth: 1,
  path: 0,
  trail: [],
  chunk: 0,
  issued: 0,
  bytes: 0,
});

/**
 * Leases the driver a slot of a kept worker while it makes single calls in a row, so that these skip the coordinator
 * (lib/runner/remote/direct-calls). At most one slot is leased at a time.
 */
export class DirectCalls {
  private inARow = 0;
  private lease: ActiveChunk | undefined;
  private isRecalled = false;
  /** Ids of workers to which the driver has a port. */
  private readonly connected = new Set<number>();

  constructor(
    private readonly host: Pick<Host, "channel">,
    private readonly clock: Clock,
    private readonly workers: WorkerSet,
    private readonly chunks: ActiveChunks,
    private readonly calls: ActiveCalls,
  ) {}

  /** A call of the driver was delivered. Leases it a slot after several in a row with nothing else under way. */
  delivered(call: CallMessage, driver: EngineWorker, pool: WorkerPool, nextId: () => number): void {
    const { options } = call;
    const isPlain =
      !call.map &&
      call.kind === TASK &&
      strategyOf(call.strategy).runs === "pool" &&
      !options.environment &&
      !options.retry &&
      !call.cacheKeys;
    this.inARow = isPlain && this.calls.size === 0 ? this.inARow + 1 : 0;
    if (this.inARow < CALLS_BEFORE_LEASE || this.lease || !this.host.channel) return;
    const worker = this.workers.free(pool);
    if (!worker) return;
    const id = nextId();
    this.isRecalled = false;
    this.lease = {
      id,
      pool,
      worker,
      pending: new PendingCall(leaseCall(call.strategy), driver),
      from: 0,
      count: 0,
      attempt: 1,
      scopes: [],
      dispatched: this.clock.now(),
      outstanding: 0,
      holdsSlot: true,
      holdsPlaces: true,
      lent: 0,
      arrived: [],
      announced: true,
      train: undefined,
    };
    pool.occupy(worker);
    this.chunks.add(this.lease);
    const message = { type: "leaseGranted", worker: worker.id, chunk: id, strategy: call.strategy } as const;
    if (this.connected.has(worker.id)) {
      driver.post(message);
      return;
    }
    this.connected.add(worker.id);
    const [workerEnd, driverEnd] = this.host.channel();
    worker.post({ type: "directCallPort", port: workerEnd }, [workerEnd as unknown as Transferable]);
    driver.post({ ...message, port: driverEnd }, [driverEnd as unknown as Transferable]);
  }

  /** Whether the driver may have called this worker directly. */
  reached(worker: number): boolean {
    return this.connected.has(worker);
  }

  /** Recalls the lease if others wait for a slot. The driver returns it when no call is under way in it. */
  recallFor({ pool, ready }: PoolQueue): void {
    const { lease } = this;
    if (!lease || this.isRecalled || lease.pool !== pool) return;
    if (ready.length === 0 && lease.worker.resuming === 0) return;
    this.isRecalled = true;
    lease.pending.caller.post({ type: "leaseRecalled", chunk: lease.id });
  }

  /** The driver gave the slot back. @returns the lease that ended, if there was one */
  returned(driver: EngineWorker, id: number, calls: number): ActiveChunk | undefined {
    const { lease } = this;
    if (driver.role !== "driver" || lease?.id !== id) return undefined;
    this.end();
    this.calls.done += calls;
    this.calls.total += calls;
    return this.chunks.remove(lease) ? lease : undefined;
  }

  /**
   * A worker is gone.
   * @param error left out where it was ended for another body
   * @returns the lease of its slot, if there was one
   */
  lost(worker: EngineWorker, error: WireError | undefined): ActiveChunk | undefined {
    const { lease } = this;
    if (lease?.worker !== worker) return undefined;
    this.end();
    this.chunks.remove(lease);
    lease.pending.caller.post({ type: "leaseRevoked", chunk: lease.id, error });
    return lease;
  }

  private end(): void {
    this.lease = undefined;
    this.inARow = 0;
  }
}
