import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import type { Flush } from "@/lib/protocol/flush";
import {
  ATTEMPT,
  BYTES_IN,
  BYTES_OUT,
  COMPUTED,
  DISPATCHED,
  ENDED,
  FLAG_CACHED,
  FLAG_CHUNK_HEAD,
  FLAG_INLINE,
  FLAG_ITEM,
  FLAG_REUSED,
  FLAG_SHARED_TIME,
  flagsOf,
  ID,
  INDEX,
  ISSUED,
  kindOf,
  NAME,
  PACKED,
  PARENT,
  RECEIVED,
  SETTLED,
  SIZE,
  SLEPT,
  STARTED,
  STRIDE,
  statusOf,
  strategyOf,
  WORKER,
} from "@/lib/protocol/rows";

const FLAGS = {
  cached: FLAG_CACHED,
  reused: FLAG_REUSED,
  inline: FLAG_INLINE,
  item: FLAG_ITEM,
  chunkHead: FLAG_CHUNK_HEAD,
  sharedTime: FLAG_SHARED_TIME,
} as const;
type Flag = keyof typeof FLAGS;

/** A row as an object. `sharedTime` is left out of the flags: whether short items are timed together is up to the runner. */
export interface Row {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly strategy: string;
  readonly flags: readonly Exclude<Flag, "sharedTime">[];
  readonly index: number;
  readonly attempt: number;
  readonly worker: number;
  readonly issued: number;
  readonly dispatched: number;
  readonly received: number;
  readonly started: number;
  readonly ended: number;
  readonly settled: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly slept: number;
  readonly computed: number;
}

/** Reads rows in the order recorded. A block of items that were timed together gives a row for each. */
export function readRows(flushes: readonly Flush[]): Row[] {
  const names = new Map<number, string[]>();
  const found: Row[] = [];
  for (const { batch } of flushes) {
    if (!batch) continue;
    const table = names.get(batch.worker) ?? [];
    names.set(batch.worker, table);
    table.push(...batch.names);
    for (let from = 0; from < batch.rows.length; from += STRIDE)
      found.push(...rowsOf(batch.rows.subarray(from, from + STRIDE), table));
  }
  return found;
}

function rowsOf(numbers: Float64Array, names: readonly string[]): Row[] {
  const at = (column: number) => numbers[column] as number;
  const packed = at(PACKED);
  const flags = (Object.keys(FLAGS) as Flag[]).filter((flag) => (flagsOf(packed) & FLAGS[flag]) !== 0);
  return Array.from({ length: at(SIZE) }, (_, i) => ({
    id: at(ID) + i,
    parent: at(PARENT),
    name: names[at(NAME)] ?? "a name that was not sent",
    kind: KINDS[kindOf(packed)] as string,
    status: STATUSES[statusOf(packed)] as string,
    strategy: STRATEGIES[strategyOf(packed)] as string,
    flags: flags.filter((flag) => flag !== "sharedTime" && (flag !== "chunkHead" || i === 0)) as Row["flags"],
    index: at(INDEX) < 0 ? -1 : at(INDEX) + i,
    attempt: at(ATTEMPT),
    worker: at(WORKER),
    issued: at(ISSUED),
    dispatched: at(DISPATCHED),
    received: at(RECEIVED),
    started: at(STARTED),
    ended: at(ENDED),
    settled: at(SETTLED),
    bytesIn: at(BYTES_IN),
    bytesOut: at(BYTES_OUT),
    slept: at(SLEPT),
    computed: at(COMPUTED),
  }));
}

/** The last row of each attempt, which is the one that counts. */
export function lastRows(rows: readonly Row[]): Row[] {
  const last = new Map(rows.map((row) => [`${row.id} ${row.attempt}`, row]));
  return [...last.values()].sort((a, b) => a.id - b.id || a.attempt - b.attempt);
}
