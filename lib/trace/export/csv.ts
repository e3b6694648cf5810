import {
  FLAG_CACHED,
  FLAG_CHUNK_HEAD,
  FLAG_INLINE,
  FLAG_ITEM,
  FLAG_REUSED,
  FLAG_SHARED_TIME,
} from "@/lib/protocol/rows";
import { hasFlag, isSpan, keyAt, kindAt, nameAt, statusAt, strategyAt } from "../row";
import type { Trace } from "../trace";

type Cell = string | number | boolean;

/** Columns of the table; `_ms` are ms since the trial's start, `_bytes` bytes. A time that did not happen is empty. */
const COLUMNS: readonly (readonly [name: string, cell: (trace: Trace, row: number) => Cell])[] = [
  ["id", (t, r) => t.id[r] as number],
  ["parent_id", (t, r) => ((t.parent[r] as number) < 0 ? "" : (t.id[t.parent[r] as number] as number))],
  ["kind", kindAt],
  ["name", nameAt],
  ["key", (t, r) => keyAt(t, r) ?? ""],
  ["index", (t, r) => ((t.index[r] as number) < 0 ? "" : (t.index[r] as number))],
  ["attempt", (t, r) => t.attempt[r] as number],
  ["last_attempt", isSpan],
  ["status", statusAt],
  ["strategy", (t, r) => strategyAt(t, r) ?? ""],
  ["worker", (t, r) => ((t.worker[r] as number) < 0 ? "" : (t.worker[r] as number))],
  ["issued_ms", (t, r) => time(t.issued[r])],
  ["dispatched_ms", (t, r) => time(t.dispatched[r])],
  ["received_ms", (t, r) => time(t.received[r])],
  ["started_ms", (t, r) => time(t.started[r])],
  ["ended_ms", (t, r) => time(t.ended[r])],
  ["settled_ms", (t, r) => time(t.settled[r])],
  ["in_bytes", (t, r) => t.bytesIn[r] as number],
  ["out_bytes", (t, r) => t.bytesOut[r] as number],
  ["cached", (t, r) => hasFlag(t, r, FLAG_CACHED)],
  ["replayed", (t, r) => hasFlag(t, r, FLAG_REUSED)],
  ["shared_time", (t, r) => hasFlag(t, r, FLAG_SHARED_TIME)],
  ["inline", (t, r) => hasFlag(t, r, FLAG_INLINE)],
  ["item", (t, r) => hasFlag(t, r, FLAG_ITEM)],
  ["chunk_head", (t, r) => hasFlag(t, r, FLAG_CHUNK_HEAD)],
  ["error", (t, r) => t.errors.get(r)?.message ?? ""],
];

/** Every span and earlier attempt as a line of CSV (RFC 4180, CRLF), in parts for a Blob. */
export function* csvParts(trace: Trace): Generator<string> {
  let part = `${COLUMNS.map(([name]) => name).join(",")}\r\n`;
  for (let row = 0; row < trace.count; row += 1) {
    part += `${COLUMNS.map(([, cell]) => csvCell(cell(trace, row))).join(",")}\r\n`;
    if (part.length > 65_536) {
      yield part;
      part = "";
    }
  }
  yield part;
}

/**
 * A value as a cell. Text that a spreadsheet would read as a formula gets an apostrophe in front, because names come from
 * strangers' programs (OWASP, "CSV injection"). So does text that already looks like that: one apostrophe less gives any name back.
 */
export function csvCell(value: Cell): string {
  if (typeof value !== "string") return String(value);
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const time = (ms: number | undefined): Cell => (ms === undefined || Number.isNaN(ms) ? "" : ms);
