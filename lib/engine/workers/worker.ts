import { Heap } from "@/lib/base/heap";
import type { Lane } from "@/lib/protocol/rows";
import type { ToRunner } from "@/lib/protocol/to-runner";
import type { WireError } from "@/lib/protocol/wire-error";
import type { WorkerHandle } from "../host";

/** Events of a trial's workers. */
export interface WorkerListener {
  loaded(worker: EngineWorker, error: WireError | null): void;
  message(worker: EngineWorker, message: unknown): void;
  died(worker: EngineWorker, reason: string): void;
}

/** Who gets a worker's events: a warm worker belongs to several trials in turn. */
export interface WorkerHolder {
  worker: EngineWorker;
  listener: WorkerListener;
}

/** A worker of a trial, from when it is asked for. */
export class EngineWorker {
  /** Slots in use. Changed by its pool only. */
  used = 0;
  /** Chunks that it has not answered, those whose bodies wait included. Kept by the scheduler. */
  held = 0;
  /** Bodies that wait for a slot of this worker, which go before new work. Kept by the scheduler. */
  resuming = 0;
  alive = true;
  ready = Number.NaN;
  ended = Number.NaN;
  end: Lane["end"];
  private outbox: { readonly messages: ToRunner[]; readonly moved: Transferable[] } | undefined;
  handle: WorkerHandle | null = null;
  holder: WorkerHolder | null = null;
  /** @param requested ms since the trial's start */
  constructor(
    readonly id: number,
    readonly pool: WorkerPool | null,
    readonly role: Lane["role"],
    readonly label: string,
    readonly requested: number,
  ) {}

  get isReady(): boolean {
    return !Number.isNaN(this.ready);
  }

  /** Nothing runs on it or waits there. */
  get isIdle(): boolean {
    return this.held === 0 && this.used === 0;
  }

  /** All its bodies wait for nested calls. */
  get isWaiting(): boolean {
    return this.held > 0 && this.used === 0 && this.resuming === 0;
  }

  /** Messages that are posted from now on go out as one, with `release`. */
  hold(): void {
    this.outbox ??= { messages: [], moved: [] };
  }

  release(): void {
    const { outbox } = this;
    this.outbox = undefined;
    if (!outbox || outbox.messages.length === 0) return;
    const messages = withSuccesses(outbox.messages);
    this.post(messages.length === 1 ? (messages[0] as ToRunner) : { type: "all", messages }, outbox.moved);
  }

  post(message: ToRunner, moved: Transferable[] = []): void {
    if (this.outbox) {
      this.outbox.messages.push(message);
      this.outbox.moved.push(...moved);
    } else if (this.alive) this.handle?.post(message, moved);
  }

  toLane(): Lane {
    const { id, role, label, requested, ready, ended, end } = this;
    return { lane: id, role, label, requested, ready, ended, end };
  }
}

/** Neighbouring results of single calls as one message: cloning a message for each takes most of the time. */
function withSuccesses(messages: readonly ToRunner[]): ToRunner[] {
  const all: ToRunner[] = [];
  let run: { type: "succeeded"; calls: number[]; values: unknown[] } | undefined;
  for (const message of messages) {
    if (message.type !== "settled" || !isOneResult(message)) {
      run = undefined;
      all.push(message);
      continue;
    }
    if (!run) {
      run = { type: "succeeded", calls: [], values: [] };
      all.push(run);
    }
    run.calls.push(message.call);
    run.values.push(message.part?.payload.form === "list" ? message.part.payload.list[0] : undefined);
  }
  return all;
}

function isOneResult({ part, error, nulls = [] }: ToRunner & { type: "settled" }): boolean {
  const isOne = part?.index === 0 && part.payload.form === "list" && part.payload.list.length === 1;
  return isOne && error === undefined && nulls.length === 0;
}

/** Ids are below this, so that one number orders workers by their free slots first, then by age. */
const MAX_LANE_IDS = 2 ** 28;

/** Workers of one kind: kept ones with `concurrency` slots each, or fresh ones, one for each chunk. */
export class WorkerPool {
  /** No worker of it is started any more. */
  isClosed = false;
  readonly workers = new Set<EngineWorker>();
  /** Slots in use in all of its workers. */
  running = 0;
  private readonly free = new Heap<EngineWorker>();

  /** @param size kept workers, or fresh ones that run in parallel */
  constructor(
    readonly name: string,
    readonly keeps: boolean,
    readonly size: number,
    readonly concurrency: number,
  ) {}

  get slots(): number {
    return this.size * this.concurrency;
  }

  occupy(worker: EngineWorker): void {
    worker.used++;
    this.running++;
    worker.pool?.offer(worker);
  }

  vacate(worker: EngineWorker): void {
    worker.used--;
    this.running--;
    // At the bound of workers it may belong to another pool.
    worker.pool?.offer(worker);
  }

  /** To be called whenever a worker may have become free: it is ready, or nothing waits for its slot any more. */
  offer(worker: EngineWorker): void {
    if (this.keeps && this.isFree(worker)) this.free.push(worker.used * MAX_LANE_IDS + worker.id, worker);
  }

  /** The kept worker with the most free slots; undefined where all are busy. */
  freeWorker(): EngineWorker | undefined {
    for (let worker = this.free.peek(); worker !== undefined; worker = this.free.peek()) {
      // An older entry of a worker whose slots have changed since.
      if (this.isFree(worker) && this.free.key === worker.used * MAX_LANE_IDS + worker.id) return worker;
      this.free.pop();
    }
    return undefined;
  }

  private isFree(worker: EngineWorker): boolean {
    return worker.alive && worker.isReady && worker.used < this.concurrency && worker.resuming === 0;
  }
}
