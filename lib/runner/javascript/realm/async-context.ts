import { adopt, type Carrier, isObject, nativeThen, promiseOf, ready, save } from "../../execute/adopt";
import type { Result } from "../../execute/body";
import type { SpanContext } from "../../execute/span-context";
import { FanoutError } from "../../remote/errors";
import { iteratorOf } from "./iterator";

/**
 * Keeps the current span right across awaits. Browsers have no AsyncContext, so `compile` writes `await x` as
 * `__fanout.resume(__fanout.save(), await __fanout.settle(x))`, and callbacks given to promises, timers and events are bound
 * to the span in which they were given (`bind-callbacks.ts`).
 *
 * The segment of a body from one await to the next ends with its job. A span that stayed current after it would own the calls of
 * whatever runs next, so each promise that a body waits for has a second reaction, right after the body's, which leaves the span.
 * Where no span is current, calls are refused.
 */
type Step = { readonly saved: SpanContext | null; readonly outcome: Result };

const NOTHING: { readonly saved: SpanContext | null; readonly value: unknown } = {
  saved: null,
  value: undefined,
};

export type ContextHooks = ReturnType<typeof contextHooks>;

const succeeded = (value: unknown): Result => ({ ok: true, value });
const failed = (error: unknown): Result => ({ ok: false, error });

export function contextHooks(carrier: Carrier) {
  let sent: typeof NOTHING = NOTHING;
  const leave = () => {
    carrier.current = null;
  };

  /** What a body waits for: `made` is called when `source` is settled, and its outcome is what the body goes on with. */
  function segment<T>(
    source: Promise<unknown>,
    made: (value: unknown) => T,
    madeOfError: (error: unknown) => T,
  ): Promise<T> {
    const waited: Promise<T> = nativeThen.call(
      source,
      (value) => {
        nativeThen.call(waited, leave, leave);
        return made(value);
      },
      (error) => {
        nativeThen.call(waited, leave, leave);
        return madeOfError(error);
      },
    ) as Promise<T>;
    return waited;
  }

  const known = (outcome: Result) => {
    const made = () => outcome;
    return segment(ready, made, made);
  };

  function settle(value: unknown): Promise<Result> {
    if (!isObject(value)) return known(succeeded(value));
    try {
      const followed = promiseOf(carrier, value);
      return followed ? segment(followed, succeeded, failed) : known(succeeded(value));
    } catch (error) {
      return known(failed(error));
    }
  }

  /** Turns an iterator's rejection into a step, so that it is thrown inside the loop, in the loop's span. */
  function steps(iterable: unknown, saved: SpanContext | null): AsyncIterator<Step> {
    const { next, end } = iteratorOf(carrier, saved, iterable);
    let isOver = false;
    const failedStep = (error: unknown): IteratorResult<Step> => {
      isOver = true;
      return { done: false, value: { saved, outcome: failed(error) } };
    };
    return {
      next: () =>
        segment(
          next(),
          (result): IteratorResult<Step> => {
            const { done, value } = result as IteratorResult<unknown>;
            return done
              ? { done: true, value: undefined }
              : { done: false, value: { saved, outcome: succeeded(value) } };
          },
          failedStep,
        ),
      return: () =>
        segment(
          isOver ? ready : end(),
          (): IteratorResult<Step> => ({ done: true, value: undefined }),
          (error) => {
            throw error;
          },
        ),
    };
  }

  return {
    save: () => save(carrier),
    settle,
    resume(saved: SpanContext | null, outcome: Result): unknown {
      if (carrier.isResting) throw new FanoutError("the run is over");
      carrier.current = saved;
      if (outcome.ok) return outcome.value;
      throw outcome.error;
    },
    enter(saved: SpanContext | null): void {
      carrier.current = saved;
    },
    /** Waits a turn with a value that is not to be awaited. */
    keep: (value: unknown) => known(succeeded(value)),
    adopt: (value: unknown) => adopt(carrier, value),
    second: (_before: unknown, value: unknown, _after: unknown) => value,
    /** Keeps what a generator was sent at a `yield`, for the two calls after it. @returns whether no span is current */
    hold(saved: SpanContext | null, value: unknown): boolean {
      sent = { saved, value };
      return carrier.current === null && saved !== null;
    },
    held: () => sent.saved,
    sent(): unknown {
      const { value } = sent;
      sent = NOTHING;
      return value;
    },
    iterate(iterable: unknown): AsyncIterable<Step> {
      const saved = save(carrier);
      return { [Symbol.asyncIterator]: () => steps(iterable, saved) };
    },
    unwrap(step: Step): unknown {
      carrier.current = step.saved;
      if (step.outcome.ok) return step.outcome.value;
      throw step.outcome.error;
    },
  };
}
