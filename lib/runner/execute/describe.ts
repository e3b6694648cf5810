import { toWire } from "../remote/errors";
import type { Result } from "./body";
import { type SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

/** Characters of all arguments together. */
const MAX_ARGS = 2_000;

/**
 * Notes what a span was given and gave, as short texts while the budget for them lasts; an error and meters always.
 * @param shows whether there are texts at all: not for the items of long maps
 */
export function describe(
  thread: Thread,
  ctx: SpanContext,
  args: () => readonly unknown[],
  result: Result,
  shows = thread.recorder.wantsPreview,
): void {
  if (!shows && result.ok && !ctx.meters) return;
  const { values, recorder } = thread;
  const texts = shows && {
    args: args()
      .map((arg) => values.preview(arg))
      .join(", ")
      .slice(0, MAX_ARGS),
    result: result.ok ? values.preview(result.value) : undefined,
  };
  recorder.note({
    id: ctx.span,
    attempt: ctx.attempt,
    key: ctx.key,
    ...texts,
    error: result.ok ? undefined : toWire(result.error, trailOf(ctx)),
    meters: ctx.meters ?? undefined,
  });
  ctx.meters = null;
}
