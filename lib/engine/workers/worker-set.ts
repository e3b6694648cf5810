import type { Lane } from "@/lib/protocol/rows";
import type { RunnerInit, WireError } from "@/lib/protocol/runner";
import type { Host, RunnerEvents } from "../host";
import { Pool, WorkerState } from "./worker-state";

/** Workers alive at once in one run, the driver not among them; docs/architecture.md, "Bounds". */
export const MAX_WORKERS = 64;

/** Lanes that outlive a run (`start: "warm"`), of one program. */
export interface WarmPools {
  readonly hash: string;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly lanes: readonly WorkerState[];
}

export interface WorkerSetEvents {
  /** ms since the run's start. */
  now(): number;
  initFor(lane: number): RunnerInit;
  eventsOf(lane: WorkerState): RunnerEvents;
  /** A lane is new, or its state has changed. */
  changed(lane: WorkerState): void;
  /** The program is loaded in a lane, or failed to. */
  loaded(lane: WorkerState, error: WireError | null): void;
}

/** The workers of one run and the pools they belong to. */
export class WorkerSet {
  readonly pools = new Map<string, Pool>();
  readonly alive = new Set<WorkerState>();
  private ids = 0;
  private driver: WorkerState | undefined;

  constructor(
    private readonly host: Host,
    private readonly events: WorkerSetEvents,
  ) {}

  /** Whether another worker may be started. */
  get canOpen(): boolean {
    return this.alive.size - (this.driver?.alive ? 1 : 0) < MAX_WORKERS;
  }

  pool(name: string, role: "pool" | "op", size: number, concurrency: number): Pool {
    let pool = this.pools.get(name);
    if (!pool) {
      pool = new Pool(name, role, Math.min(size, MAX_WORKERS), concurrency);
      this.pools.set(name, pool);
    }
    return pool;
  }

  /** Starts the lanes of a pool that are missing: at its first use, and after one was lost. */
  fill(pool: Pool): void {
    while (pool.lanes.length < pool.size && this.canOpen) {
      this.open(pool, "pool", pool.name.replace(/^environment /, ""));
    }
  }

  /** The ready lane of a pool with the most room, if any has a free slot. */
  free(pool: Pool): WorkerState | undefined {
    this.fill(pool);
    let best: WorkerState | undefined;
    for (const lane of pool.lanes) {
      const free = lane.isReady && lane.used < pool.concurrency && lane.resumes.length === 0;
      if (free && (!best || lane.used < best.used)) best = lane;
    }
    return best;
  }

  open(pool: Pool | null, role: Lane["role"], label: string): WorkerState {
    const id = role === "driver" ? 0 : Math.max(1, this.ids);
    this.ids = Math.max(this.ids, id + 1);
    const { events } = this;
    const lane = new WorkerState(id, pool, role, label, events.now());
    if (role === "driver") this.driver = lane;
    this.alive.add(lane);
    pool?.lanes.push(lane);
    lane.handle = this.host.start(events.initFor(id), lane.events(events.eventsOf(lane)));
    const settle = (error: WireError | null) => {
      lane.ready = events.now();
      events.changed(lane);
      events.loaded(lane, error);
      return error;
    };
    lane.loaded = lane.handle.api
      .loaded()
      .then(settle, (error: unknown) => settle({ name: "FanoutError", message: String(error) }));
    events.changed(lane);
    return lane;
  }

  /** Ends a lane's worker at once. */
  end(lane: WorkerState, how: NonNullable<Lane["end"]>, at = this.events.now()): void {
    if (!lane.alive) return;
    lane.alive = false;
    lane.ended = at;
    lane.end = how;
    lane.handle?.end();
    this.alive.delete(lane);
    const { pool } = lane;
    const index = pool ? pool.lanes.indexOf(lane) : -1;
    if (index >= 0) pool?.lanes.splice(index, 1);
    this.events.changed(lane);
  }

  /** Takes over the lanes that a round before has left warm. */
  adopt(warm: WarmPools, epoch: number): void {
    for (const lane of warm.lanes) {
      const old = [...warm.pools.values()].find((pool) => pool === lane.pool);
      if (!old) continue;
      const pool = this.pool(old.name, "pool", old.size, old.concurrency);
      const adopted = new WorkerState(lane.id, pool, "pool", lane.label, 0);
      adopted.handle = lane.handle;
      adopted.ready = 0;
      adopted.takeOver(lane, this.events.eventsOf(adopted));
      void lane.handle?.api.begin(epoch);
      this.ids = Math.max(this.ids, lane.id + 1);
      this.alive.add(adopted);
      pool.lanes.push(adopted);
      this.events.changed(adopted);
    }
  }

  /** Lanes of pools that have nothing to do: what another round can take over. */
  idle(): WorkerState[] {
    return [...this.alive].filter((lane) => lane.role === "pool" && lane.used === 0);
  }
}
