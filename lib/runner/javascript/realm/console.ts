import type { LogLine } from "@/lib/protocol/rows";
import type { Thread } from "../../execute/thread";
import { preview } from "../preview";

/** Bytes of one line, and lines one thread sends for a run. The coordinator keeps the newest 10,000 of all. */
const MAX_LINE = 10 * 1024;
const LEVELS = ["debug", "info", "log", "warn", "error"] as const;

function textOf(args: readonly unknown[]): string {
  let text = "";
  for (const arg of args) {
    if (text) text += " ";
    text += typeof arg === "string" ? arg : preview(arg);
    if (text.length > MAX_LINE) return `${text.slice(0, MAX_LINE - 1)}…`;
  }
  return text;
}

export function log(thread: Thread, level: LogLine["level"], args: readonly unknown[]): void {
  const ctx = thread.current;
  thread.recorder.log({
    time: thread.now(),
    level,
    span: ctx?.span ?? -1,
    task: ctx?.place.name ?? "module",
    attempt: ctx?.attempt ?? 1,
    worker: thread.init.lane,
    text: textOf(args),
  });
  if (thread.recorder.pending >= 1_000) thread.flush();
  else thread.flushSoon();
}

/** A console that writes into the run's log. */
export function recordedConsole(thread: () => Thread | null): Record<string, (...args: unknown[]) => void> {
  const made: Record<string, (...args: unknown[]) => void> = {};
  for (const level of LEVELS) {
    made[level] = (...args) => {
      const at = thread();
      if (at) log(at, level, args);
    };
  }
  const to = (level: LogLine["level"]) => made[level] as (...args: unknown[]) => void;
  made.trace = to("debug");
  made.table = to("log");
  made.dir = to("log");
  made.assert = (ok, ...args) => void (ok || to("error")("assertion failed", ...args));
  for (const silent of [
    "group",
    "groupCollapsed",
    "groupEnd",
    "time",
    "timeEnd",
    "timeLog",
    "count",
    "countReset",
    "clear",
  ])
    made[silent] ??= () => undefined;
  return made;
}
