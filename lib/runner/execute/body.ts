import type { Clock } from "@/lib/base/clock";
import type { Body } from "../host/language";
import { mark, TimeoutError } from "../remote/errors";
import { isObject, promiseOf } from "./adopt";
import { cancelOpen, drain, type SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

export type Result =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown };

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
 * Waits for a body's value, then for every call that it issued and did not await. A body past its timeout fails
 * immediately; what it does afterwards is not recorded as its own.
 */
export async function finish(
  thread: Thread,
  ctx: SpanContext,
  given: unknown,
  timeoutMs: number | undefined,
): Promise<Result> {
  try {
    const followed = isObject(given) ? promiseOf(thread, given, ctx) : undefined;
    const value =
      timeoutMs === undefined || !followed
        ? await (followed ?? given)
        : await withTimeout(followed, timeoutMs, ctx, thread.clock);
    if (ctx.open) await drain(ctx, thread.clock);
    return { ok: true, value };
  } catch (error) {
    mark(error, trailOf(ctx));
    if (ctx.open) {
      cancelOpen(ctx);
      await drain(ctx, thread.clock);
    }
    return { ok: false, error };
  } finally {
    // Here and not where the result is awaited: other bodies of this thread may run in between.
    ctx.ended = thread.now();
    thread.current = null;
  }
}

function withTimeout(
  given: PromiseLike<unknown>,
  ms: number,
  ctx: SpanContext,
  clock: Clock,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () =>
      reject(new TimeoutError(`${ctx.place.name} took longer than its time-out of ${ms} ms`)),
    );
    given.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}
