import { KINDS } from "@/lib/model/kind";
import {
  CACHE_KEY_MAX_LENGTH,
  CHECKPOINT_KEY_MAX_LENGTH,
  CROSSING_ERROR_MAX_LENGTH,
  CROSSING_LOG_LINE_MAX_LENGTH,
  CROSSING_PREVIEW_MAX_LENGTH,
  ERROR_MAX_LENGTH,
  ERROR_MAX_PATH,
  GIVEN_MAX_LENGTH,
  INT32_MAX,
  LIMITS_BY_SOURCE,
  MAP_MAX_KEYS,
  MAX_CALLS_PER_MESSAGE,
  MAX_DEPTH,
  MAX_RESULTS,
  MAX_SPANS,
  NAME_MAX_LENGTH,
  RETRY_MAX_DELAY_MS,
  TRACE_MAX_NAMES,
  TRAIL_MAX_NAMES,
  WAITING_MAX_LISTED,
} from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import type { ChunkFailure, ChunkOutcome } from "@/lib/protocol/chunks";
import type { Flush } from "@/lib/protocol/flush";
import type { FromRunner } from "@/lib/protocol/from-runner";
import { areMeters } from "@/lib/protocol/meters";
import { STRIDE } from "@/lib/protocol/rows";
import type { EntryOutcome } from "@/lib/protocol/runner";
import type { WireError } from "@/lib/protocol/wire-error";

/**
 * Shapes of what runners send. A runner holds a stranger's code, which can post anything on its port, answers to the
 * coordinator's own calls included: what does not have these shapes is dropped. Arguments and results are only passed on,
 * and so are the numbers in rows, which the page's trace builder checks. What goes on to the page keeps to the page's own
 * limits (lib/protocol/page.ts; lib/model/limits.ts has them for both), so that one lying worker does not cost the run its
 * sandbox.
 */
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const isText = (value: unknown, max = NAME_MAX_LENGTH): value is string =>
  typeof value === "string" && value.length <= max;
const isName = (value: unknown): value is string => isText(value);
const isWhole = (value: unknown, least = 0, most = Number.MAX_SAFE_INTEGER): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most;
const isNumber = (value: unknown): value is number => typeof value === "number";
/** Every span has one; -1 is none. */
const isSpanId = (value: unknown): value is number => isWhole(value, -1);
/** A reading of a clock, or NaN. @param most ms; simulated trials, which have no log, last longer than measured ones */
const isTime = (value: unknown, most = LIMITS_BY_SOURCE.simulated.timeMs): boolean =>
  isNumber(value) && (Math.abs(value) <= most || Number.isNaN(value));

/** By index: `every` would skip the holes that a stranger's list may have. */
function isList(value: unknown, of: (part: unknown) => boolean, most = Number.POSITIVE_INFINITY): boolean {
  if (!Array.isArray(value) || value.length > most) return false;
  for (let i = 0; i < value.length; i++) if (!of(value[i])) return false;
  return true;
}
const maybe = (value: unknown, check: (value: unknown) => boolean): boolean =>
  value === undefined || check(value);

const isKey = (value: unknown): value is string => isText(value, CACHE_KEY_MAX_LENGTH);
const isDelay = (value: unknown): boolean => isNumber(value) && value >= 0 && value <= RETRY_MAX_DELAY_MS;

/** Length of a payload, or NaN where it is none. */
function lengthOf(value: unknown): number {
  if (!isObject(value)) return Number.NaN;
  if (value.form === "numbers")
    return value.numbers instanceof Float64Array ? value.numbers.length : Number.NaN;
  if (!Array.isArray(value.list)) return Number.NaN;
  if (value.form === "tuples" && !isList(value.list, Array.isArray)) return Number.NaN;
  return value.form === "list" || value.form === "tuples" ? value.list.length : Number.NaN;
}

/** Of limits that one call can be under: no more than it has callers. */
const MAX_SCOPES = MAX_DEPTH;

const isScope = (value: unknown): boolean =>
  isObject(value) && isNumber(value.id) && isWhole(value.limit, 1) && typeof value.soft === "boolean";

const isRetry = (value: unknown): boolean =>
  isObject(value) &&
  isWhole(value.maxRetries) &&
  isNumber(value.delayMs) &&
  value.delayMs >= 0 &&
  isText(value.backoff) &&
  maybe(value.jitter, isText) &&
  maybe(value.factor, isNumber) &&
  maybe(value.mostMs, isNumber);

const isEnvironment = (value: unknown): boolean =>
  isObject(value) && isName(value.name) && isWhole(value.replicas, 1) && isWhole(value.concurrency, 1);

function isOptions(value: unknown): boolean {
  return (
    isObject(value) &&
    maybe(value.retry, isRetry) &&
    maybe(value.timeoutMs, isNumber) &&
    maybe(value.environment, isEnvironment) &&
    isWhole(value.concurrency) &&
    isNumber(value.minSuccessRatio) &&
    maybe(value.chunkSize, (size) => size === "auto" || size === "python" || isWhole(size, 1)) &&
    typeof value.finishRunnable === "boolean" &&
    typeof value.stream === "boolean"
  );
}

/** One of each item. */
const areKeys = (value: unknown, isOne: (key: unknown) => boolean, payload: unknown): boolean =>
  isList(value, isOne) && Array.isArray(value) && value.length === lengthOf(payload);

function isCall(value: unknown): boolean {
  return (
    isObject(value) &&
    isWhole(value.id) &&
    isSpanId(value.parent) &&
    isName(value.task) &&
    isWhole(value.kind) &&
    value.kind < KINDS.length &&
    typeof value.map === "boolean" &&
    (value.map ? lengthOf(value.payload) <= MAX_SPANS : lengthOf(value.payload) === 1) &&
    isOptions(value.options) &&
    isWhole(value.strategy) &&
    value.strategy < STRATEGIES.length &&
    isList(value.scopes, isScope) &&
    isWhole(value.depth) &&
    value.depth <= 300 &&
    isNumber(value.path) &&
    isList(value.trail, isName, TRAIL_MAX_NAMES) &&
    isWhole(value.chunk) &&
    isTime(value.issued) &&
    maybe(value.keys, (keys) => areKeys(keys, isName, value.payload)) &&
    maybe(value.refused, (items) => isList(items, isRefused, MAX_SPANS)) &&
    maybe(value.place, isPlace) &&
    maybe(value.digests, isDigests) &&
    maybe(value.cacheKeys, (keys) => areKeys(keys, isKey, value.payload)) &&
    maybe(value.computing, (keys) => isList(keys, isKey, TRAIL_MAX_NAMES)) &&
    isNumber(value.bytes)
  );
}

const isRefused = (value: unknown): boolean =>
  isObject(value) && isWhole(value.index) && isText(value.problem, ERROR_MAX_LENGTH);

const isPlace = (value: unknown): boolean =>
  isObject(value) && isNumber(value.base) && isWhole(value.ordinal);

const isDigests = (value: unknown): boolean =>
  value instanceof Float64Array || (Array.isArray(value) && value.length === 1 && isNumber(value[0]));

const isKept = (value: unknown): boolean =>
  isObject(value) &&
  value.names instanceof Float64Array &&
  value.names.length <= MAX_RESULTS &&
  Array.isArray(value.values) &&
  value.values.length === value.names.length;

/** Its rows own their memory, because that is handed on to the page. */
const isBatch = (value: unknown): boolean =>
  isObject(value) &&
  value.rows instanceof Float64Array &&
  value.rows.length % STRIDE === 0 &&
  value.rows.buffer instanceof ArrayBuffer &&
  value.rows.byteLength === value.rows.buffer.byteLength &&
  isList(value.names, isName, TRACE_MAX_NAMES);

const isSpanError = (value: unknown): boolean =>
  isObject(value) &&
  isName(value.name) &&
  isText(value.message, CROSSING_ERROR_MAX_LENGTH) &&
  maybe(value.line, isWhole) &&
  maybe(value.column, isWhole) &&
  maybe(value.stack, (stack) => isText(stack, CROSSING_ERROR_MAX_LENGTH)) &&
  maybe(value.path, (path) => isList(path, isName, ERROR_MAX_PATH));

const isNote = (value: unknown): boolean =>
  isObject(value) &&
  isSpanId(value.id) &&
  isWhole(value.attempt) &&
  maybe(value.key, isName) &&
  maybe(value.keys, (keys) => isList(keys, isName, MAP_MAX_KEYS)) &&
  maybe(value.args, (text) => isText(text, CROSSING_PREVIEW_MAX_LENGTH)) &&
  maybe(value.given, (text) => isText(text, GIVEN_MAX_LENGTH)) &&
  maybe(value.result, (text) => isText(text, CROSSING_PREVIEW_MAX_LENGTH)) &&
  maybe(value.error, isSpanError) &&
  maybe(value.meters, areMeters);

const LEVELS: readonly unknown[] = ["debug", "info", "log", "warn", "error"];

const isLine = (value: unknown): boolean =>
  isObject(value) &&
  isTime(value.time, LIMITS_BY_SOURCE.measured.timeMs) &&
  LEVELS.includes(value.level) &&
  isSpanId(value.span) &&
  isName(value.task) &&
  isWhole(value.attempt) &&
  isWhole(value.worker, 0, INT32_MAX) &&
  isText(value.text, CROSSING_LOG_LINE_MAX_LENGTH);

/** Few enough to be added up over all workers. */
const isCount = (value: unknown): boolean => isWhole(value, 0, INT32_MAX);

const isWaiting = (value: Record<string, unknown>): boolean =>
  isWhole(value.req) &&
  isWhole(value.steps) &&
  isCount(value.timers) &&
  isCount(value.own) &&
  isList(
    value.ownBodies,
    (body) => isObject(body) && isWhole(body.span) && isName(body.task),
    WAITING_MAX_LISTED,
  ) &&
  isList(
    value.behind,
    (map) => isObject(map) && isName(map.task) && isCount(map.count) && isCount(map.parallel),
    WAITING_MAX_LISTED,
  );

const QUEUE_OPS: readonly unknown[] = ["put", "get", "close", "size"];
const GET_ENDS: readonly unknown[] = ["taken", "cancel", "leave"];

const isFlush = (value: unknown): value is Flush =>
  isObject(value) &&
  maybe(value.batch, isBatch) &&
  maybe(value.notes, (notes) => isList(notes, isNote)) &&
  maybe(value.logs, (logs) => isList(logs, isLine)) &&
  maybe(value.results, isKept);

const isWireError = (value: unknown): value is WireError =>
  isSpanError(value) && isObject(value) && maybe(value.nonRecoverable, (flag) => typeof flag === "boolean");

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

/** Each is checked with its chunk, as it is taken. */
const arePackedOutcomes = (value: unknown): boolean =>
  isObject(value) && isList(value.chunks, isObject, MAX_CALLS_PER_MESSAGE) && maybe(value.batch, isBatch);

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

export function checkMessage(message: unknown): message is FromRunner {
  if (!isObject(message)) return false;
  switch (message.type) {
    case "started":
      return isNumber(message.protocol);
    case "call":
      return isCall(message);
    case "calls":
      // Each of them is checked as it is taken: one that is wrong takes no other with it.
      return isList(message.calls, isObject, MAX_CALLS_PER_MESSAGE);
    case "train":
      return arePackedOutcomes(message.outcomes) && isList(message.unstarted, isWhole, MAX_CALLS_PER_MESSAGE);
    case "entered":
      return (
        isWhole(message.span) &&
        isWhole(message.chunk) &&
        isName(message.task) &&
        isNumber(message.timeoutMs) &&
        message.timeoutMs > 0 &&
        isList(message.trail, isName, TRAIL_MAX_NAMES)
      );
    case "left":
      return isWhole(message.span);
    case "share":
      return isScope(message.scope) && isWhole(message.used) && message.used <= MAX_SPANS;
    case "take":
      return (
        isWhole(message.req) &&
        isList(message.scopes, isScope, MAX_SCOPES) &&
        isWhole(message.depth) &&
        typeof message.resumes === "boolean"
      );
    case "free":
      return isList(message.scopes, isWhole, MAX_SCOPES);
    case "lend":
      return isWhole(message.chunk);
    case "recover":
      return isWhole(message.req) && isWhole(message.chunk);
    case "cancel":
      return isList(message.calls, isNumber, MAX_SPANS);
    case "stop":
      return isList(message.calls, isNumber, MAX_SPANS) && maybe(message.environment, isName);
    case "flush":
      return isFlush(message.flush);
    case "results":
      return (
        isWhole(message.chunk) &&
        isList(message.offsets, isWhole) &&
        Array.isArray(message.values) &&
        message.values.length === (message.offsets as unknown[]).length
      );
    case "checkpoint":
      return isWhole(message.span) && isText(message.key, CHECKPOINT_KEY_MAX_LENGTH);
    case "cacheGet":
      return isWhole(message.req) && isKey(message.key) && isName(message.task) && isWhole(message.chunk);
    case "cachePut":
      return isKey(message.key) && isName(message.task) && typeof message.ok === "boolean";
    case "queue":
      return (
        isWhole(message.req) &&
        isText(message.queue) &&
        maybe(message.name, isName) &&
        QUEUE_OPS.includes(message.op) &&
        isWhole(message.chunk) &&
        isSpanId(message.span) &&
        isName(message.task)
      );
    case "waiting":
      return isWaiting(message);
    case "get":
      return isWhole(message.req) && GET_ENDS.includes(message.is);
    case "process":
      return isCall(message.call) && maybe(message.exported, isName);
    case "refused":
      return isText(message.what, 10_000);
    case "inline":
      return true;
    case "leaseReturned":
      return isWhole(message.chunk) && isWhole(message.calls) && message.calls <= MAX_SPANS;
    default:
      return message.type === "closing" && maybe(message.reason, isText);
  }
}
