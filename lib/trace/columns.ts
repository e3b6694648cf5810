/** The columns of a Trace while they are written: same names, room to grow. See `GrowingColumns`. */
export interface Columns {
  readonly id: Float64Array;
  readonly parent: Int32Array;
  readonly attemptOf: Int32Array;
  readonly name: Uint32Array;
  readonly kind: Uint8Array;
  readonly status: Uint8Array;
  readonly flags: Uint8Array;
  readonly strategy: Uint8Array;
  readonly index: Int32Array;
  readonly attempt: Uint16Array;
  readonly worker: Int32Array;
  readonly issued: Float64Array;
  readonly dispatched: Float64Array;
  readonly received: Float64Array;
  readonly started: Float64Array;
  readonly ended: Float64Array;
  readonly settled: Float64Array;
  readonly bytesIn: Float64Array;
  readonly bytesOut: Float64Array;
}

export const COLUMN_NAMES = [
  "id",
  "parent",
  "attemptOf",
  "name",
  "kind",
  "status",
  "flags",
  "strategy",
  "index",
  "attempt",
  "worker",
  "issued",
  "dispatched",
  "received",
  "started",
  "ended",
  "settled",
  "bytesIn",
  "bytesOut",
] as const satisfies readonly (keyof Columns)[];

export function createColumns(capacity: number): Columns {
  return {
    id: new Float64Array(capacity),
    parent: new Int32Array(capacity),
    attemptOf: new Int32Array(capacity),
    name: new Uint32Array(capacity),
    kind: new Uint8Array(capacity),
    status: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    strategy: new Uint8Array(capacity),
    index: new Int32Array(capacity),
    attempt: new Uint16Array(capacity),
    worker: new Int32Array(capacity),
    issued: new Float64Array(capacity),
    dispatched: new Float64Array(capacity),
    received: new Float64Array(capacity),
    started: new Float64Array(capacity),
    ended: new Float64Array(capacity),
    settled: new Float64Array(capacity),
    bytesIn: new Float64Array(capacity),
    bytesOut: new Float64Array(capacity),
  };
}

interface Numbers extends ArrayLike<number> {
  subarray(from: number, to: number): ArrayLike<number>;
}

/** Copies as many rows as have room. */
function moved<To extends { readonly length: number; set(from: ArrayLike<number>): void }>(
  from: Numbers,
  to: To,
): To {
  to.set(from.length > to.length ? from.subarray(0, to.length) : from);
  return to;
}

/**
 * Each gives one column another capacity and leaves the others as they are. One by one, because all of a long run at
 * once are 50 MB and more, which the page's thread must not copy in one go. Views of the old arrays keep what they show.
 */
export const RESIZE: readonly ((columns: Columns, capacity: number) => Columns)[] = [
  (c, n) => ({ ...c, id: moved(c.id, new Float64Array(n)) }),
  (c, n) => ({ ...c, parent: moved(c.parent, new Int32Array(n)) }),
  (c, n) => ({ ...c, attemptOf: moved(c.attemptOf, new Int32Array(n)) }),
  (c, n) => ({ ...c, name: moved(c.name, new Uint32Array(n)) }),
  (c, n) => ({ ...c, kind: moved(c.kind, new Uint8Array(n)) }),
  (c, n) => ({ ...c, status: moved(c.status, new Uint8Array(n)) }),
  (c, n) => ({ ...c, flags: moved(c.flags, new Uint8Array(n)) }),
  (c, n) => ({ ...c, strategy: moved(c.strategy, new Uint8Array(n)) }),
  (c, n) => ({ ...c, index: moved(c.index, new Int32Array(n)) }),
  (c, n) => ({ ...c, attempt: moved(c.attempt, new Uint16Array(n)) }),
  (c, n) => ({ ...c, worker: moved(c.worker, new Int32Array(n)) }),
  (c, n) => ({ ...c, issued: moved(c.issued, new Float64Array(n)) }),
  (c, n) => ({ ...c, dispatched: moved(c.dispatched, new Float64Array(n)) }),
  (c, n) => ({ ...c, received: moved(c.received, new Float64Array(n)) }),
  (c, n) => ({ ...c, started: moved(c.started, new Float64Array(n)) }),
  (c, n) => ({ ...c, ended: moved(c.ended, new Float64Array(n)) }),
  (c, n) => ({ ...c, settled: moved(c.settled, new Float64Array(n)) }),
  (c, n) => ({ ...c, bytesIn: moved(c.bytesIn, new Float64Array(n)) }),
  (c, n) => ({ ...c, bytesOut: moved(c.bytesOut, new Float64Array(n)) }),
];

/** Columns of another capacity, all at once: for where there are not many rows. */
export function resizeColumns(from: Columns, capacity: number): Columns {
  return RESIZE.reduce((columns, resize) => resize(columns, capacity), from);
}

/** The first `count` rows, shared, not copied. */
export function viewColumns(columns: Columns, count: number): Columns {
  return {
    id: columns.id.subarray(0, count),
    parent: columns.parent.subarray(0, count),
    attemptOf: columns.attemptOf.subarray(0, count),
    name: columns.name.subarray(0, count),
    kind: columns.kind.subarray(0, count),
    status: columns.status.subarray(0, count),
    flags: columns.flags.subarray(0, count),
    strategy: columns.strategy.subarray(0, count),
    index: columns.index.subarray(0, count),
    attempt: columns.attempt.subarray(0, count),
    worker: columns.worker.subarray(0, count),
    issued: columns.issued.subarray(0, count),
    dispatched: columns.dispatched.subarray(0, count),
    received: columns.received.subarray(0, count),
    started: columns.started.subarray(0, count),
    ended: columns.ended.subarray(0, count),
    settled: columns.settled.subarray(0, count),
    bytesIn: columns.bytesIn.subarray(0, count),
    bytesOut: columns.bytesOut.subarray(0, count),
  };
}

/** Copies row `from` over row `to`. */
export function copyRow(columns: Columns, from: number, to: number): void {
  columns.id.copyWithin(to, from, from + 1);
  columns.parent.copyWithin(to, from, from + 1);
  columns.attemptOf.copyWithin(to, from, from + 1);
  columns.name.copyWithin(to, from, from + 1);
  columns.kind.copyWithin(to, from, from + 1);
  columns.status.copyWithin(to, from, from + 1);
  columns.flags.copyWithin(to, from, from + 1);
  columns.strategy.copyWithin(to, from, from + 1);
  columns.index.copyWithin(to, from, from + 1);
  columns.attempt.copyWithin(to, from, from + 1);
  columns.worker.copyWithin(to, from, from + 1);
  columns.issued.copyWithin(to, from, from + 1);
  columns.dispatched.copyWithin(to, from, from + 1);
  columns.received.copyWithin(to, from, from + 1);
  columns.started.copyWithin(to, from, from + 1);
  columns.ended.copyWithin(to, from, from + 1);
  columns.settled.copyWithin(to, from, from + 1);
  columns.bytesIn.copyWithin(to, from, from + 1);
  columns.bytesOut.copyWithin(to, from, from + 1);
}
