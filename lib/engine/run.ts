import { generator } from "@/lib/sdk/policy/hash";
import type {
  CallMessage,
  Chunk,
  ChunkOutcome,
  FromRunner,
  Payload,
  RunnerInit,
  ToRunner,
  WireError,
} from "@/lib/sdk/wire";
import { type Lane, STRATEGIES, type Status } from "@/lib/trace/rows";
import { CacheTable } from "./cache-table";
import { checkMessage } from "./check";
import type { Fanout } from "./fanout";
import type { Host, RunnerEvents } from "./host";
import { type ChunkRun, LaneState, Pool } from "./lanes";
import { News, type NewsTick } from "./news";
import { Queues } from "./queues";
import { Results } from "./results";
import { Scheduler } from "./scheduler";
import type { Trunk } from "./trunk";

/** DESIGN section 9. */
const MAX_WORKERS = 64;
const TICK_MS = 50;
const POOLED = STRATEGIES.indexOf("pooled");
const HYBRID = STRATEGIES.indexOf("hybrid");

/** What one run is to do; `RunRequest` of the wire with its maps made. */
export interface RunPlan {
  readonly code: string;
  readonly hash: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly strategy: (typeof STRATEGIES)[number];
  readonly workers: number;
  readonly concurrency: number;
  readonly maxParallelism: number;
  readonly start: "cold" | "warm";
  readonly chunk: number | "auto" | "python";
  readonly seed: number;
  readonly timeoutMs: number;
  readonly cache: readonly { readonly key: string; readonly task: string; readonly value: unknown }[];
  readonly prior: ReadonlyMap<number, unknown>;
  readonly only?: { readonly task: string; readonly args: readonly unknown[] };
}

export interface RunTick extends NewsTick {
  readonly time: number;
  readonly done: number;
  readonly total: number;
}

export interface RunEnd {
  readonly status: "succeeded" | "failed" | "cancelled";
  readonly wallMs: number;
  readonly output: unknown;
  readonly error?: WireError;
  readonly cache: readonly { readonly key: string; readonly task: string; readonly value: unknown }[];
  readonly results: readonly { readonly path: number; readonly value: unknown }[];
  readonly refused: readonly string[];
}

/** Lanes that outlive a run (`start: "warm"`), of one program. */
export interface WarmPools {
  readonly hash: string;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly lanes: readonly LaneState[];
}

/** One run of a program under one strategy: its lanes, its scheduler and what is recorded of it. */
export class Run implements Trunk {
  private readonly epoch: number;
  private readonly scheduler: Scheduler;
  private readonly news = new News();
  private readonly queues = new Queues();
  private readonly cache: CacheTable;
  private readonly pools = new Map<string, Pool>();
  private readonly lanes = new Map<number, LaneState>();
  private readonly results = new Results();
  private readonly refused = new Set<string>();
  private readonly waitingProcesses: {
    call: CallMessage;
    exported: string | undefined;
    caller: LaneState;
  }[] = [];
  private readonly strategy: number;
  private laneIds = 0;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private limit: ReturnType<typeof setTimeout> | undefined;
  private over: ((end: Pick<RunEnd, "status" | "output" | "error">) => void) | undefined;
  private ended = false;

  constructor(
    private readonly plan: RunPlan,
    private readonly host: Host,
    private readonly onTick: (tick: RunTick) => void,
    private readonly warm: WarmPools | undefined,
  ) {
    this.epoch = host.now();
    this.strategy = STRATEGIES.indexOf(plan.strategy);
    this.cache = new CacheTable(plan.cache);
    this.scheduler = new Scheduler(
      {
        workers: plan.workers,
        concurrency: plan.concurrency,
        chunk: plan.chunk,
        random: generator(plan.seed),
      },
      this.laneSource(),
      this.cache,
      plan.prior,
      this,
    );
  }

  now(): number {
    return this.host.now() - this.epoch;
  }

  /** Runs the program to its end. Never rejects. */
  async start(): Promise<RunEnd> {
    const end = new Promise<Pick<RunEnd, "status" | "output" | "error">>((over) => {
      this.over = over;
    });
    this.ticker = setInterval(() => this.tick(), TICK_MS);
    this.limit = setTimeout(
      () =>
        this.finish("failed", undefined, {
          name: "TimeoutError",
          message: `the run took longer than its time-out of ${this.plan.timeoutMs} ms (settings)`,
        }),
      this.plan.timeoutMs,
    );
    const driver = this.openLane(null, "driver", "driver");
    this.adoptWarm();
    if (this.strategy === POOLED) this.fill(this.runPool());
    void this.drive(driver);
    const { status, output, error } = await end;
    const wallMs = this.now();
    this.close(wallMs);
    return {
      status,
      wallMs,
      output,
      error,
      cache: this.cache.added,
      results: status === "succeeded" ? [] : this.results.list(),
      refused: [...this.refused],
    };
  }

  /** Ends the run as cancelled; what was recorded stays. */
  stop(): void {
    this.finish("cancelled", undefined, undefined);
  }

  /** The pools to keep for the next round. */
  keep(): WarmPools {
    const lanes = [...this.lanes.values()].filter(
      (lane) => lane.alive && lane.role === "pool" && lane.used === 0,
    );
    return { hash: this.plan.hash, pools: this.pools, lanes };
  }

  private async drive(driver: LaneState): Promise<void> {
    const failed = await driver.loaded;
    if (failed) return this.finish("failed", undefined, failed);
    const api = driver.handle?.api;
    if (!api || this.ended) return;
    try {
      const outcome = await api.runEntry(this.plan.inputs, this.plan.only);
      this.news.flush(driver.id, outcome);
      if (outcome.results) this.results.addAll(outcome.results);
      if (outcome.ok) this.finish("succeeded", outcome.value, undefined);
      else this.finish("failed", undefined, outcome.error);
    } catch (error) {
      this.finish("failed", undefined, {
        name: "FanoutError",
        message: `the output cannot be sent to the page: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  }

  private finish(status: RunEnd["status"], output: unknown, error: WireError | undefined): void {
    if (this.ended) return;
    this.ended = true;
    this.over?.({ status, output, error });
  }

  private close(now: number): void {
    clearInterval(this.ticker);
    clearTimeout(this.limit);
    this.scheduler.stop();
    for (const lane of this.lanes.values()) {
      if (!lane.alive) continue;
      const keeps = this.plan.start === "warm" && lane.role === "pool" && lane.used === 0;
      if (keeps) continue;
      lane.alive = false;
      lane.ended = now;
      lane.end = lane.chunks.size > 0 || lane.role === "driver" ? "stopped" : "finished";
      lane.handle?.end();
      this.news.lane(lane);
    }
    this.tick();
  }

  private tick(): void {
    this.news.announce(this.scheduler.active, this.lanes.values());
    this.onTick({
      ...this.news.take(),
      time: this.now(),
      done: this.scheduler.done,
      total: this.scheduler.total,
    });
  }

  // Lanes

  private laneSource() {
    return {
      poolFor: (call: CallMessage) => this.poolFor(call),
      free: (pool: Pool) => {
        if (pool.role === "pool") this.fill(pool);
        let best: LaneState | undefined;
        for (const lane of pool.lanes) {
          if (
            lane.alive &&
            lane.isReady &&
            lane.used < pool.concurrency &&
            lane.resumes.length === 0 &&
            (!best || lane.used < best.used)
          )
            best = lane;
        }
        return best;
      },
      canOpen: () => this.alive < MAX_WORKERS,
      open: (pool: Pool, label: string) => this.openLane(pool, "op", label),
      end: (lane: LaneState, how: "finished" | "timeout" | "died") => this.endLane(lane, how),
    };
  }

  private get alive(): number {
    let n = 0;
    for (const lane of this.lanes.values()) if (lane.alive && lane.role !== "driver") n++;
    return n;
  }

  private poolFor(call: CallMessage): Pool {
    if (call.strategy !== POOLED)
      return this.pool(call.strategy === HYBRID ? "op hybrid" : "op dynamic", "op", this.plan.workers, 1);
    const { environment } = call.options;
    return environment
      ? this.pool(`environment ${environment.name}`, "pool", environment.replicas, environment.concurrency)
      : this.runPool();
  }

  private runPool(): Pool {
    return this.pool("pool", "pool", this.plan.workers, this.plan.concurrency);
  }

  private pool(name: string, role: "pool" | "op", size: number, concurrency: number): Pool {
    let pool = this.pools.get(name);
    if (!pool) {
      pool = new Pool(name, role, Math.min(size, MAX_WORKERS), concurrency);
      this.pools.set(name, pool);
    }
    return pool;
  }

  /** Starts the lanes of a pool that are missing: at its first use, and after one was lost. */
  private fill(pool: Pool): void {
    let alive = 0;
    for (const lane of pool.lanes) if (lane.alive) alive++;
    while (alive < pool.size && this.alive < MAX_WORKERS && !this.ended) {
      this.openLane(pool, "pool", pool.name.replace(/^environment /, ""));
      alive++;
    }
  }

  private adoptWarm(): void {
    const { warm } = this;
    if (!warm) return;
    for (const lane of warm.lanes) {
      if (warm.hash !== this.plan.hash || this.plan.start !== "warm") {
        lane.handle?.end();
        continue;
      }
      const old = [...warm.pools].find(([, pool]) => pool.lanes.includes(lane));
      if (!old) continue;
      const pool = this.pool(old[0], "pool", old[1].size, old[1].concurrency);
      const adopted = new LaneState(lane.id, pool, "pool", lane.label, 0);
      adopted.handle = lane.handle;
      adopted.ready = 0;
      adopted.takeOver(lane, this.eventsOf(adopted));
      void lane.handle?.api.begin(this.epoch);
      this.laneIds = Math.max(this.laneIds, lane.id + 1);
      pool.lanes.push(adopted);
      this.lanes.set(adopted.id, adopted);
      this.news.lane(adopted);
    }
  }

  private openLane(pool: Pool | null, role: Lane["role"], label: string): LaneState {
    const id = role === "driver" ? 0 : Math.max(1, this.laneIds);
    this.laneIds = Math.max(this.laneIds, id + 1);
    const lane = new LaneState(id, pool, role, label, this.now());
    this.lanes.set(id, lane);
    pool?.lanes.push(lane);
    lane.handle = this.host.start(id, lane.events(this.eventsOf(lane)));
    const loaded = lane.handle.api.load(this.initFor(id));
    lane.loaded = loaded.then(
      (error) => this.onLoaded(lane, error),
      (error: unknown) => this.onLoaded(lane, { name: "FanoutError", message: String(error) }),
    );
    this.news.lane(lane);
    return lane;
  }

  private eventsOf(lane: LaneState): RunnerEvents {
    return {
      message: (message) => this.onMessage(lane, message),
      died: (reason) => this.onDied(lane, reason),
    };
  }

  private initFor(lane: number): RunnerInit {
    const { plan } = this;
    return {
      lane,
      epoch: this.epoch,
      seed: plan.seed,
      strategy: this.strategy,
      maxParallelism: plan.maxParallelism,
      workers: plan.workers,
      code: plan.code,
      versions: plan.versions,
      prior: plan.prior,
      cores: this.host.cores,
    };
  }

  private onLoaded(lane: LaneState, error: WireError | null): WireError | null {
    lane.ready = this.now();
    this.news.lane(lane);
    if (error && lane.role !== "driver") {
      // The same program loaded in the driver, so this is particular to the worker: what it holds fails with it.
      this.endLane(lane, "died", {
        ...error,
        message: `the program failed while it loaded in a worker: ${error.message}`,
      });
    }
    if (lane.pool) this.scheduler.pump(lane.pool);
    return error;
  }

  private endLane(lane: LaneState, how: "finished" | "timeout" | "died", error?: WireError): void {
    if (!lane.alive) return;
    lane.alive = false;
    lane.ended = this.now();
    lane.end = how;
    lane.handle?.end();
    this.news.lane(lane);
    if (lane.pool) {
      const at = lane.pool.lanes.indexOf(lane);
      if (at >= 0) lane.pool.lanes.splice(at, 1);
    }
    if (how !== "finished") {
      const chunk = [...lane.chunks.values()][0];
      const task = chunk?.fanout.call.task ?? lane.label;
      const path = chunk ? [...chunk.fanout.call.trail, task] : undefined;
      const wire =
        error ??
        (how === "timeout"
          ? {
              name: "TimeoutError",
              message: `${task} took longer than its time-out of ${chunk?.fanout.call.options.timeoutMs} ms, and its worker did not answer`,
              path,
            }
          : { name: "WorkerDied", message: `the worker that ran ${task} died`, path });
      if (lane.role === "driver") {
        this.finish("failed", undefined, {
          ...wire,
          message: error?.message ?? "the worker that ran the entry workflow died",
        });
        return;
      }
      this.scheduler.onLaneGone(lane, wire, how === "timeout");
    }
    this.startProcesses();
    for (const pool of this.pools.values()) if (pool !== lane.pool) this.scheduler.pump(pool);
  }

  private onDied(lane: LaneState, reason: string): void {
    if (this.ended) return;
    this.endLane(lane, "died", { name: "WorkerDied", message: reason });
  }

  // Messages from runners: a stranger's code sends them.

  private onMessage(lane: LaneState, message: FromRunner): void {
    if (this.ended || !lane.alive || !checkMessage(message)) return;
    this.handle(lane, message);
  }

  private handle(lane: LaneState, message: FromRunner): void {
    const { scheduler, cache } = this;
    switch (message.t) {
      case "call":
        scheduler.submit(message, lane);
        break;
      case "cancel":
        scheduler.cancel(message.calls);
        break;
      case "flush":
        this.news.flush(lane.id, message.flush);
        break;
      case "checkpoint":
        scheduler.checkpoint(message.span, message.key, message.value);
        break;
      case "cacheGet":
        cache.get(message.key, (found) =>
          this.answer(
            lane,
            { t: "cache", req: message.req, hit: found.hit, value: found.hit ? found.value : undefined },
            [],
          ),
        );
        break;
      case "cachePut":
        if (message.ok) cache.put(message.key, message.task, message.value);
        else cache.fail(message.key);
        break;
      case "queue":
        this.onQueue(lane, message);
        break;
      case "process":
        this.waitingProcesses.push({ call: message.call, exported: message.exported, caller: lane });
        this.startProcesses();
        break;
      case "refused":
        if (this.refused.size < 100) this.refused.add(message.what.slice(0, 300));
        break;
      case "closing":
        this.endLane(lane, "died", { name: "WorkerDied", message: "the program closed its own worker" });
        break;
    }
  }

  private onQueue(lane: LaneState, message: Extract<FromRunner, { t: "queue" }>): void {
    const answer = (ok: boolean, value?: unknown) =>
      this.answer(lane, { t: "queue", req: message.req, ok, value }, []);
    if (message.op === "put") {
      answer(this.queues.put(message.queue, message.value));
      return;
    }
    if (message.op === "close") {
      this.queues.close(message.queue);
      answer(true);
      return;
    }
    const chunk = lane.chunks.get(message.chunk);
    this.scheduler.suspend(chunk);
    this.queues.get(message.queue, (found) =>
      this.scheduler.resume(chunk, () => answer(found.ok, found.value)),
    );
  }

  /** Workers started by hand: outside of every pool and limit but that of workers alive. */
  private startProcesses(): void {
    while (this.waitingProcesses.length > 0 && this.alive < MAX_WORKERS && !this.ended) {
      const { call, exported, caller } =
        this.waitingProcesses.shift() as (typeof this.waitingProcesses)[number];
      const pool = new Pool(`process ${call.id}`, "op", 1, 1);
      this.scheduler.adopt(call, caller, pool, this.openLane(pool, "process", call.task), exported);
    }
  }

  // Trunk

  run(lane: LaneState, chunk: Chunk): Promise<ChunkOutcome> {
    const api = lane.handle?.api;
    if (!api) return Promise.reject(new Error("the worker is gone"));
    return api.runChunk(
      chunk.payload.form === "numbers"
        ? this.host.transfer(chunk, [chunk.payload.numbers.buffer as ArrayBuffer])
        : chunk,
    );
  }

  answer(lane: LaneState, message: ToRunner, transfer: Transferable[]): void {
    if (lane.alive) lane.handle?.post(message, transfer);
  }

  record(outcome: ChunkOutcome, lane: number, now: number, single: Fanout | undefined): void {
    this.news.outcome(outcome, lane, now, single);
  }

  unrun(
    fanout: Fanout,
    index: number,
    count: number,
    status: Status,
    error: WireError | undefined,
    flags = 0,
  ): void {
    this.news.unrun(fanout, index, count, status, error, flags, this.now());
  }

  interrupted(chunk: ChunkRun, status: Status, error: WireError): void {
    this.news.interrupted(chunk, status, error, this.now());
  }

  settled(fanout: Fanout, failed: boolean): void {
    this.news.settled(fanout, failed, this.now());
  }

  collect(call: CallMessage, index: number, payload: Payload): void {
    this.results.add(call, index, payload);
  }
}
