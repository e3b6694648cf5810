import type { Clock } from "@/lib/base/clock";
import type { Fn } from "../javascript/api/registry";
import { isThenable } from "../javascript/realm/async-context";
import { mark, TimeoutError } from "../remote/errors";
import { drain, type SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

export type Result =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown };

/** Calls a body in its context. Returns what it gives, a promise if it is one; throws what it throws. */
export function enter(thread: Thread, ctx: SpanContext, fn: Fn, args: readonly unknown[]): unknown {
  const before = thread.current;
  thread.current = ctx;
  try {
    return Reflect.apply(fn, undefined, args as unknown[]);
  } finally {
    thread.current = before;
  }
}

/**
 * Waits for what a body gave: its value, then every call that it issued and did not await. A body past its time-out fails
 * at once; what it still does is no longer recorded as its own.
 */
export async function finish(
  thread: Thread,
  ctx: SpanContext,
  given: unknown,
  timeoutMs: number | undefined,
): Promise<Result> {
  try {
    const value =
      timeoutMs === undefined || !isThenable(given)
        ? await given
        : await withTimeout(given, timeoutMs, ctx, thread.clock);
    if (ctx.open) await drain(ctx);
    return { ok: true, value };
  } catch (error) {
    mark(error, trailOf(ctx));
    if (ctx.open) {
      if (!ctx.place.finishRunnable) for (const call of ctx.open) call.cancel();
      await drain(ctx);
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
    const cancel = clock.after(ms, () => reject(timeoutError(ctx.place.name, ms)));
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

const timeoutError = (name: string, ms: number): TimeoutError =>
  new TimeoutError(`${name} took longer than its time-out of ${ms} ms`);
