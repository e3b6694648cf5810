import {
  CHECKPOINT_KEY_MAX_LENGTH,
  INT32_MAX,
  MAX_CALLS_PER_MESSAGE,
  MAX_DEPTH,
  MAX_SPANS,
  TRAIL_MAX_NAMES,
  WAITING_MAX_LISTED,
} from "@/lib/model/limits";
import type { FromRunner } from "@/lib/protocol/from-runner";
import { isCall, isScope } from "./call";
import { isBatch, isFlush } from "./flush";
import { isKey, isList, isName, isNumber, isObject, isSpanId, isText, isWhole, maybe } from "./shapes";

/** Of limits that one call can be under: no more than it has callers. */
const MAX_SCOPES = MAX_DEPTH;

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

/** Each is checked with its chunk, as it is taken. */
const arePackedOutcomes = (value: unknown): boolean =>
  isObject(value) && isList(value.chunks, isObject, MAX_CALLS_PER_MESSAGE) && maybe(value.batch, isBatch);

/**
 * Shapes of what runners send. A runner holds a stranger's code, which can post anything on its port, answers to the
 * coordinator's own calls included: what does not have these shapes is dropped. Arguments and results are only passed on,
 * and so are the numbers in rows, which the page's trace builder checks. What goes on to the page keeps to the page's own
 * limits (lib/protocol/page.ts; lib/model/limits.ts has them for both), so that one lying worker does not cost the run its
 * sandbox.
 */
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
