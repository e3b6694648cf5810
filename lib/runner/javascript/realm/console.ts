import type { LogLine } from "@/lib/protocol/rows";
import { log } from "../../execute/log";
import type { Thread } from "../../execute/thread";
import { preview } from "../preview";

/** Characters past which the arguments of a line are not looked at any more. */
const MAX_TEXT = 11 * 1024;
const LEVELS = ["debug", "info", "log", "warn", "error"] as const;

function textOf(args: readonly unknown[]): string {
  let text = "";
  for (const arg of args) {
    if (text) text += " ";
    text += typeof arg === "string" ? arg.slice(0, MAX_TEXT) : preview(arg);
    if (text.length > MAX_TEXT) return text;
  }
  return text;
}

/** Logs a program's line under its current span. */
export const logFrom = (thread: Thread, level: LogLine["level"], args: readonly unknown[]): void =>
  log(thread, thread.current, level, textOf(args));

/** A console that writes to the run's log. */
export function recordedConsole(thread: () => Thread | null): Record<string, (...args: unknown[]) => void> {
  const made: Record<string, (...args: unknown[]) => void> = {};
  for (const level of LEVELS) {
    made[level] = (...args) => {
      const at = thread();
      if (at) logFrom(at, level, args);
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
