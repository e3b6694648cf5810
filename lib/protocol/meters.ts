import { METER_MAX_AMOUNT, METER_NAME_MAX_LENGTH, SPAN_MAX_METERS } from "@/lib/model/limits";

/** Totals of a span's meters by name, few enough to be shown and small enough to be added up. */
export function areMeters(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null) return false;
  let names = 0;
  for (const [name, amount] of entriesOf(value)) {
    names += 1;
    if (names > SPAN_MAX_METERS || name.length > METER_NAME_MAX_LENGTH) return false;
    if (typeof amount !== "number" || !(Math.abs(amount) <= METER_MAX_AMOUNT)) return false;
  }
  return true;
}

/** `Object.entries` without the list of all, of which a stranger may have sent millions. */
function* entriesOf(value: object): Generator<[string, unknown]> {
  for (const name in value)
    if (Object.hasOwn(value, name)) yield [name, (value as Record<string, unknown>)[name]];
}
