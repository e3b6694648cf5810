import { logTicks, timeTicks } from "@/components/results/shared/chart/log-ticks";
import { formatDuration, formatPercent, formatPlural, formatShortCount } from "@/lib/base/format";
import type { Numbers } from "@/lib/estimate/numbers";
import type { Varied } from "@/lib/estimate/outcome";
import { FIELDS } from "@/lib/estimate/vary";

interface Axis {
  readonly label: string;
  /** Behind a figure, in a sentence. */
  readonly write: (value: number) => string;
  readonly tick: (value: number) => string;
  readonly ticks: (least: number, most: number, count: number) => readonly number[];
  /** Where the numbers are. */
  readonly here: (numbers: Numbers) => number;
}

/** The steps of an axis are powers: more digits would say nothing. */
const twoDigits = (value: number): number => Number(value.toPrecision(2));

const count = (one: string, here: Axis["here"], label: string): Axis => ({
  label,
  write: (value) => formatPlural(Math.max(1, Math.round(twoDigits(value))), one),
  tick: formatShortCount,
  ticks: (least, most, most_) => logTicks(least, most, 10, most_),
  here,
});

export const AXES: Readonly<Record<Varied, Axis>> = {
  itemMs: {
    label: "Duration of an item",
    write: (value) => `${formatDuration(twoDigits(value))} per item`,
    tick: formatDuration,
    ticks: timeTicks,
    here: FIELDS.itemMs.get,
  },
  items: count("item", FIELDS.items.get, "Number of items"),
  startMs: {
    label: "Start of a worker",
    write: (value) => `${formatDuration(twoDigits(value))} per start`,
    tick: formatDuration,
    ticks: timeTicks,
    here: FIELDS.startMs.get,
  },
  workers: count("worker", FIELDS.workers.get, "Workers"),
  failures: {
    label: "Attempts that fail",
    write: (value) => `${formatPercent(twoDigits(value))} failing`,
    tick: formatPercent,
    ticks: (least, most, most_) => logTicks(least, most, 10, most_),
    here: FIELDS.failures.get,
  },
};

/**
 * Where a value is between the first and the last of an axis, 0 to 1, on its log scale; outside it is at the edge. Cells
 * are centred on their values, so half a cell lies beyond both.
 */
export function placeOn(values: readonly number[], value: number): number {
  const [first = 1, last = first] = [values[0], values.at(-1)];
  const half = 0.5 / values.length;
  if (!(value > first)) return half;
  if (!(value < last)) return 1 - half;
  return half + (1 - 2 * half) * (Math.log(value / first) / Math.log(last / first));
}

/** Whether a value lies beyond the first or the last one. */
export const isOutside = (values: readonly number[], value: number): boolean =>
  value < (values[0] ?? 0) * 0.999 || value > (values.at(-1) ?? 0) * 1.001;

/** The index of the nearest value. */
export function nearest(values: readonly number[], value: number): number {
  const at = Math.round(placeOn(values, value) * values.length - 0.5);
  return Math.max(0, Math.min(values.length - 1, at));
}
