import type { Numbers, Place, Work } from "./numbers";
import { numbersSchema } from "./schema";

/**
 * What numbers of version 1 leave out in links. Spelt out here instead of taken from today's defaults and presets, because
 * this has to read old links for ever: a preset's figures may change, a link's answer may not.
 */
const BASE_WORK: Work = {
  items: 100,
  item: { kind: "fixed", ms: 1_000 },
  waits: 0,
  bytesIn: 0,
  bytesOut: 0,
  failures: 0,
  retries: 0,
  beforeMs: 0,
  afterMs: 0,
  groups: 1,
};
const BASE_PLACE: Place = {
  preset: "own",
  start: { kind: "fixed", ms: 0 },
  startCpu: 0,
  endMs: 0,
  messageMs: 0,
  byteMs: 0,
  delayMs: 0,
  dispatchMs: 0,
  hosts: "separate",
  cores: 1,
  limit: 0,
  workerBytes: 0,
  itemBytes: 0,
  hostBytes: 0,
  pricePerHour: 0,
};
const BASE = { workers: 8, chunk: "auto", seed: 1 } as const;

type Differences<T> = { readonly [Key in keyof T]?: T[Key] };

/** Numbers as links carry them, as JSON: only what differs from the base of version 1. */
export interface EncodedNumbers extends Differences<Omit<Numbers, "work" | "place">> {
  readonly work?: Differences<Work>;
  readonly place?: Differences<Place>;
}

function differences<T extends object>(value: T, base: T): Differences<T> | undefined {
  const keys = (Object.keys(base) as (keyof T)[]).filter(
    (key) => JSON.stringify(value[key]) !== JSON.stringify(base[key]),
  );
  return keys.length === 0
    ? undefined
    : (Object.fromEntries(keys.map((key) => [key, value[key]])) as Differences<T>);
}

export function encodeNumbers(numbers: Numbers): EncodedNumbers {
  const { work, place, ...rest } = numbers;
  const parts = { work: differences(work, BASE_WORK), place: differences(place, BASE_PLACE) };
  return {
    ...(parts.work && { work: parts.work }),
    ...(parts.place && { place: parts.place }),
    ...differences<typeof rest>(rest, BASE),
  };
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @returns undefined for anything that `encodeNumbers` could not have made: links are written by strangers */
export function decodeNumbers(encoded: unknown): Numbers | undefined {
  if (!isObject(encoded)) return undefined;
  const { work = {}, place = {}, ...rest } = encoded as { readonly work?: unknown; readonly place?: unknown };
  if (!isObject(work) || !isObject(place)) return undefined;
  const whole = {
    ...BASE,
    ...rest,
    work: { ...BASE_WORK, ...work },
    place: { ...BASE_PLACE, ...place },
  };
  const parsed = numbersSchema.safeParse(whole);
  return parsed.success ? parsed.data : undefined;
}
