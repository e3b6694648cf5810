import { KINDS } from "@/lib/model/kind";
import { MAX_SPANS, MAX_TRACE_MS } from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import { STRIDE } from "@/lib/protocol/rows";
import type {
  ChunkFailure,
  ChunkOutcome,
  EntryOutcome,
  Flush,
  FromRunner,
  WireError,
} from "@/lib/protocol/runner";

/**
 * Shapes of what runners send. A runner holds a stranger's code, which can post anything on its port, answers to the
 * coordinator's own calls included: what does not have these shapes is dropped. Arguments and results are only passed on,
 * and so are the numbers in rows, which the page's trace builder checks. What goes on to the page keeps to the page's own
 * limits (lib/protocol/page.ts), so that one lying worker does not cost the run its sandbox.
 */
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const isText = (value: unknown, max = 1_000): value is string =>
  typeof value === "string" && value.length <= max;
const isName = (value: unknown): value is string => isText(value, 300);
const isWhole = (value: unknown, least = 0): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= least;
const isNumber = (value: unknown): value is number => typeof value === "number";
const isTime = (value: unknown): boolean =>
  isNumber(value) && value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY;
const isList = (value: unknown, of: (part: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(of);
const maybe = (value: unknown, check: (value: unknown) => boolean): boolean =>
  value === undefined || check(value);

const isDelay = (value: unknown): boolean => isNumber(value) && value >= 0 && value <= MAX_TRACE_MS;

const MAX_KEY = 512;
const isKey = (value: unknown): value is string => isText(value, MAX_KEY);

/** Length of a payload, or NaN where it is none. */
function lengthOf(value: unknown): number {
  if (!isObject(value)) return Number.NaN;
  if (value.form === "numbers")
    return value.numbers instanceof Float64Array ? value.numbers.length : Number.NaN;
  if (!Array.isArray(value.list)) return Number.NaN;
  if (value.form === "tuples" && !value.list.every(Array.isArray)) return Number.NaN;
  return value.form === "list" || value.form === "tuples" ? value.list.length : Number.NaN;
}

const isScope = (value: unknown): boolean =>
  isObject(value) && isNumber(value.id) && isWhole(value.limit, 1) && typeof value.soft === "boolean";

const isRetry = (value: unknown): boolean =>
  isObject(value) &&
  isWhole(value.maxRetries) &&
  isNumber(value.delayMs) &&
  value.delayMs >= 0 &&
  isText(value.backoff) &&
  maybe(value.jitter, isText);

const isEnvironment = (value: unknown): boolean =>
  isObject(value) && isText(value.name) && isWhole(value.replicas, 1) && isWhole(value.concurrency, 1);

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

function isCall(value: unknown): boolean {
  return (
    isObject(value) &&
    isWhole(value.id) &&
    isNumber(value.parent) &&
    isText(value.task) &&
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
    isList(value.trail, (name) => isText(name)) &&
    isWhole(value.chunk) &&
    isNumber(value.issued) &&
    maybe(value.keys, (keys) => isList(keys, (key) => isText(key))) &&
    maybe(value.cacheKeys, (keys) => isList(keys, isKey)) &&
    isNumber(value.bytes)
  );
}

const isBatch = (value: unknown): boolean =>
  isObject(value) &&
  value.rows instanceof Float64Array &&
  value.rows.length % STRIDE === 0 &&
  Array.isArray(value.names) &&
  value.names.length <= 100_000 &&
  value.names.every(isName);

const isSpanError = (value: unknown): boolean =>
  isObject(value) &&
  isName(value.name) &&
  isText(value.message, 20_000) &&
  maybe(value.line, isWhole) &&
  maybe(value.column, isWhole) &&
  maybe(value.stack, (stack) => isText(stack, 20_000)) &&
  maybe(value.path, (path) => Array.isArray(path) && path.length <= 600 && path.every(isName));

const isMeters = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).every(
    ([name, amount]) => name.length <= 100 && isTime(amount) && !Number.isNaN(amount),
  );

const isNote = (value: unknown): boolean =>
  isObject(value) &&
  isTime(value.id) &&
  isWhole(value.attempt) &&
  maybe(value.key, isName) &&
  maybe(value.args, (text) => isText(text, 2_100)) &&
  maybe(value.result, (text) => isText(text, 2_100)) &&
  maybe(value.error, isSpanError) &&
  maybe(value.meters, isMeters);

const LEVELS: readonly unknown[] = ["debug", "info", "log", "warn", "error"];

const isLine = (value: unknown): boolean =>
  isObject(value) &&
  isTime(value.time) &&
  LEVELS.includes(value.level) &&
  isTime(value.span) &&
  isName(value.task) &&
  isWhole(value.attempt) &&
  isWhole(value.worker) &&
  isText(value.text, 11_000);

const isFlush = (value: unknown): value is Flush =>
  isObject(value) &&
  maybe(value.batch, isBatch) &&
  maybe(value.notes, (notes) => isList(notes, isNote)) &&
  maybe(value.logs, (logs) => isList(logs, isLine));

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
    areFailures(outcome.failures, outcome.ran)
  );
}

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
    (outcome.ok || isWireError(outcome.error)) &&
    maybe(outcome.results, (results) => isList(results, (one) => isObject(one) && isNumber(one.path)))
  );
}

export function checkMessage(message: unknown): message is FromRunner {
  if (!isObject(message)) return false;
  switch (message.type) {
    case "started":
      return isNumber(message.protocol);
    case "call":
      return isCall(message);
    case "cancel":
      return isList(message.calls, isNumber);
    case "flush":
      return isFlush(message.flush);
    case "checkpoint":
      return isNumber(message.span) && isText(message.key, 100_000);
    case "cacheGet":
      return isWhole(message.req) && isKey(message.key);
    case "cachePut":
      return isKey(message.key) && isName(message.task) && typeof message.ok === "boolean";
    case "queue":
      return isWhole(message.req) && isText(message.queue) && isText(message.op) && isWhole(message.chunk);
    case "process":
      return isCall(message.call) && maybe(message.exported, (name) => isText(name));
    case "refused":
      return isText(message.what, 10_000);
    case "leaseReturned":
      return isWhole(message.chunk) && isWhole(message.calls) && message.calls <= MAX_SPANS;
    default:
      return message.type === "closing";
  }
}
