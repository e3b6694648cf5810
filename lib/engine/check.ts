import type { FromRunner } from "@/lib/sdk/wire";
import { KINDS, STRATEGIES, STRIDE } from "@/lib/trace/rows";

/**
 * Shapes of what runners send. A runner holds a stranger's code, which can post anything on its port: what is not of these
 * shapes is dropped. Values of users (arguments, results) are not looked into; they are only passed on.
 */
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const isText = (value: unknown, max = 1_000): value is string =>
  typeof value === "string" && value.length <= max;
const isWhole = (value: unknown, least = 0): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= least;
const isNumber = (value: unknown): value is number => typeof value === "number";
const isList = (value: unknown, of: (part: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(of);
const maybe = (value: unknown, check: (value: unknown) => boolean): boolean =>
  value === undefined || check(value);

function isPayload(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (value.form === "numbers") return value.numbers instanceof Float64Array;
  if (value.form === "tuples") return isList(value.list, Array.isArray);
  return value.form === "list" && Array.isArray(value.list);
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
    isPayload(value.payload) &&
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
    maybe(value.cacheKeys, (keys) => isList(keys, (key) => isText(key))) &&
    isNumber(value.bytes)
  );
}

const isBatch = (value: unknown): boolean =>
  isObject(value) &&
  value.rows instanceof Float64Array &&
  value.rows.length % STRIDE === 0 &&
  isList(value.names, (name) => isText(name));

const isFlush = (value: unknown): boolean =>
  isObject(value) &&
  maybe(value.batch, isBatch) &&
  maybe(value.notes, (notes) => isList(notes, isObject)) &&
  maybe(value.logs, (logs) => isList(logs, isObject));

export function checkMessage(message: unknown): message is FromRunner {
  if (!isObject(message)) return false;
  switch (message.t) {
    case "call":
      return isCall(message);
    case "cancel":
      return isList(message.calls, isNumber);
    case "flush":
      return isFlush(message.flush);
    case "checkpoint":
      return isNumber(message.span) && isText(message.key, 100_000);
    case "cacheGet":
      return isWhole(message.req) && isText(message.key);
    case "cachePut":
      return isText(message.key) && isText(message.task) && typeof message.ok === "boolean";
    case "queue":
      return isWhole(message.req) && isText(message.queue) && isText(message.op) && isWhole(message.chunk);
    case "process":
      return isCall(message.call) && maybe(message.exported, (name) => isText(name));
    case "returned":
      return isWhole(message.chunk) && isWhole(message.calls);
    case "refused":
      return isText(message.what, 10_000);
    default:
      return message.t === "closing";
  }
}
