/**
 * The columns of a trace, each with the array that holds it: the one list that the builder, copies between threads, trace
 * files and views read. Times are ms since the trial's start; NaN where something did not happen or is not known.
 */
const COLUMN_ARRAYS = {
  id: Float64Array,
  /** Row of the parent; -1 for the entry. */
  parent: Int32Array,
  /** For an earlier attempt: the row of its span. -1 for spans. */
  attemptOf: Int32Array,
  /** Index into `names`. */
  name: Uint32Array,
  /** Index into KINDS. */
  kind: Uint8Array,
  /** Index into STATUSES. */
  status: Uint8Array,
  /** FLAG_* bits. */
  flags: Uint8Array,
  /** Index into STRATEGIES: the strategy under which this call ran. */
  strategy: Uint8Array,
  /** Position in its map; -1 outside a map. */
  index: Int32Array,
  /** From 1: the attempt this row describes (for a span's row: its last). */
  attempt: Uint16Array,
  /** Lane; -1 none. */
  worker: Int32Array,
  /** The program made the call. */
  issued: Float64Array,
  /** The scheduler sent it to a worker. */
  dispatched: Float64Array,
  /** The worker had it. */
  received: Float64Array,
  /** Its body began. */
  started: Float64Array,
  /** Its body ended. */
  ended: Float64Array,
  /** The scheduler (or inline caller) had its result. */
  settled: Float64Array,
  /** Estimated bytes of the arguments that crossed a thread; 0 inline. */
  bytesIn: Float64Array,
  /** Estimated bytes of the result that crossed a thread; 0 inline. */
  bytesOut: Float64Array,
  /** ms of the body in which it waited in `sleep`; 0 where that is not known. */
  slept: Float64Array,
  /** ms of the body in which it ran `compute`; 0 where that is not known. */
  computed: Float64Array,
} as const;

export type ColumnName = keyof typeof COLUMN_ARRAYS;
export type Columns = {
  readonly [Name in ColumnName]: InstanceType<(typeof COLUMN_ARRAYS)[Name]>;
};
export type Column = Columns[ColumnName];

const isColumnName = (name: string): name is ColumnName => name in COLUMN_ARRAYS;
/** Columns that files of before lack; all their values are 0 then. */
export const LATER_COLUMNS: readonly ColumnName[] = ["slept", "computed"];
export const COLUMN_NAMES: readonly ColumnName[] = Object.keys(COLUMN_ARRAYS).filter(isColumnName);

/** The readings of the clock among the columns, in the order in which they happen, and in which rows hold them. */
export const TIME_COLUMNS = ["issued", "dispatched", "received", "started", "ended", "settled"] as const;
export type TimeColumn = (typeof TIME_COLUMNS)[number];

export const createColumn = (name: ColumnName, rows: number): Column => new COLUMN_ARRAYS[name](rows);

/** @param make an array of the column's own kind */
export function columnsOf(make: (name: ColumnName) => Column): Columns {
  // The compiler cannot check that `make` returns the right array for each name.
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, make(name)])) as unknown as Columns;
}

export const createColumns = (rows: number): Columns => columnsOf((name) => createColumn(name, rows));

/**
 * The same columns, one of them with room for more or fewer rows. One at a time, because all columns of a long run are
 * 50 MB and more, too much for the page's thread to copy in one go. Views of the old array keep what they show.
 */
export function resizeColumn(columns: Columns, name: ColumnName, rows: number): Columns {
  const from = columns[name];
  const to = createColumn(name, rows);
  to.set(from.length > rows ? from.subarray(0, rows) : from);
  return { ...columns, [name]: to };
}

/** All columns in one go: for traces with few rows. */
export const resizeColumns = (columns: Columns, rows: number): Columns =>
  COLUMN_NAMES.reduce((resized, name) => resizeColumn(resized, name, rows), columns);

/** The first `rows` rows, shared, not copied. */
export const viewColumns = (columns: Columns, rows: number): Columns =>
  columnsOf((name) => columns[name].subarray(0, rows));

export function copyRow(columns: Columns, from: number, to: number): void {
  for (const name of COLUMN_NAMES) columns[name].copyWithin(to, from, from + 1);
}
