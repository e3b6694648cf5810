import { EXECUTED } from "@/lib/model/kind";
import type { CallMessage } from "@/lib/protocol/calls";
import type { Flush } from "@/lib/protocol/flush";
import {
  ATTEMPT,
  FLAG_INLINE,
  flagsOf,
  ID,
  ID_SPACE,
  kindOf,
  PACKED,
  PARENT,
  SIZE,
  STRIDE,
  WORKER,
} from "@/lib/protocol/rows";
import { payloadLength } from "@/lib/runner/remote/payload";
import type { EngineWorker } from "../workers/worker";
import type { ActiveChunk, ActiveChunks } from "./active-chunk";
import type { DirectCalls } from "./direct-calls";

/**
 * What a runner may speak for: the spans that it made, whose ids are its own, and the items that it was given and that run.
 * All runners of a trial hold a stranger's program, and none may speak for another. Rows are many: the checks of one are a
 * few comparisons.
 */
export class Ownership {
  constructor(
    private readonly chunks: ActiveChunks,
    private readonly directCalls: DirectCalls,
  ) {}

  /** What a worker has recorded of itself; the rest is left out. */
  ofWorker<T extends Flush>(worker: EngineWorker, flush: T): T {
    const { batch, notes, logs } = flush;
    return {
      ...flush,
      batch: batch && { ...batch, rows: this.rows(worker, batch.rows) },
      notes: notes?.filter(({ id, attempt }) => this.runs(worker, id, attempt)),
      logs: logs?.filter(
        ({ worker: by, span }) => by === worker.id && (span === -1 || this.mayNest(worker, span)),
      ),
    };
  }

  /** Its ids are the caller's own, down to the last item, and so is the body that makes it. */
  mayCall(worker: EngineWorker, { id, map, payload, parent, scopes }: CallMessage): boolean {
    const ids = map ? payloadLength(payload) + 1 : 1;
    return (
      isOwn(worker, id, ids) &&
      this.mayNest(worker, parent) &&
      scopes.every((scope) => this.mayLimit(worker, scope.id))
    );
  }

  /** The chunk that a span is an item of, if it runs on this worker. */
  chunkOf(worker: EngineWorker, span: number): ActiveChunk | undefined {
    for (const chunk of this.chunks.on(worker)) if (includes(chunk, span, 1)) return chunk;
    return undefined;
  }

  /** Whether calls of this worker may count under a workflow's limit: its own, or one that holds for what it was given. */
  mayLimit(worker: EngineWorker, scope: number): boolean {
    if (isOwn(worker, scope, 1) || this.isDriverSpan(worker, scope)) return true;
    for (const { scopes } of this.chunks.on(worker)) if (scopes.some(({ id }) => id === scope)) return true;
    return this.chunks.lately(worker).some(({ scopes }) => scopes.some(({ id }) => id === scope));
  }

  private runs(worker: EngineWorker, id: number, attempt: number): boolean {
    const chunk = this.chunkOf(worker, id);
    return chunk ? attempt >= chunk.attempt : isOwn(worker, id, 1);
  }

  /**
   * Whether something of this worker may be inside a span: also of a body that went on after its end, past its timeout, and of
   * one that the driver called directly.
   */
  private mayNest(worker: EngineWorker, span: number): boolean {
    return (
      isOwn(worker, span, 1) ||
      this.chunkOf(worker, span) !== undefined ||
      this.isDriverSpan(worker, span) ||
      this.chunks.lately(worker).some(({ first, count }) => span >= first && span < first + count)
    );
  }

  /** A span of the driver, if that has called this worker directly: the engine does not see such calls. */
  private isDriverSpan(worker: EngineWorker, span: number): boolean {
    return span >= 0 && span < ID_SPACE && this.directCalls.reached(worker.id);
  }

  private rows(worker: EngineWorker, rows: Float64Array): Float64Array {
    let kept: Float64Array | undefined;
    let to = 0;
    let chunk: ActiveChunk | undefined;
    for (let at = 0; at < rows.length; at += STRIDE) {
      const id = rows[at + ID] as number;
      const size = rows[at + SIZE] as number;
      // Rows of one chunk are usually adjacent.
      if (!chunk || !includes(chunk, id, size)) chunk = this.chunkOf(worker, id);
      const isTrue =
        chunk && includes(chunk, id, size)
          ? isOfItem(worker, chunk, rows, at)
          : isOwn(worker, id, size) && this.isOfOwn(worker, rows, at);
      if (isTrue && kept) kept.set(rows.subarray(at, at + STRIDE), to);
      else if (!isTrue) kept ??= rows.slice();
      if (isTrue) to += STRIDE;
    }
    return kept ? kept.slice(0, to) : rows;
  }

  /** A span that the worker made itself: bodies of calls are recorded by those that were given them. */
  private isOfOwn(worker: EngineWorker, rows: Float64Array, at: number): boolean {
    const packed = rows[at + PACKED] as number;
    const parent = rows[at + PARENT] as number;
    const by = rows[at + WORKER] as number;
    const isDriver = worker.role === "driver";
    const isBody = EXECUTED[kindOf(packed)] === true && (flagsOf(packed) & FLAG_INLINE) === 0;
    if (isBody) return isDriver && this.directCalls.reached(by) && isOwn(worker, parent, 1);
    return (by === worker.id || by === -1) && ((isDriver && parent === -1) || this.mayNest(worker, parent));
  }
}

const isOwn = ({ id: worker }: EngineWorker, id: number, size: number): boolean =>
  id >= worker * ID_SPACE && id + size <= (worker + 1) * ID_SPACE;

function includes({ pending, from, count }: ActiveChunk, id: number, size: number): boolean {
  const first = pending.firstItem + from;
  return id >= first && id + size <= first + count;
}

function isOfItem(
  worker: EngineWorker,
  { pending, attempt }: ActiveChunk,
  rows: Float64Array,
  at: number,
): boolean {
  const { call } = pending;
  return (
    (rows[at + WORKER] as number) === worker.id &&
    (rows[at + ATTEMPT] as number) >= attempt &&
    (rows[at + PARENT] as number) === (call.map ? call.id : call.parent)
  );
}
