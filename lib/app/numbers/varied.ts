import { withTypical } from "@/lib/estimate/durations";
import type { Numbers } from "@/lib/estimate/numbers";
import type { Varied } from "@/lib/estimate/outcome";
import { mergeNumbers, type SomeNumbers } from "./own-numbers";

const digits = (value: number): number => Number(value.toPrecision(3));

/** A change that gives a field of the map another value. */
export function withVaried(change: SomeNumbers, numbers: Numbers, field: Varied, value: number): SomeNumbers {
  const added: Readonly<Record<Varied, SomeNumbers>> = {
    itemMs: { work: { item: withTypical(numbers.work.item, digits(value)) } },
    items: { work: { items: Math.max(1, Math.round(digits(value))) } },
    startMs: { place: { start: withTypical(numbers.place.start, digits(value)) } },
    workers: { workers: Math.max(1, Math.round(value)) },
    failures: { work: { failures: Math.min(1, digits(value)) } },
  };
  return mergeNumbers(change, added[field]);
}
