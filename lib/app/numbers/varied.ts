import type { Duration, Numbers } from "@/lib/estimate/numbers";
import type { Varied } from "@/lib/estimate/outcome";
import { mergeNumbers, type SomeNumbers } from "./own-numbers";

/** Another typical time with the same relative spread. */
function scaled(duration: Duration, ms: number): Duration {
  if (duration.kind !== "percentiles") return { ...duration, ms };
  const ratio = duration.p50Ms > 0 ? duration.p95Ms / duration.p50Ms : 1;
  return { kind: "percentiles", p50Ms: ms, p95Ms: ms * ratio };
}

const digits = (value: number): number => Number(value.toPrecision(3));

/** A change that gives a field of the map another value. */
export function withVaried(change: SomeNumbers, numbers: Numbers, field: Varied, value: number): SomeNumbers {
  const added: Readonly<Record<Varied, SomeNumbers>> = {
    itemMs: { work: { item: scaled(numbers.work.item, digits(value)) } },
    items: { work: { items: Math.max(1, Math.round(digits(value))) } },
    startMs: { place: { start: scaled(numbers.place.start, digits(value)) } },
    workers: { workers: Math.max(1, Math.round(value)) },
    failures: { work: { failures: Math.min(1, digits(value)) } },
  };
  return mergeNumbers(change, added[field]);
}
