import { KINDS } from "@/lib/model/kind";
import { ERROR_MAX_LENGTH, MAX_SPANS, TRAIL_MAX_NAMES } from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import {
  isKey,
  isList,
  isName,
  isNumber,
  isObject,
  isSpanId,
  isText,
  isTime,
  isWhole,
  lengthOf,
  maybe,
} from "./shapes";

export const isScope = (value: unknown): boolean =>
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

export function isCall(value: unknown): boolean {
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
