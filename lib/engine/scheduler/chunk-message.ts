import { STRATEGIES } from "@/lib/model/strategy";
import type { Chunk } from "@/lib/protocol/runner";
import { slicePayload } from "@/lib/runner/remote/values";
import type { ActiveChunk } from "../workers/worker-state";

const ASYNC = STRATEGIES.indexOf("async");
const HYBRID = STRATEGIES.indexOf("hybrid");

/** What each of the chunks that run at once may use of a limit, so that together they keep it. */
const share = (limit: number, chunks: number): number =>
  Math.max(1, Math.floor(limit / Math.min(limit, chunks)));

/** The chunk as it crosses to its lane. */
export function chunkMessage(chunk: ActiveChunk): Chunk {
  const { fanout, from, count, pool } = chunk;
  const { call } = fanout;
  const { options } = call;
  // The outermost fan-out of hybrid: what is inside its chunks runs as under async, retries included.
  const wave = call.strategy === HYBRID && call.map;
  const retried = options.retry !== undefined && !wave;
  return {
    chunk: chunk.id,
    task: call.task,
    exported: fanout.exported,
    kind: call.kind,
    // Never the original itself, which may be needed again: numbers that are not shared are moved.
    payload:
      call.payload.form !== "numbers" && count === fanout.n
        ? call.payload
        : slicePayload(call.payload, from, from + count),
    id: fanout.firstItem + from,
    parent: call.map ? call.id : call.parent,
    index: call.map ? from : -1,
    attempt: chunk.attempt,
    strategy: call.strategy,
    inner: wave ? ASYNC : call.strategy,
    window: wave
      ? options.concurrency > 0
        ? Math.min(count, share(options.concurrency, pool.size))
        : count
      : 1,
    scopes: wave
      ? call.scopes.map((scope) => (scope.soft ? scope : { ...scope, limit: share(scope.limit, pool.size) }))
      : call.scopes,
    depth: call.depth,
    path: call.path,
    trail: call.trail,
    issued: call.issued,
    dispatched: chunk.dispatched,
    keys: call.keys?.slice(from, from + count),
    timeoutMs: options.timeoutMs,
    retry: wave ? options.retry : undefined,
    bytes: call.bytes / Math.max(1, fanout.n),
    checkpoints: fanout.checkpoints.get(from),
    finishRunnable: options.finishRunnable,
    failuresAllowed:
      retried || options.finishRunnable ? Number.MAX_SAFE_INTEGER : fanout.allowed - fanout.failures.length,
  };
}
