import type { ChunkFailure, ChunkOutcome } from "@/lib/protocol/chunks";
import type { EntryOutcome } from "@/lib/protocol/runner";
import type { WireError } from "@/lib/protocol/wire-error";
import { isFlush, isWireError } from "./flush";
import { isDelay, isList, isNumber, isObject, isTime, isWhole, lengthOf, maybe } from "./shapes";

/** @param count items in the chunk. */
export function checkOutcome(outcome: unknown, count: number): outcome is ChunkOutcome {
  return (
    isFlush(outcome) &&
    isObject(outcome) &&
    isWhole(outcome.ran) &&
    outcome.ran <= count &&
    lengthOf(outcome.payload) >= outcome.ran &&
    isTime(outcome.ms) &&
    isNumber(outcome.bytes) &&
    !sharesMemory(outcome.batch, outcome.payload) &&
    areFailures(outcome.failures, outcome.ran)
  );
}

/** Rows go to the page and numbers to the caller: the same memory cannot go both ways. */
const sharesMemory = (batch: unknown, payload: unknown): boolean =>
  isObject(batch) &&
  isObject(payload) &&
  ArrayBuffer.isView(batch.rows) &&
  ArrayBuffer.isView(payload.numbers) &&
  batch.rows.buffer === payload.numbers.buffer;

/** Of items that ran, each at most once. */
function areFailures(value: unknown, ran: number): value is ChunkFailure[] {
  const isFailure = (failure: unknown) =>
    isObject(failure) &&
    isWhole(failure.offset) &&
    failure.offset < ran &&
    isWhole(failure.attempt) &&
    isWireError(failure.error) &&
    maybe(failure.retryAfterMs, isDelay);
  if (!isList(value, isFailure)) return false;
  const failures = value as readonly ChunkFailure[];
  return new Set(failures.map(({ offset }) => offset)).size === failures.length;
}

export const checkLoaded = (error: unknown): error is WireError | null =>
  error === null || isWireError(error);

export function checkEntry(outcome: unknown): outcome is EntryOutcome {
  return (
    isFlush(outcome) &&
    isObject(outcome) &&
    typeof outcome.ok === "boolean" &&
    (outcome.ok || isWireError(outcome.error))
  );
}
