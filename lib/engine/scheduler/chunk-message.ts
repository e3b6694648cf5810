import type { CallMessage } from "@/lib/protocol/calls";
import type { Chunk } from "@/lib/protocol/chunks";
import { slicePayload } from "@/lib/runner/remote/payload";
import { codeOf, strategyNamed } from "../strategies";
import type { ActiveChunk } from "./active-chunk";

/** Each parallel chunk's share of a limit, so that together they keep it. */
const share = (limit: number, chunks: number): number =>
  Math.max(1, Math.floor(limit / Math.min(limit, chunks)));

/** Items of cached calls are sent one by one. */
const computing = ({ computing: around, cacheKeys }: CallMessage, index: number) =>
  cacheKeys ? [...(around ?? []), cacheKeys[index] as string] : around;

/** The chunk as it crosses to its worker. */
export function chunkMessage(chunk: ActiveChunk): Chunk {
  const { pending, from, count, pool } = chunk;
  const { call, strategy } = pending;
  const { options } = call;
  const inside = pending.runsItemsInside ? strategy.insideMessage : undefined;
  const retried = options.retry !== undefined && inside === undefined;
  return {
    chunk: chunk.id,
    task: call.task,
    exported: pending.exported,
    kind: call.kind,
    // Never the original, which a retry may need: numbers that are not shared are transferred.
    payload:
      call.payload.form !== "numbers" && count === pending.n
        ? call.payload
        : slicePayload(call.payload, from, from + count),
    id: pending.firstItem + from,
    parent: call.map ? call.id : call.parent,
    index: call.map ? from : -1,
    attempt: chunk.attempt,
    strategy: call.strategy,
    inner: inside === undefined ? call.strategy : codeOf(strategyNamed(inside)),
    window:
      inside === undefined
        ? 1
        : options.concurrency > 0
          ? Math.min(count, share(options.concurrency, pool.size))
          : Math.min(count, ...call.scopes.map(({ limit }) => limit)),
    scopes: call.scopes,
    depth: call.depth,
    path: call.path,
    trail: call.trail,
    issued: call.issued,
    dispatched: chunk.dispatched,
    keys: call.keys?.slice(from, from + count),
    refused: call.refused
      ?.filter(({ index }) => index >= from && index < from + count)
      .map(({ index, problem }) => ({ index: index - from, problem })),
    timeoutMs: options.timeoutMs,
    retry: inside === undefined ? undefined : options.retry,
    bytes: call.bytes / Math.max(1, pending.n),
    checkpoints: pending.checkpoints.get(from),
    computing: computing(call, from),
    stream: options.stream && count > 1,
    finishRunnable: options.finishRunnable,
    failuresAllowed:
      retried || options.finishRunnable ? Number.MAX_SAFE_INTEGER : pending.allowed - pending.failures.length,
  };
}
