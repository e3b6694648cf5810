import { getOrCreate } from "@/lib/base/get-or-create";
import { chunkSize } from "@/lib/engine/scheduler/chunking";
import { EventQueue } from "./event-queue";
import { RUN_POOL } from "./hints";
import type { RemoteCall, SimulatedBody, SimulatedCall, SimulationModel } from "./model";
import type { SimulationParameters } from "./parameters";
import { playCallGraph } from "./play-call-graph";
import { type Chunk, Fanout, type Lane, type Owner, Pool } from "./simulated-pool";

export interface Simulated {
  /** NaN where the recording does not show how the entry came to its end. */
  readonly wallMs: number;
  /** Most chunks that held a slot at once. */
  readonly peak: number;
  /** Workers started. */
  readonly started: number;
}

/**
 * Carries out a run again by the engine's queueing policy (lib/engine/scheduler/scheduler): calls wait by depth, the deepest first,
 * then in the order made; each call sends one chunk and goes to the back; a body that waits for a nested call gives its
 * slot up, and what resumes goes before what starts; an op run gets a worker of its own. It simulates time alone: bodies take what
 * they took, workers never hold one another up.
 */
export function simulate(model: SimulationModel, circumstances: SimulationParameters): Simulated {
  return new Simulation(model, circumstances).run();
}

class Simulation {
  private readonly events = new EventQueue();
  private readonly pools = new Map<string, Pool>();
  private readonly paces = new Map<string, { items: number; ms: number }>();
  private sentUntil = 0;
  private running = 0;
  private peak = 0;
  private started = 0;

  constructor(
    private readonly model: SimulationModel,
    private readonly given: SimulationParameters,
  ) {}

  run(): Simulated {
    const { model, events } = this;
    let end: number | undefined;
    // A pooled run starts its pool beside its driver, before anybody asks for it.
    if ((this.given.strategy ?? (model.startsPool ? "pooled" : "none")) === "pooled")
      this.pool({ strategy: "pooled", pool: RUN_POOL });
    events.at(model.before, () => {
      this.play(model.entry, undefined, () => {
        end = events.now + model.after;
      });
    });
    // The run ends with its entry; what nobody waits for is not run to its end.
    while (end === undefined && events.next());
    return { wallMs: end ?? Number.NaN, peak: this.peak, started: this.started };
  }

  /** @param owner the chunk whose body this is part of; none for the driver, which needs no slot */
  private play(script: SimulatedBody, owner: Owner | undefined, done: () => void): void {
    playCallGraph(script, this.events, (call, settled) => this.call(call, owner, settled), done);
  }

  private call(call: SimulatedCall, owner: Owner | undefined, done: () => void): void {
    if (call.type === "delay") this.events.at(this.events.now + call.ms, done);
    else if (call.type === "inline") this.play(call.script, owner, done);
    else this.submit(call, owner, done);
  }

  private submit(call: RemoteCall, owner: Owner | undefined, done: () => void): void {
    this.suspend(owner);
    const fanout = new Fanout(call, () => this.resume(owner, done));
    if (call.ms.length === 0) {
      this.events.at(this.events.now, fanout.settle);
      return;
    }
    const pool = this.pool(call.process ? { strategy: "dynamic", pool: "" } : call);
    if (call.process) this.send(fanout, pool, this.openLane());
    else {
      this.enqueue(fanout, pool);
      this.pump(pool);
    }
  }

  private pool(call: { readonly strategy: string; readonly pool: string }): Pool {
    const { workers, concurrency, maxParallelism, strategy = call.strategy } = this.given;
    const pooled = strategy === "pooled";
    const environment = this.model.environments.get(call.pool);
    const name = pooled ? (environment === undefined ? RUN_POOL : call.pool) : strategy;
    const known = this.pools.get(name);
    if (known !== undefined) return known;
    const size = environment?.lanes ?? workers;
    const pool = pooled
      ? new Pool("pool", size, environment?.concurrency ?? concurrency)
      : new Pool("op", Math.min(workers, maxParallelism), 1);
    this.pools.set(name, pool);
    if (pooled) {
      for (let i = 0; i < size; i += 1) {
        const ready = this.events.now + (this.given.warm ? 0 : this.given.spawnMs(i, size));
        const lane: Lane = { ready, used: 0, resumes: [] };
        if (!this.given.warm) this.started += 1;
        this.events.at(ready, () => {
          for (let slot = 0; slot < pool.concurrency; slot += 1) pool.free.push(lane);
          this.pump(pool);
        });
      }
    }
    return pool;
  }

  private openLane(): Lane {
    const lane: Lane = { ready: this.events.now + this.given.spawnMs(this.started, 0), used: 0, resumes: [] };
    this.started += 1;
    return lane;
  }

  private pump(pool: Pool): void {
    if (pool.role === "pool") this.pumpPool(pool);
    else this.pumpOps(pool);
  }

  private pumpPool(pool: Pool): void {
    for (;;) {
      // Places are given back one by one, and a lane that was given to a body that goes on is not free.
      let lane = pool.free.peek();
      while (lane !== undefined && lane.used >= pool.concurrency) {
        pool.free.shift();
        lane = pool.free.peek();
      }
      if (lane === undefined) return;
      const fanout = pool.nextReady();
      if (fanout === undefined) return;
      pool.free.shift();
      this.send(fanout, pool, lane);
    }
  }

  private pumpOps(pool: Pool): void {
    while (pool.running < pool.size) {
      const resume = pool.resumes.shift();
      if (resume !== undefined) {
        this.take(resume.chunk);
        resume.deliver();
        continue;
      }
      const fanout = pool.nextReady();
      if (fanout === undefined) return;
      this.send(fanout, pool, this.openLane());
    }
  }

  private enqueue(fanout: Fanout, pool: Pool): void {
    if (fanout.queued || !fanout.hasPending || fanout.inflight >= fanout.call.limit) return;
    fanout.queued = true;
    pool.ready.push(fanout.call.depth, fanout);
  }

  private send(fanout: Fanout, pool: Pool, lane: Lane): void {
    const { call } = fanout;
    const items = fanout.takeItems(fanout.singles.length > 0 ? 1 : this.countFor(fanout, pool));
    fanout.inflight += 1;
    const chunk: Chunk = { fanout, pool, lane, items, outstanding: 0 };
    this.take(chunk);
    this.enqueue(fanout, pool);
    let bytes = 0;
    for (const item of items) bytes += call.bytesIn[item] as number;
    // One after the other: the scheduler is one thread.
    this.sentUntil = Math.max(this.sentUntil, this.events.now) + this.given.perDispatchMs;
    const arrives = Math.max(this.sentUntil, lane.ready) + this.given.thereMs(bytes);
    this.events.at(arrives, () => this.runItems(chunk, 0));
  }

  private countFor(fanout: Fanout, pool: Pool): number {
    const { call } = fanout;
    const strategy = this.given.strategy ?? call.strategy;
    if (!call.map || strategy === "dynamic") return 1;
    const rule = this.given.chunkOfAll ?? call.rule ?? this.given.chunk;
    const slots = Math.max(1, Math.min(pool.size * pool.concurrency, call.limit));
    if (strategy === "hybrid" && rule === "auto")
      return Math.min(fanout.remaining, Math.ceil(call.ms.length / slots));
    if (rule === "auto" && call.dynamic) return 1;
    return chunkSize(rule, {
      n: call.ms.length,
      remaining: fanout.remaining,
      slots,
      meanMs: this.meanMs(call.task),
    });
  }

  /** Runs a chunk's items from its `at`-th on: those without calls of their own together, in one step of time. */
  private runItems(chunk: Chunk, at: number): void {
    const { events, given } = this;
    const { call } = chunk.fanout;
    let took = 0;
    let next = at;
    if (call.inside > 1) {
      took = this.insideMs(chunk);
      next = chunk.items.length;
    }
    for (; next < chunk.items.length; next += 1) {
      const item = chunk.items[next] as number;
      if (call.scripts.has(item) && !chunk.fanout.failsNow(item)) break;
      took += given.itemMs(chunk.fanout.msOf(item)) + given.perItemMs;
    }
    events.at(events.now + took, () => {
      const script = call.scripts.get(chunk.items[next] ?? -1);
      if (script === undefined) this.arrive(chunk);
      else this.play(script, chunk, () => this.runItems(chunk, next + 1));
    });
  }

  /** A chunk whose bodies wait together, as on one event loop: each place takes the next item when its last one is done. */
  private insideMs(chunk: Chunk): number {
    const { call } = chunk.fanout;
    const places = new Float64Array(Math.min(call.inside, chunk.items.length));
    for (const item of chunk.items) {
      let first = 0;
      for (let i = 1; i < places.length; i += 1)
        if ((places[i] as number) < (places[first] as number)) first = i;
      places[first] =
        (places[first] as number) + this.given.itemMs(chunk.fanout.msOf(item)) + this.given.perItemMs;
    }
    return Math.max(0, ...places);
  }

  private arrive(chunk: Chunk): void {
    const { events } = this;
    let bytes = 0;
    for (const item of chunk.items) bytes += chunk.fanout.call.bytesOut[item] as number;
    events.at(events.now + this.given.backMs(bytes), () => this.onOutcome(chunk));
  }

  private onOutcome(chunk: Chunk): void {
    const { fanout, pool } = chunk;
    fanout.inflight -= 1;
    this.release(chunk);
    if (fanout.call.map) this.pace(chunk);
    for (const item of chunk.items) {
      const retry = fanout.finish(item);
      if (retry === undefined) continue;
      this.events.at(this.events.now + retry.delay, () => {
        fanout.singles.push(item);
        this.enqueue(fanout, pool);
        this.pump(pool);
      });
    }
    if (fanout.done) fanout.settle();
    else this.enqueue(fanout, pool);
    this.pump(pool);
  }

  /** How long items of a task took lately, older chunks counting half as much each time (lib/engine/scheduler/duration-estimate). */
  private pace({ fanout, items }: Chunk): void {
    const pace = getOrCreate(this.paces, fanout.call.task, () => ({ items: 0, ms: 0 }));
    let ms = 0;
    for (const item of items) ms += this.given.itemMs(fanout.msOf(item));
    pace.items = pace.items / 2 + items.length;
    pace.ms = pace.ms / 2 + ms;
  }

  private meanMs(task: string): number {
    const pace = this.paces.get(task);
    return pace === undefined ? Number.NaN : pace.ms / pace.items;
  }

  private suspend(owner: Owner | undefined): void {
    if (owner === undefined) return;
    owner.outstanding += 1;
    if (owner.outstanding > 1) return;
    this.release(owner);
    this.pump(owner.pool);
  }

  private resume(owner: Owner | undefined, deliver: () => void): void {
    if (owner !== undefined) owner.outstanding -= 1;
    if (owner === undefined || owner.outstanding > 0) {
      deliver();
      return;
    }
    const { pool, lane } = owner;
    if (pool.role === "op") pool.resumes.push(owner.fanout.call.depth, { chunk: owner, deliver });
    else if (lane.used < pool.concurrency) {
      this.take(owner);
      deliver();
    } else lane.resumes.push({ chunk: owner, deliver });
    this.pump(pool);
  }

  private take(chunk: Chunk): void {
    chunk.lane.used += 1;
    chunk.pool.running += 1;
    this.running += 1;
    this.peak = Math.max(this.peak, this.running);
  }

  private release(chunk: Chunk): void {
    const { lane, pool } = chunk;
    lane.used -= 1;
    pool.running -= 1;
    this.running -= 1;
    if (pool.role === "op") return;
    // What resumes goes before what starts.
    const resume = lane.resumes.shift();
    if (resume !== undefined) {
      this.take(resume.chunk);
      resume.deliver();
    } else pool.free.push(lane);
  }
}
