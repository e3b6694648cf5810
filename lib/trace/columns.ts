/** The columns of a Trace while they are written: same names, room to grow. All have the same length. */
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

/** Columns of another capacity with the first `count` rows of `from`. Views of the old ones keep what they show. */
export function resizeColumns(from: Columns, count: number, capacity: number): Columns {
  const to = createColumns(capacity);
  to.id.set(from.id.subarray(0, count));
  to.parent.set(from.parent.subarray(0, count));
  to.attemptOf.set(from.attemptOf.subarray(0, count));
  to.name.set(from.name.subarray(0, count));
  to.kind.set(from.kind.subarray(0, count));
  to.status.set(from.status.subarray(0, count));
  to.flags.set(from.flags.subarray(0, count));
  to.strategy.set(from.strategy.subarray(0, count));
  to.index.set(from.index.subarray(0, count));
  to.attempt.set(from.attempt.subarray(0, count));
  to.worker.set(from.worker.subarray(0, count));
  to.issued.set(from.issued.subarray(0, count));
  to.dispatched.set(from.dispatched.subarray(0, count));
  to.received.set(from.received.subarray(0, count));
  to.started.set(from.started.subarray(0, count));
  to.ended.set(from.ended.subarray(0, count));
  to.settled.set(from.settled.subarray(0, count));
  to.bytesIn.set(from.bytesIn.subarray(0, count));
  to.bytesOut.set(from.bytesOut.subarray(0, count));
  return to;
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
