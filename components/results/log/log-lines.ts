import type { LogLine } from "@/lib/protocol/rows";

const LEVELS: readonly LogLine["level"][] = ["debug", "info", "log", "warn", "error"];

/** What to show: this level and those above it. */
export type LogFilter = "all" | "info" | "warn" | "error";

const MIN_LEVEL: Readonly<Record<LogFilter, number>> = { all: 0, info: 1, warn: 3, error: 4 };

/** Of one entry in the list; its detail shows all of it. */
const MAX_LINES = 12;

export interface LogRow {
  readonly entry: LogLine;
  readonly line: number;
  /** Where the line starts in the entry's text. */
  readonly start: number;
  readonly id: string;
}

/** Of the rows in view only: there may be 100 MB of text. */
export function lineText({ entry: { text }, line, start }: LogRow): string {
  const end = text.indexOf("\n", start);
  if (end < 0) return text.slice(start);
  if (line === MAX_LINES - 1) return `… ${text.slice(start).split("\n").length} more lines`;
  return text.slice(start, end).replace(/\r$/, "");
}

const source = (entry: LogLine): string => `${entry.task} worker ${entry.worker}`;

/** Entries that pass, cut into lines of the screen, by time: workers send theirs in batches. */
export function logRows(logs: readonly LogLine[], filter: LogFilter, search: string): LogRow[] {
  const wanted = search.trim().toLowerCase();
  const rows: LogRow[] = [];
  for (const [at, entry] of logs.toSorted((a, b) => a.time - b.time).entries()) {
    if (LEVELS.indexOf(entry.level) < MIN_LEVEL[filter]) continue;
    if (
      wanted !== "" &&
      !entry.text.toLowerCase().includes(wanted) &&
      !source(entry).toLowerCase().includes(wanted)
    )
      continue;
    let line = 0;
    for (let start = 0; start >= 0 && line < MAX_LINES; line += 1) {
      rows.push({ entry, line, start, id: `${at}.${line}` });
      const end = entry.text.indexOf("\n", start);
      start = end < 0 ? -1 : end + 1;
    }
  }
  return rows;
}

/** The log as plain text, one entry a line or more: time in ms, level, source, text. */
export function logText(logs: readonly LogLine[]): string {
  return logs
    .map(({ time, level, task, attempt, worker, text }) => {
      const where = `${task || "module"}${attempt > 1 ? ` attempt ${attempt}` : ""} in ${worker === 0 ? "driver" : `worker ${worker}`}`;
      return `${time.toFixed(1)}\t${level}\t${where}\t${text}`;
    })
    .join("\n");
}
