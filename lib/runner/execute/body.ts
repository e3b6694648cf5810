import type { Body } from "../host/language";
import { mark, TimeoutError } from "../remote/errors";
import { isObject, promiseOf } from "./adopt";
import { cancelOpen, drain, type SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

export type Result =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly error: unknown;
      /** Its timeout is over, and its body still runs: nothing more of it counts. */
      readonly isAbandoned?: boolean;
    };

/** How long an attempt may take, from when its body was entered. */
export interface TimeLimit {
  readonly ms: number;
  readonly started: number;
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    typeof (value as { then?: unknown }).then === "function"
  );
}

/** Calls a body in its span. Returns its result, which may be a promise; throws what it throws. */
export function enter(thread: Thread, ctx: SpanContext, fn: Body, args: readonly unknown[]): unknown {
  const before = thread.current;
  thread.current = ctx;
  try {
    return Reflect.apply(fn, undefined, args as unknown[]);
  } finally {
    thread.current = before;
  }
}

/** As `enter`, but a body that throws gives a rejected promise. */
export function enterAsync(thread: Thread, ctx: SpanContext, fn: Body, args: readonly unknown[]): unknown {
  try {
    return enter(thread, ctx, fn, args);
  } catch (error) {
    return Promise.reject(error);
  }
}

/**
 * Waits for a body's value, then for every call that it issued and did not await.
 * @param accept called with the value as soon as it is there: what runs later may change it. What it throws fails the body
 */
export async function finish(
  thread: Thread,
  ctx: SpanContext,
  given: unknown,
  limit?: TimeLimit,
  accept?: (value: unknown) => void,
): Promise<Result> {
  if (limit) return finishInTime(thread, ctx, given, limit, accept);
  thread.bodies.add(ctx);
  try {
    const followed = isObject(given) ? promiseOf(thread, given, ctx) : undefined;
    const value = await (followed ?? given);
    accept?.(value);
    if (ctx.open) await drain(ctx, thread.clock);
    return { ok: true, value };
  } catch (error) {
    mark(error, trailOf(ctx));
    ctx.hasFailed = true;
    cancelOpen(ctx);
    if (ctx.open) await drain(ctx, thread.clock);
    return { ok: false, error };
  } finally {
    // Here and not where the result is awaited: other bodies of this thread may run in between.
    thread.bodies.delete(ctx);
    ctx.ended = thread.now();
    thread.current = null;
  }
}

function timedOut(ctx: SpanContext, { ms }: TimeLimit): Result & { readonly ok: false } {
  const error = new TimeoutError(`${ctx.place.name} exceeded its timeout of ${ms} ms`);
  mark(error, trailOf(ctx));
  return { ok: false, error };
}

/** A result, or the failure of an attempt that took longer than it may. */
export function inTime(thread: Thread, ctx: SpanContext, result: Result, limit: TimeLimit): Result {
  return thread.now() - limit.started > limit.ms ? timedOut(ctx, limit) : result;
}

/**
 * As `finish`, for an attempt with a timeout. Past it the attempt fails immediately: its calls that have not started are
 * skipped, and what its body still does counts for nothing. A body that held the thread fails when it lets go of it.
 */
function finishInTime(
  thread: Thread,
  ctx: SpanContext,
  given: unknown,
  limit: TimeLimit,
  accept?: (value: unknown) => void,
): Promise<Result> {
  return new Promise((resolve) => {
    const left = limit.started + limit.ms - thread.now();
    const cancel = thread.clock.after(Math.max(0, left), () => {
      ctx.cancel();
      thread.bodies.delete(ctx);
      ctx.ended = thread.now();
      resolve({ ...timedOut(ctx, limit), isAbandoned: true });
    });
    void finish(thread, ctx, given, undefined, accept).then((result) => {
      thread.timed.delete(ctx);
      cancel();
      resolve(inTime(thread, ctx, result, limit));
    });
  });
}
