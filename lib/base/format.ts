/**
 * The one formatter: every figure in the interface and in what it exports as text is written here. At most three
 * significant digits, English, and no unit without its number. Where figures stand in a column, take one `…Scale` for
 * the column, so that all of them share a unit; single figures choose their own.
 */

/** Stands for a figure that there is none of. */
export const NONE = "–";

const significant = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat("en", { maximumSignificantDigits: 15 });
const compactCount = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** Three significant digits at most, whole numbers kept whole: 0.123, 12.3, 1,234. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return NONE;
  return Math.abs(value) >= 1000 ? whole.format(value) : significant.format(value);
}

/** An exact count: 100,000. */
export function formatCount(value: number): string {
  // Long lists are full of small ones.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  return Number.isFinite(value) ? whole.format(value) : NONE;
}

/** All digits: the bound of a field, which has to be exact. */
export const formatExact = (value: number): string => exact.format(value);

/** A count where there is little room: 999, 1.23K, 100K. */
export function formatShortCount(value: number): string {
  return Number.isFinite(value) ? compactCount.format(value) : NONE;
}

/** "Pooled is faster": where a label begins a sentence. */
export const capitalize = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "1 span", "26 spans". @param many the plural, where it is not the singular and "s". */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

interface Unit {
  readonly name: string;
  /** How many of the base unit it is. */
  readonly size: number;
  /** So many there are at least where a column or an axis has the unit: "0.2 min" says less than "12 s". Default 1. */
  readonly columnFrom?: number;
}

const DURATIONS: readonly Unit[] = [
  { name: "ns", size: 1e-6 },
  { name: "µs", size: 1e-3 },
  { name: "ms", size: 1 },
  { name: "s", size: 1e3 },
  { name: "min", size: 60e3, columnFrom: 3 },
  { name: "h", size: 3600e3, columnFrom: 3 },
  { name: "d", size: 86_400e3, columnFrom: 3 },
];

const BYTES: readonly Unit[] = [
  { name: "B", size: 1 },
  { name: "KiB", size: 1024 },
  { name: "MiB", size: 1024 ** 2 },
  { name: "GiB", size: 1024 ** 3 },
];

/** The largest unit of which there is at least one after rounding to three digits, so that 999.7 ms is 1 s and not 1,000 ms. */
function unitFor(units: readonly Unit[], value: number, inColumn = false): Unit {
  const size = Math.abs(value);
  const found =
    size > 0 && Number.isFinite(size)
      ? (units.findLast(
          (unit) => Number((size / unit.size).toPrecision(3)) >= ((inColumn && unit.columnFrom) || 1),
        ) ?? units[0])
      : units.find((unit) => unit.size === 1);
  return found as Unit;
}

function withUnit(units: readonly Unit[], value: number): string {
  if (!Number.isFinite(value)) return NONE;
  const unit = unitFor(units, value);
  // There is no part of a byte; averages may be one.
  const amount = unit.name === "B" ? Math.round(value) : value / unit.size;
  return `${formatNumber(amount)} ${unit.name}`;
}

/** @param ms a time in milliseconds. "470 ns", "12.3 µs", "120 ms", "1.52 s", "2.5 min". */
export const formatDuration = (ms: number): string => withUnit(DURATIONS, ms);

/** From each of these on, a time is written in whole steps of so many ms, and in at most two units. */
const LONG_STEPS = [
  { from: 60e3, step: 1e3 },
  { from: 600e3, step: 60e3 },
  { from: 86_400e3, step: 3_600e3 },
  { from: 864_000e3, step: 86_400e3 },
] as const;

/**
 * A time of a minute or more as people say it, in two units at most: "6 min 37 s", "52 min", "13 h 5 min", "35 d". Shorter
 * ones as `formatDuration` writes them. @param ms a time in milliseconds
 */
export function formatLongDuration(ms: number): string {
  const size = Math.abs(ms);
  const found = LONG_STEPS.findLast(({ from, step }) => Math.round(size / step) * step >= from);
  if (!found || !Number.isFinite(ms)) return formatDuration(ms);
  let rest = Math.round(size / found.step) * found.step;
  const words: string[] = [];
  for (const unit of DURATIONS.toReversed()) {
    const count = Math.floor(rest / unit.size);
    if (count === 0 || words.length === 2) continue;
    words.push(`${formatCount(count)} ${unit.name}`);
    rest -= count * unit.size;
  }
  return `${ms < 0 ? "-" : ""}${words.join(" ")}`;
}

/** A time that is not known well, in whole seconds or minutes: "8 s", "2 min". @param ms 1 s at least is written */
export function formatAbout(ms: number): string {
  if (!Number.isFinite(ms)) return NONE;
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 100 ? `${seconds} s` : `${whole.format(Math.round(seconds / 60))} min`;
}

/** "512 B", "1.5 KiB", "64 MiB". */
export const formatBytes = (bytes: number): string => withUnit(BYTES, bytes);

/** Figures of one column share its unit only where none is this many times another. */
const COLUMN_MAX_RANGE = 1_000;

/** Past a picosecond there is nothing to tell apart. */
const MAX_DECIMALS = 6;

/** A column's way of writing: every figure in `unit`, with the same number of decimals. */
export interface Scale {
  readonly unit: string;
  /** How many ms or bytes the unit is. */
  readonly size: number;
  /** The figure without its unit, which stands in the column's head. */
  format(value: number): string;
  /**
   * As `format`, but a small figure keeps three digits; one below a thousandth of the column's largest has a unit of its
   * own, written with it.
   */
  formatFine(value: number): string;
  /** For an axis: three significant digits, no zeros to fill up. */
  formatTick(value: number): string;
  /** As `formatFine`, with the unit: for where a figure stands alone. */
  formatWithUnit(value: number): string;
}

/**
 * Decimals are chosen for the largest figure to have three significant digits; a smaller one that would then read 0
 * says "<0.1" instead of hiding that there was something.
 */
function scaleFor(units: readonly Unit[], values: Iterable<number>): Scale {
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  const unit = unitFor(units, largest, true);
  const top = largest / unit.size;
  const decimals =
    top === 0 || unit.name === "B"
      ? 0
      : Math.min(MAX_DECIMALS, Math.max(0, 2 - Math.floor(Math.log10(Number(top.toPrecision(3))))));
  const figures = new Intl.NumberFormat("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const least = 10 ** -decimals;
  const format = (value: number): string => {
    if (!Number.isFinite(value)) return NONE;
    const scaled = value / unit.size;
    if (scaled !== 0 && Math.abs(scaled) < least / 2) return `<${figures.format(least)}`;
    return figures.format(Object.is(scaled, -0) ? 0 : scaled);
  };
  const hasOwnUnit = (value: number): boolean =>
    value !== 0 && Math.abs(value) * COLUMN_MAX_RANGE < largest && value < unit.size;
  const formatFine = (value: number): string => {
    if (!Number.isFinite(value)) return NONE;
    if (hasOwnUnit(value)) return withUnit(units, value);
    const scaled = value / unit.size;
    return Math.abs(scaled) < 1 && scaled !== 0 && unit.name !== "B"
      ? significant.format(scaled)
      : format(value);
  };
  return {
    unit: unit.name,
    size: unit.size,
    format,
    formatFine,
    formatTick: (value) => formatNumber(value / unit.size),
    formatWithUnit: (value) => {
      if (!Number.isFinite(value) || hasOwnUnit(value)) return formatFine(value);
      return `${formatFine(value)} ${unit.name}`;
    },
  };
}

/** One unit for a column or an axis of times. @param values its figures in ms. */
export const durationScale = (values: Iterable<number>): Scale => scaleFor(DURATIONS, values);

export const bytesScale = (values: Iterable<number>): Scale => scaleFor(BYTES, values);

/** "3.1×"; under one, "0.32×". */
export const formatRatio = (ratio: number): string =>
  Number.isFinite(ratio) ? `${formatNumber(ratio)}×` : NONE;

/** @param share 0 to 1. "42%", "4.2%", "<0.1%". */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return NONE;
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return "<0.1%";
  const digits = Math.abs(percent) < 9.95 ? 1 : 0;
  return `${new Intl.NumberFormat("en", { maximumFractionDigits: digits }).format(percent)}%`;
}

/** Dollars. At least cents, and three significant digits below a cent: "$0.00123". */
export function formatMoney(amount: number): string {
  if (!Number.isFinite(amount)) return NONE;
  const small = amount !== 0 && Math.abs(amount) < 0.01;
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency: "USD",
    ...(small ? { maximumSignificantDigits: 3 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  }).format(amount);
}

/** "a, b and c". */
export function formatList(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}
