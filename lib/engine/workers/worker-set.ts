import { getOrCreate } from "@/lib/base/get-or-create";
import type { Lane } from "@/lib/protocol/rows";
import type { RunnerInit } from "@/lib/protocol/runner";
import type { WireError } from "@/lib/protocol/wire-error";
import type { Host, WorkerEvents } from "../host";
import { EngineWorker, type WorkerHolder, type WorkerListener, WorkerPool } from "./worker";

/** Workers that outlive a trial (`start: "warm"`), of one program. */
export interface WarmPools {
  /** The program itself, or an address that is given to no other: digests of two programs can be made equal. */
  readonly code: string;
  readonly workers: readonly EngineWorker[];
}

export interface WorkerSetEvents extends WorkerListener {
  /** ms since the trial's start. */
  now(): number;
  initFor(worker: number): RunnerInit;
  /** A worker is new, or its state has changed. */
  changed(worker: EngineWorker): void;
}

const ignore = () => undefined;

/** The workers of one trial and the pools they belong to. */
export class WorkerSet {
  readonly pools = new Map<string, WorkerPool>();
  readonly alive = new Set<EngineWorker>();
  private ids = 0;
  private driver: EngineWorker | undefined;
  /** Workers that a trial before has left warm, and no pool has taken over yet. */
  private reserve: EngineWorker[] = [];
  private readonly listener: WorkerListener;

  /** @param most workers alive, the driver not among them */
  constructor(
    private readonly host: Host,
    private readonly most: number,
    private readonly events: WorkerSetEvents,
  ) {
    this.listener = { ...events, loaded: (worker, error) => this.loaded(worker, error) };
  }

  /** Whether another worker may be started. */
  get canOpen(): boolean {
    return this.alive.size + this.reserve.length - (this.driver?.alive ? 1 : 0) < this.most;
  }

  /** Whether all workers may be alive that may, and the bodies of each wait for nested calls: only another call can go on. */
  get areAllWaiting(): boolean {
    if (this.canOpen) return false;
    for (const worker of this.alive) if (worker.role !== "driver" && !worker.isWaiting) return false;
    return true;
  }

  /** Whether another worker may be started for this pool, once there is room for it. */
  canMakeRoom(pool: WorkerPool): boolean {
    return this.canOpen || this.reserve.length > 0 || this.spare(pool) !== undefined;
  }

  /** At the bound, ends an idle kept worker of another pool. */
  makeRoom(pool: WorkerPool): void {
    if (this.canOpen) return;
    const spare = this.reserve.pop();
    if (spare) spare.handle?.end();
    else this.end(this.spare(pool), "finished");
  }

  private spare(pool: WorkerPool): EngineWorker | undefined {
    for (const worker of this.alive)
      if (worker.pool?.keeps && worker.pool !== pool && worker.isReady && worker.isIdle) return worker;
    return undefined;
  }

  pool(name: string, keeps: boolean, size: number, concurrency: number): WorkerPool {
    return getOrCreate(
      this.pools,
      name,
      () => new WorkerPool(name, keeps, Math.min(size, this.most), concurrency),
    );
  }

  /** The program needs the pool no more: no worker of it is started again. */
  closePool(name: string): WorkerPool | undefined {
    const pool = this.pools.get(name);
    if (pool) pool.isClosed = true;
    this.pools.delete(name);
    return pool;
  }

  /** Starts the workers of a pool that are missing: at its first use, and after one was lost. */
  fill(pool: WorkerPool): void {
    if (pool.isClosed) return;
    if (this.reserve.length > 0) this.adopt(pool);
    while (pool.workers.size < pool.size && this.canOpen)
      this.open(pool, "pool", pool.name.replace(/^environment /, ""));
  }

  /** The ready worker of a pool with the most room, if any has a free slot. */
  free(pool: WorkerPool): EngineWorker | undefined {
    this.fill(pool);
    return pool.freeWorker();
  }

  open(pool: WorkerPool | null, role: Lane["role"], label: string): EngineWorker {
    const id = role === "driver" ? 0 : Math.max(1, this.ids);
    this.ids = Math.max(this.ids, id + 1);
    const { events } = this;
    // The trial's clock begins with the request for its driver.
    const worker = new EngineWorker(id, pool, role, label, role === "driver" ? 0 : events.now());
    if (role === "driver") this.driver = worker;
    this.alive.add(worker);
    pool?.workers.add(worker);
    const holder: WorkerHolder = { worker, listener: this.listener };
    worker.holder = holder;
    const relay: WorkerEvents = {
      loaded: (error) => holder.listener.loaded(holder.worker, error),
      message: (message) => holder.listener.message(holder.worker, message),
      died: (reason) => holder.listener.died(holder.worker, reason),
    };
    worker.handle = this.host.start(events.initFor(id), relay, role, label);
    events.changed(worker);
    return worker;
  }

  private loaded(worker: EngineWorker, error: WireError | null): void {
    worker.ready = this.events.now();
    worker.pool?.offer(worker);
    this.events.changed(worker);
    this.events.loaded(worker, error);
  }

  end(worker: EngineWorker | undefined, how: NonNullable<Lane["end"]>, at = this.events.now()): void {
    if (!worker?.alive) return;
    worker.alive = false;
    worker.ended = at;
    worker.end = how;
    worker.handle?.end();
    worker.handle = null;
    this.alive.delete(worker);
    worker.pool?.workers.delete(worker);
    this.events.changed(worker);
  }

  /** Holds the workers that a trial before has left warm until their pools are used. */
  takeOver(warm: readonly EngineWorker[]): void {
    for (const worker of warm) {
      if (!worker.alive) continue;
      this.reserve.push(worker);
      this.ids = Math.max(this.ids, worker.id + 1);
    }
  }

  /** Fills a pool with its workers of before, as many as it has room for; the others are ended. */
  private adopt(pool: WorkerPool): void {
    const own = this.reserve.filter((worker) => worker.alive && worker.pool?.name === pool.name);
    this.reserve = this.reserve.filter((worker) => worker.alive && worker.pool?.name !== pool.name);
    for (const old of own) {
      if (pool.workers.size >= pool.size) {
        old.handle?.end();
        continue;
      }
      const worker = new EngineWorker(old.id, pool, "pool", old.label, 0);
      worker.ready = 0;
      worker.handle = old.handle;
      worker.holder = old.holder;
      if (worker.holder) Object.assign(worker.holder, { worker, listener: this.listener });
      worker.handle?.begin(this.events.initFor(worker.id));
      this.alive.add(worker);
      pool.workers.add(worker);
      pool.offer(worker);
      this.events.changed(worker);
    }
  }

  /** Idle kept workers, which another trial can take over. */
  idle(): EngineWorker[] {
    return [...this.alive].filter((worker) => worker.pool?.keeps && worker.isReady && worker.isIdle);
  }

  /** The same, and those that were not used: left to themselves until then. */
  keep(): EngineWorker[] {
    const kept = [...this.idle(), ...this.reserve];
    const died = (worker: EngineWorker) => {
      worker.alive = false;
    };
    for (const worker of kept) {
      if (worker.holder) worker.holder.listener = { loaded: ignore, message: ignore, died };
    }
    return kept;
  }
}
