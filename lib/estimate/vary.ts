import { typicalOf, withTypical } from "./durations";
import type { Numbers } from "./numbers";
import type { Varied } from "./outcome";
import { MAX_ESTIMATED_WORKERS, MAX_ITEMS, MAX_MS } from "./schema";

interface Field {
  get(numbers: Numbers): number;
  with(numbers: Numbers, value: number): Numbers;
  /** Where it is looked at on its own: from, to. */
  readonly range: readonly [number, number];
  readonly whole: boolean;
}

/** Fields that break-even points and the map vary: ms, counts, or a share. */
export const FIELDS: Readonly<Record<Varied, Field>> = {
  itemMs: {
    get: ({ work }) => typicalOf(work.item),
    with: (numbers, ms) => ({
      ...numbers,
      work: { ...numbers.work, item: withTypical(numbers.work.item, ms) },
    }),
    range: [1, 24 * 3_600_000],
    whole: false,
  },
  items: {
    get: ({ work }) => work.items,
    with: (numbers, items) => ({ ...numbers, work: { ...numbers.work, items } }),
    range: [1, 1_000_000],
    whole: true,
  },
  startMs: {
    get: ({ place }) => typicalOf(place.start),
    with: (numbers, ms) => ({
      ...numbers,
      place: { ...numbers.place, start: withTypical(numbers.place.start, ms) },
    }),
    range: [1, 600_000],
    whole: false,
  },
  workers: {
    get: ({ workers }) => workers,
    with: (numbers, workers) => ({ ...numbers, workers }),
    range: [1, 1_024],
    whole: true,
  },
  failures: {
    get: ({ work }) => work.failures,
    with: (numbers, failures) => ({ ...numbers, work: { ...numbers.work, failures } }),
    range: [0.0001, 0.5],
    whole: false,
  },
};

const MOST: Readonly<Record<Varied, number>> = {
  itemMs: MAX_MS,
  items: MAX_ITEMS,
  startMs: MAX_MS,
  workers: MAX_ESTIMATED_WORKERS,
  failures: 1,
};

/** Values on a log scale, `count` of them at most, the first and the last of the field's range among them. */
export function stepsOf(field: Varied, count: number): number[] {
  const { range, whole } = FIELDS[field];
  const [from, to] = range;
  const steps = Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));
  return whole ? [...new Set(steps.map(Math.round))] : steps;
}

/** @returns the numbers with that value, within the field's bounds */
export function vary(numbers: Numbers, field: Varied, value: number): Numbers {
  const { with: set, whole } = FIELDS[field];
  const bounded = Math.min(MOST[field], Math.max(whole ? 1 : 0, value));
  return set(numbers, whole ? Math.round(bounded) : bounded);
}
