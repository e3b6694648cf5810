import { PREVIEW_MAX_LENGTH } from "@/lib/model/limits";
import type { SpanNote } from "@/lib/protocol/rows";
import { toWire } from "../remote/errors";
import type { Result } from "./body";
import { type SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

/**
 * Notes a span's arguments and result as short texts, while the budget lasts. Errors and meters are always noted.
 * @param shows false for items of long maps: no texts
 */
export function describe(
  thread: Thread,
  ctx: SpanContext,
  args: () => readonly unknown[],
  result: Result,
  shows = thread.recorder.wantsPreview,
): void {
  const note = noteOf(thread, ctx, args, result, shows);
  if (note) thread.recorder.note(note);
}

/** The note of a span, for whoever records it. @param shows as above */
export function noteOf(
  thread: Thread,
  ctx: SpanContext,
  args: () => readonly unknown[],
  result: Result,
  shows: boolean,
): SpanNote | undefined {
  if (!shows && result.ok && !ctx.meters) return undefined;
  const { values } = thread;
  const texts = shows && {
    args: args()
      .map((arg) => values.preview(arg))
      .join(", ")
      .slice(0, PREVIEW_MAX_LENGTH),
    result: result.ok ? values.preview(result.value) : undefined,
    given: thread.recorder.givenText((max) => values.argumentsText(args(), max)),
  };
  const { meters } = ctx;
  ctx.meters = null;
  return {
    id: ctx.span,
    attempt: ctx.attempt,
    key: ctx.key,
    ...texts,
    error: result.ok ? undefined : toWire(result.error, trailOf(ctx)),
    meters: meters ?? undefined,
  };
}
