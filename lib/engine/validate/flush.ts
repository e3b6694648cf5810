import {
  CROSSING_ERROR_MAX_LENGTH,
  CROSSING_LOG_LINE_MAX_LENGTH,
  CROSSING_PREVIEW_MAX_LENGTH,
  ERROR_MAX_PATH,
  GIVEN_MAX_LENGTH,
  INT32_MAX,
  LIMITS_BY_SOURCE,
  MAP_MAX_KEYS,
  MAX_RESULTS,
  TRACE_MAX_NAMES,
} from "@/lib/model/limits";
import type { Flush } from "@/lib/protocol/flush";
import { areMeters } from "@/lib/protocol/meters";
import { STRIDE } from "@/lib/protocol/rows";
import type { WireError } from "@/lib/protocol/wire-error";
import { isList, isName, isObject, isSpanId, isText, isTime, isWhole, maybe } from "./shapes";

const isKept = (value: unknown): boolean =>
  isObject(value) &&
  value.names instanceof Float64Array &&
  value.names.length <= MAX_RESULTS &&
  Array.isArray(value.values) &&
  value.values.length === value.names.length;

/** Its rows own their memory, because that is handed on to the page. */
export const isBatch = (value: unknown): boolean =>
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

export const isFlush = (value: unknown): value is Flush =>
  isObject(value) &&
  maybe(value.batch, isBatch) &&
  maybe(value.notes, (notes) => isList(notes, isNote)) &&
  maybe(value.logs, (logs) => isList(logs, isLine)) &&
  maybe(value.results, isKept);

export const isWireError = (value: unknown): value is WireError =>
  isSpanError(value) && isObject(value) && maybe(value.nonRecoverable, (flag) => typeof flag === "boolean");
