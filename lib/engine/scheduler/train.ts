import { KINDS } from "@/lib/model/kind";
import { MAX_CALLS_PER_MESSAGE } from "@/lib/model/limits";
import type { ActiveChunk } from "./active-chunk";
import type { PendingCall } from "./pending-call";
import type { PoolQueue } from "./pool-queue";

/** Work in one train, ms. */
const MAX_TRAIN_MS = 1;
const TASK = KINDS.indexOf("task");

/** Whether a call may share a message and a slot with others: there is nothing to decide about it but where it runs. */
function mayShare({ call, n, next, singles, exported }: PendingCall): boolean {
  return (
    !call.map &&
    n === 1 &&
    next === 0 &&
    singles.length === 0 &&
    call.kind === TASK &&
    call.options.timeoutMs === undefined &&
    exported === undefined &&
    call.scopes.every((scope) => scope.soft)
  );
}

/**
 * The calls that go along with a single call: those right behind it in the queue, of the same task, as many as a map would send of so
 * short items. Each stays a call of its own.
 * @param meanMs of such a call; NaN where it is not known yet
 */
export function takeTrain(first: PendingCall, { ready, pool }: PoolQueue, meanMs: number): PendingCall[] {
  const { call, strategy } = first;
  if (Number.isNaN(meanMs) || ready.length === 0 || !first.declaredLimitsOnly || !mayShare(first)) return [];
  const remaining = ready.length + 1;
  const items = strategy.itemsPerMessage({
    rule: "auto",
    isDynamicTask: false,
    n: remaining,
    remaining,
    slots: pool.slots,
    meanMs,
  });
  // A train of calls that take long would keep short ones waiting.
  const size = Math.min(items, MAX_CALLS_PER_MESSAGE, Math.ceil(MAX_TRAIN_MS / Math.max(meanMs, 1e-3)));
  const others: PendingCall[] = [];
  while (others.length + 1 < size) {
    const next = ready.peek();
    if (!next || next.call.task !== call.task || next.strategy !== strategy) break;
    if (next.closed || !mayShare(next)) break;
    ready.shift();
    next.queued = false;
    others.push(next);
  }
  return others;
}

/** A chunk leaves its train. @returns whether its slot is its own: nothing else of the train uses it */
export function leaveTrain(chunk: ActiveChunk): boolean {
  const { train } = chunk;
  return !train?.sharing.delete(chunk) || train.sharing.size === 0;
}
