import type { LogLine } from "@/lib/protocol/rows";
import type { SpanContext } from "./span-context";
import type { Thread } from "./thread";

/** Characters of one line. The coordinator keeps the newest 10,000 lines of all workers. */
const MAX_LINE = 10 * 1024;
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
    text: text.length > MAX_LINE ? `${text.slice(0, MAX_LINE - 1)}…` : text,
  });
  if (thread.recorder.pending >= MAX_WAITING) thread.flush();
  else thread.flushSoon();
}
