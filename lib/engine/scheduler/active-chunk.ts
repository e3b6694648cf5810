import { getOrCreate } from "@/lib/base/get-or-create";
import type { Scope } from "@/lib/protocol/calls";
import type { EngineWorker, WorkerPool } from "../workers/worker";
import type { PendingCall } from "./pending-call";

/** Items of one call that are under way on a worker. */
export interface ActiveChunk {
  readonly id: number;
  readonly pool: WorkerPool;
  readonly pending: PendingCall;
  readonly from: number;
  readonly count: number;
  readonly attempt: number;
  readonly worker: EngineWorker;
  readonly scopes: readonly Scope[];
  readonly dispatched: number;
  /** Nested calls of its bodies that are under way: while there are any, it holds no slot. */
  outstanding: number;
  /** Also false while it waits to have it again. */
  holdsSlot: boolean;
  /** Its places under declared limits. */
  holdsPlaces: boolean;
  /** Bodies of it that wait for calls in their own thread: meanwhile it has no places. */
  lent: number;
  /** Deliveries of what it waited for, while it waits to have its slot again. */
  readonly arrived: (() => void)[];
  announced: boolean;
  /** What it was sent with. */
  readonly train: Train | undefined;
}

/** Chunks of single calls that went to a worker in one message and run there one after the other, in one slot. */
export interface Train {
  /** Chunks that were sent. */
  readonly size: number;
  /** Those that still share the slot. */
  readonly sharing: Set<ActiveChunk>;
}

/** A body that continues as soon as it has its slot again. */
export interface ResumableBody {
  readonly chunk: ActiveChunk;
  readonly deliver: () => void;
}

/** What is remembered of a chunk after its end. */
interface EndedChunk extends Pick<ActiveChunk, "count" | "scopes"> {
  /** Span id of its first item. */
  readonly first: number;
}

/** Chunks of one worker that are remembered: their bodies may have gone on, past a timeout. */
const MAX_ENDED = 64;
const NONE: readonly never[] = [];

/** The chunks under way, by worker. */
export class ActiveChunks {
  private readonly byWorker = new Map<EngineWorker, Map<number, ActiveChunk>>();
  private readonly ended = new WeakMap<EngineWorker, EndedChunk[]>();

  add(chunk: ActiveChunk): void {
    getOrCreate(this.byWorker, chunk.worker, () => new Map()).set(chunk.id, chunk);
    chunk.worker.held++;
  }

  get(worker: EngineWorker, id: number): ActiveChunk | undefined {
    return this.byWorker.get(worker)?.get(id);
  }

  has({ worker, id }: ActiveChunk): boolean {
    return this.byWorker.get(worker)?.has(id) === true;
  }

  /** @returns false where it was not there */
  remove({ worker, id, pending, from, count, scopes }: ActiveChunk): boolean {
    const chunks = this.byWorker.get(worker);
    if (!chunks?.delete(id)) return false;
    worker.held--;
    if (chunks.size === 0) this.byWorker.delete(worker);
    const ended = this.ended.get(worker) ?? [];
    this.ended.set(worker, ended);
    if (ended.length >= MAX_ENDED) ended.shift();
    ended.push({ first: pending.firstItem + from, count, scopes });
    return true;
  }

  /** Those that ended last. */
  lately(worker: EngineWorker): readonly EndedChunk[] {
    return this.ended.get(worker) ?? NONE;
  }

  of(worker: EngineWorker): ActiveChunk[] {
    return [...this.on(worker)];
  }

  on(worker: EngineWorker): Iterable<ActiveChunk> {
    return this.byWorker.get(worker)?.values() ?? NONE;
  }

  ofCall(pending: PendingCall): ActiveChunk[] {
    return pending.inflight === 0 ? [] : [...this.all()].filter((chunk) => chunk.pending === pending);
  }

  *all(): Generator<ActiveChunk> {
    for (const chunks of this.byWorker.values()) yield* chunks.values();
  }
}
