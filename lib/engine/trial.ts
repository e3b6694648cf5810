import { generator } from "@/lib/base/hash";
import { MAX_SPANS, tooManySpans } from "@/lib/model/limits";
import type { Status } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import type {
  CallMessage,
  Chunk,
  ChunkOutcome,
  Payload,
  RunnerInit,
  ToRunner,
  WireError,
} from "@/lib/protocol/runner";
import { transferables } from "@/lib/runner/remote/values";
import { Cache } from "./cache";
import type { Host, RunnerEvents } from "./host";
import { Inbox } from "./inbox";
import type { TrialEnd, TrialPlan, TrialTick } from "./plan";
import { Recording } from "./recording";
import { CompletedResults } from "./results";
import type { PendingCall } from "./scheduler/pending-call";
import { Scheduler } from "./scheduler/scheduler";
import type { Trunk } from "./scheduler/trunk";
import { checkEntry } from "./validate-message";
import { type WarmPools, WorkerSet } from "./workers/worker-set";
import { type ActiveChunk, Pool, type WorkerState } from "./workers/worker-state";

const TICK_MS = 50;
const POOLED = STRATEGIES.indexOf("pooled");
const HYBRID = STRATEGIES.indexOf("hybrid");

type Ending = Pick<TrialEnd, "status" | "output" | "error">;
type Loss = "timeout" | "died";

/** One run of a program under one strategy: its lanes, its scheduler and what is recorded of it. */
export class Trial implements Trunk {
  private readonly epoch: number;
  private readonly strategy: number;
  private readonly lanes: WorkerSet;
  private readonly scheduler: Scheduler;
  private readonly inbox: Inbox;
  private readonly news = new Recording();
  private readonly cache: Cache;
  private readonly results = new CompletedResults();
  /** Processes that wait for a worker to be free to start. */
  private readonly processes: { call: CallMessage; exported: string | undefined; caller: WorkerState }[] = [];
  private over: ((end: Ending) => void) | undefined;
  private ended = false;

  constructor(
    private readonly plan: TrialPlan,
    private readonly host: Host,
    private readonly onTick: (tick: TrialTick) => void,
    private readonly warm: WarmPools | undefined,
  ) {
    this.epoch = host.now();
    this.strategy = STRATEGIES.indexOf(plan.strategy);
    this.cache = new Cache(plan.cache);
    this.lanes = new WorkerSet(host, {
      now: () => this.now(),
      initFor: (lane) => this.initFor(lane),
      eventsOf: (lane) => this.eventsOf(lane),
      changed: (lane) => this.news.lane(lane),
      loaded: (lane, error) => this.onLoaded(lane, error),
    });
    const source = {
      poolFor: (call: CallMessage) => this.poolFor(call),
      free: (pool: Pool) => this.lanes.free(pool),
      canOpen: () => this.lanes.canOpen,
      open: (pool: Pool, label: string) => this.lanes.open(pool, "op", label),
      end: (lane: WorkerState, how: "finished" | Loss) =>
        how === "finished" ? this.finishLane(lane) : this.loseLane(lane, how),
    };
    const settings = { chunk: plan.chunk, random: generator(plan.seed) };
    this.scheduler = new Scheduler(settings, source, this.cache, plan.prior, this);
    this.inbox = new Inbox(this.scheduler, this.cache, this.news, {
      answer: (lane, message) => this.answer(lane, message, []),
      startProcess: (call, exported, caller) => {
        if (!this.scheduler.mayAdd(call, caller)) return;
        if (this.processes.push({ call, exported, caller }) > MAX_SPANS) this.exceeded();
        this.startProcesses();
      },
      closing: (lane) => this.loseLane(lane, "died", "the program closed its own worker"),
    });
  }

  now(): number {
    return this.host.now() - this.epoch;
  }

  /** Runs the program to its end. Never rejects. */
  async start(): Promise<TrialEnd> {
    const { plan } = this;
    const end = new Promise<Ending>((over) => {
      this.over = over;
    });
    const ticker = setInterval(() => this.tick(), TICK_MS);
    const message = `the run took longer than its time-out of ${plan.timeoutMs} ms (settings)`;
    const limit = setTimeout(
      () => this.finish("failed", undefined, { name: "TimeoutError", message }),
      plan.timeoutMs,
    );
    const driver = this.lanes.open(null, "driver", "driver");
    this.takeWarm();
    if (this.strategy === POOLED && !plan.hasEnvironments) this.lanes.fill(this.runPool());
    void this.drive(driver);
    const { status, output, error } = await end;
    const wallMs = this.now();
    clearInterval(ticker);
    clearTimeout(limit);
    this.close(wallMs);
    const results = status === "succeeded" ? [] : this.results.list();
    return {
      status,
      wallMs,
      output,
      error,
      cache: this.cache.added,
      results,
      refused: [...this.inbox.refused],
    };
  }

  /** Ends the run as cancelled; what was recorded stays. */
  stop(): void {
    this.finish("cancelled", undefined, undefined);
  }

  /** The pools to keep for the next round. */
  keep(): WarmPools {
    return { hash: this.plan.hash, pools: this.lanes.pools, lanes: this.lanes.idle() };
  }

  private async drive(driver: WorkerState): Promise<void> {
    const failed = await driver.loaded;
    if (failed) return this.finish("failed", undefined, failed);
    const api = driver.handle?.api;
    if (!api || this.ended) return;
    try {
      const outcome: unknown = await api.runEntry(this.plan.inputs, this.plan.only);
      if (!checkEntry(outcome)) throw new Error("the entry's worker gave an answer that is no result");
      this.news.flush(driver.id, outcome);
      if (outcome.results) this.results.addAll(outcome.results);
      if (outcome.ok) this.finish("succeeded", outcome.value, undefined);
      else this.finish("failed", undefined, outcome.error);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.finish("failed", undefined, {
        name: "FanoutError",
        message: `the output cannot be sent to the page: ${reason}`,
      });
    }
  }

  /** Something in the engine itself went wrong: better a run that fails in words than one that never ends. */
  fault(reason: string): void {
    this.finish("failed", undefined, { name: "FanoutError", message: `the coordinator failed: ${reason}` });
  }

  exceeded(): void {
    this.finish("failed", undefined, { name: "FanoutError", message: tooManySpans });
  }

  private finish(status: TrialEnd["status"], output: unknown, error: WireError | undefined): void {
    if (this.ended) return;
    this.ended = true;
    this.over?.({ status, output, error });
  }

  private close(now: number): void {
    this.scheduler.stop();
    const kept = new Set(this.plan.start === "warm" ? this.lanes.idle() : []);
    for (const lane of [...this.lanes.alive]) {
      if (!kept.has(lane))
        this.lanes.end(lane, lane.chunks.size > 0 || lane.role === "driver" ? "stopped" : "finished", now);
    }
    do this.tick();
    while (this.news.isWaiting);
  }

  private tick(): void {
    if (this.news.spans > MAX_SPANS) this.exceeded();
    this.news.announce(this.scheduler.active, this.lanes.alive);
    this.onTick({
      ...this.news.take(),
      time: this.now(),
      done: this.scheduler.done,
      total: this.scheduler.total,
    });
  }

  // Lanes

  private takeWarm(): void {
    const { warm, plan } = this;
    if (!warm) return;
    if (warm.hash === plan.hash && plan.start === "warm") this.lanes.adopt(warm, this.epoch);
    else for (const lane of warm.lanes) lane.handle?.end();
  }

  private poolFor(call: CallMessage): Pool {
    if (call.strategy !== POOLED) {
      return this.lanes.pool(
        call.strategy === HYBRID ? "op hybrid" : "op dynamic",
        "op",
        this.plan.workers,
        1,
      );
    }
    const { environment } = call.options;
    if (!environment) return this.runPool();
    return this.lanes.pool(
      `environment ${environment.name}`,
      "pool",
      environment.replicas,
      environment.concurrency,
    );
  }

  private runPool(): Pool {
    return this.lanes.pool("pool", "pool", this.plan.workers, this.plan.concurrency);
  }

  private eventsOf(lane: WorkerState): RunnerEvents {
    return {
      message: (message) => {
        if (!this.ended && lane.alive) this.inbox.take(lane, message);
      },
      died: (reason) => this.loseLane(lane, "died", reason),
    };
  }

  private initFor(lane: number): RunnerInit {
    const { plan, epoch, strategy, host } = this;
    const { seed, maxParallelism, workers, code, versions, prior } = plan;
    return { lane, epoch, seed, strategy, maxParallelism, workers, code, versions, prior, cores: host.cores };
  }

  private onLoaded(lane: WorkerState, error: WireError | null): void {
    // The same program loaded in the driver, so an error is particular to the worker: what it holds fails with it.
    if (error && lane.role !== "driver")
      this.loseLane(lane, "died", `the program failed while it loaded in a worker: ${error.message}`);
    if (lane.pool) this.scheduler.pump(lane.pool);
  }

  private finishLane(lane: WorkerState): void {
    this.lanes.end(lane, "finished");
    this.pumpOthers(lane);
  }

  /** A lane is gone with what it held. */
  private loseLane(lane: WorkerState, how: Loss, reason?: string): void {
    if (!lane.alive || this.ended) return;
    this.lanes.end(lane, how);
    const [chunk] = lane.chunks.values();
    const call = chunk?.fanout.call;
    const task = call?.task ?? lane.label;
    const lost =
      lane.role === "driver"
        ? "the worker that ran the entry workflow died"
        : `the worker that ran ${task} died`;
    const message =
      how === "timeout"
        ? `${task} took longer than its time-out of ${call?.options.timeoutMs} ms, and its worker did not answer`
        : (reason ?? lost);
    const error = {
      name: how === "timeout" ? "TimeoutError" : "WorkerDied",
      message,
      path: call && [...call.trail, task],
    };
    if (lane.role === "driver") {
      this.finish("failed", undefined, error);
      return;
    }
    this.scheduler.onLaneGone(lane, error, how === "timeout");
    this.pumpOthers(lane);
  }

  /** A worker less is alive: others that waited for that may be started. */
  private pumpOthers(lane: WorkerState): void {
    this.startProcesses();
    for (const pool of this.lanes.pools.values()) if (pool !== lane.pool) this.scheduler.pump(pool);
  }

  /** Workers started by hand: outside of every pool and limit but that of workers alive. */
  private startProcesses(): void {
    while (this.lanes.canOpen && !this.ended) {
      const next = this.processes.shift();
      if (!next) return;
      if (!next.caller.alive || !this.scheduler.mayAdd(next.call, next.caller)) continue;
      const pool = new Pool(`process ${next.call.id}`, "op", 1, 1);
      const lane = this.lanes.open(pool, "process", next.call.task);
      this.scheduler.adopt(next.call, next.caller, pool, lane, next.exported);
    }
  }

  // Trunk

  run(lane: WorkerState, chunk: Chunk): Promise<ChunkOutcome> {
    const api = lane.handle?.api;
    if (!api) return Promise.reject(new Error("the worker is gone"));
    const moved = transferables(chunk.payload);
    return api.runChunk(moved.length > 0 ? this.host.transfer(chunk, moved) : chunk);
  }

  answer(lane: WorkerState, message: ToRunner, transfer: Transferable[]): void {
    if (lane.alive) lane.handle?.post(message, transfer);
  }

  lend(lane: WorkerState, driver: WorkerState, chunk: number, connects: boolean): void {
    if (!connects) {
      this.answer(driver, { type: "lend", lane: lane.id, chunk }, []);
      return;
    }
    const [first, second] = this.host.channel();
    this.answer(lane, { type: "line", port: first }, [first as unknown as Transferable]);
    this.answer(driver, { type: "lend", lane: lane.id, chunk, port: second }, [
      second as unknown as Transferable,
    ]);
  }

  record(outcome: ChunkOutcome, lane: number, now: number, single: PendingCall | undefined): void {
    this.news.outcome(outcome, lane, now, single);
  }

  unrun(
    fanout: PendingCall,
    index: number,
    count: number,
    status: Status,
    error: WireError | undefined,
    flags = 0,
    attempt = 1,
  ): void {
    this.news.unrun(fanout, index, count, status, error, flags, attempt, this.now());
  }

  interrupted(chunk: ActiveChunk, status: Status, error: WireError): void {
    this.news.interrupted(chunk, status, error, this.now());
  }

  settled(fanout: PendingCall, failed: boolean): void {
    this.news.settled(fanout, failed, this.now());
  }

  collect(call: CallMessage, index: number, payload: Payload): void {
    this.results.add(call, index, payload);
  }
}
