import { KINDS } from "@/lib/model/kind";
import type { Children } from "@/lib/trace/children";
import { keyAt, nameAt } from "@/lib/trace/row";
import { bytesAt, durationAt, queuedAt, startAt } from "@/lib/trace/span-times";
import type { Trace } from "@/lib/trace/trace";
import { orderBy } from "../layout/sort";

export const SORT_COLUMNS = [
  "name",
  "status",
  "kind",
  "start",
  "queued",
  "took",
  "attempts",
  "worker",
  "sent",
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Order {
  readonly by: SortColumn;
  readonly descending: boolean;
}

/** The order in which statuses interest a reader: what failed first. By position in STATUSES. */
const STATUS_RANK = [2, 5, 0, 1, 3, 4];

const VALUES: Readonly<Record<Exclude<SortColumn, "name">, (trace: Trace, row: number) => number>> = {
  status: (trace, row) => STATUS_RANK[trace.status[row] as number] ?? KINDS.length,
  kind: (trace, row) => trace.kind[row] as number,
  start: startAt,
  queued: queuedAt,
  took: durationAt,
  attempts: (trace, row) => trace.attempt[row] as number,
  worker: (trace, row) => {
    const worker = trace.worker[row] as number;
    return worker < 0 ? Number.NaN : worker;
  },
  sent: bytesAt,
};

/** "part 2" comes before "part 10". */
const collator = new Intl.Collator("en", { numeric: true });
/** Names up to which numbers in them are compared as numbers; more would take seconds. */
const COLLATED_MAX_ROWS = 50_000;

const textAt = (trace: Trace, row: number): string => `${nameAt(trace, row)} ${keyAt(trace, row) ?? ""}`;

/** Positions 0 … n-1 of these rows by name and key; items without a key by their index. */
function byName(trace: Trace, rows: Int32Array): readonly number[] {
  const texts = Array.from(rows, (row) => textAt(trace, row));
  const compare =
    rows.length <= COLLATED_MAX_ROWS
      ? (a: string, b: string): number => collator.compare(a, b)
      : (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const indexAt = (at: number): number => trace.index[rows[at] as number] as number;
  return Array.from(rows, (_, at) => at).sort(
    (a, b) => compare(texts[a] as string, texts[b] as string) || indexAt(a) - indexAt(b) || a - b,
  );
}

/** Positions of these rows by a figure; those without one last, in either direction. */
function byValue(
  trace: Trace,
  rows: Int32Array,
  by: Exclude<SortColumn, "name">,
  descending: boolean,
): Int32Array {
  const read = VALUES[by];
  return orderBy(
    Float64Array.from(rows, (row) => {
      const value = read(trace, row);
      return Number.isNaN(value) ? Number.MAX_VALUE : descending ? -value : value;
    }),
  );
}

/** The children of every row, those of each in the order of a column; equal ones in the order of their calls. */
export function ordered(trace: Trace, { offsets, rows }: Children, { by, descending }: Order): Children {
  const out = new Int32Array(rows.length);
  for (let row = 0; row + 1 < offsets.length; row += 1) {
    const from = offsets[row] as number;
    const own = rows.subarray(from, offsets[row + 1] as number);
    if (own.length === 0) continue;
    if (own.length === 1) {
      out[from] = own[0] as number;
      continue;
    }
    const positions = by === "name" ? byName(trace, own) : byValue(trace, own, by, descending);
    for (let at = 0; at < own.length; at += 1) {
      const position = positions[by === "name" && descending ? own.length - 1 - at : at] as number;
      out[from + at] = own[position] as number;
    }
  }
  return { offsets, rows: out };
}
