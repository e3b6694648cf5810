import { LOG_LINE_MAX_LENGTH } from "@/lib/model/limits";
import type { LogLine } from "@/lib/protocol/rows";
import type { SpanContext } from "./span-context";
import type { Thread } from "./thread";

/** Lines, notes and rows from which on a flush waits for no timer. */
const MAX_WAITING = 1_000;

/** Logs a line under a span, or under the module. */
export function log(thread: Thread, span: SpanContext | null, level: LogLine["level"], text: string): void {
  thread.recorder.log({
    time: thread.now(),
    level,
    span: span?.span ?? -1,
    task: span?.place.name ?? "module",
    attempt: span?.attempt ?? 1,
    worker: thread.init.worker,
    text: text.length > LOG_LINE_MAX_LENGTH ? `${text.slice(0, LOG_LINE_MAX_LENGTH - 1)}…` : text,
  });
  if (thread.recorder.pending >= MAX_WAITING) thread.flush();
  else thread.flushSoon();
}
