import { KINDS } from "@/lib/model/kind";
import { INT32_MAX, LIMITS_BY_SOURCE, MAX_ATTEMPTS } from "@/lib/model/limits";
import { STATUSES } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import {
  type Column,
  type ColumnName,
  createColumn,
  LATER_COLUMNS,
  TIME_COLUMNS,
  type TimeColumn,
} from "../columns";

/** What is wrong with a file, for its reader. */
export class InvalidTrace extends Error {}

const { timeMs } = LIMITS_BY_SOURCE.imported;
const MAX_SCALE = 2 ** 30;

/** Least and greatest value of each column, both inclusive. Rows and names are checked against the trial itself. */
const BOUNDS: Readonly<Record<Exclude<ColumnName, TimeColumn>, readonly [number, number]>> = {
  id: [0, Number.MAX_SAFE_INTEGER],
  parent: [-1, INT32_MAX],
  attemptOf: [-1, INT32_MAX],
  name: [0, INT32_MAX],
  kind: [0, KINDS.length - 1],
  status: [0, STATUSES.length - 1],
  flags: [0, 255],
  strategy: [0, STRATEGIES.length - 1],
  index: [-1, INT32_MAX],
  attempt: [1, MAX_ATTEMPTS],
  worker: [-1, INT32_MAX],
  bytesIn: [0, Number.MAX_SAFE_INTEGER],
  bytesOut: [0, Number.MAX_SAFE_INTEGER],
  slept: [0, timeMs],
  computed: [0, timeMs],
};

const isTime = (name: ColumnName): name is TimeColumn => TIME_COLUMNS.some((each) => each === name);
const FRACTIONS: readonly ColumnName[] = ["bytesIn", "bytesOut", "slept", "computed"];
const isFraction = (name: ColumnName): boolean => isTime(name) || FRACTIONS.includes(name);

/** Nothing in the file is believed. @throws InvalidTrace */
export function decodeColumn(name: ColumnName, encoded: unknown, rows: number): Column {
  if (encoded === undefined && LATER_COLUMNS.includes(name)) return createColumn(name, rows);
  const { items, scale } = itemsOf(name, encoded);
  const [least, most] = isTime(name) ? [-timeMs, timeMs] : BOUNDS[name];
  const column = createColumn(name, rows);
  let row = 0;
  let sum = 0;
  const put = (item: unknown, times: number): void => {
    if (row + times > rows) throw new InvalidTrace(`"${name}" has more than ${rows} rows`);
    for (const end = row + times; row < end; row += 1) {
      if (item === null && isTime(name)) column[row] = Number.NaN;
      else {
        if (typeof item !== "number") throw new InvalidTrace(`"${name}" has no number in row ${row}`);
        if (scale !== undefined) sum += item;
        const value = scale === undefined ? item : sum / scale;
        const fits = value >= least && value <= most && (isFraction(name) || Number.isInteger(value));
        if (!fits || !Number.isSafeInteger(sum))
          throw new InvalidTrace(`"${name}" is out of range in row ${row}`);
        column[row] = value;
      }
    }
  };
  for (const item of items) {
    if (!Array.isArray(item)) put(item, 1);
    else {
      const [value, times]: readonly unknown[] = item;
      if (item.length !== 2 || !isCount(times))
        throw new InvalidTrace(`"${name}" has a pair that is not [number, count] in row ${row}`);
      put(value, times);
    }
  }
  if (row < rows) throw new InvalidTrace(`"${name}" has ${row} rows of ${rows}`);
  return column;
}

const isCount = (times: unknown): times is number => Number.isSafeInteger(times) && (times as number) > 0;

function itemsOf(
  name: ColumnName,
  encoded: unknown,
): { items: readonly unknown[]; scale: number | undefined } {
  if (typeof encoded === "object" && encoded !== null) {
    if ("values" in encoded && Array.isArray(encoded.values))
      return { items: encoded.values, scale: undefined };
    const scale = "scale" in encoded ? encoded.scale : 1;
    const isScale = isCount(scale) && scale <= MAX_SCALE;
    if (isScale && "deltas" in encoded && Array.isArray(encoded.deltas))
      return { items: encoded.deltas, scale };
  }
  throw new InvalidTrace(`"${name}" is neither { values } nor { deltas, scale }`);
}
