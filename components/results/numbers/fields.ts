import type { FieldName, SomeNumbers } from "@/lib/app/numbers/own-numbers";
import { formatBytes, formatCount, formatDuration, formatMoney } from "@/lib/base/format";
import { type ReadQuantity, readBytes, readCount, readMoney, readPercent } from "@/lib/base/quantity";
import type { Numbers, Place, Work } from "@/lib/estimate/numbers";
import { MAX_ESTIMATED_WORKERS, MAX_ITEMS } from "@/lib/estimate/schema";
import { readBounded, readSpread, writePercent, writeSpread } from "./duration-text";

type ReadChange =
  | { readonly ok: true; readonly value: SomeNumbers }
  | { readonly ok: false; readonly message: string };

/** A field of the form: what it shows, and what a text changes. */
export interface Field {
  readonly name: FieldName;
  readonly label: string;
  readonly hint: string;
  readonly text: (numbers: Numbers) => string;
  readonly read: (text: string) => ReadChange;
}

type NumericKey<T> = { readonly [K in keyof T]: T[K] extends number ? K : never }[keyof T];

interface Quantity {
  readonly read: (text: string) => ReadQuantity;
  readonly write: (value: number) => string;
}

const between = (min: number, max: number): Quantity => ({
  read(text) {
    const found = readCount(text);
    return found.ok && (found.value < min || found.value > max)
      ? { ok: false, message: `Enter a number from ${formatCount(min)} to ${formatCount(max)}.` }
      : found;
  },
  write: formatCount,
});
const share: Quantity = {
  read(text) {
    const found = readPercent(text);
    return found.ok && found.value > 1 ? { ok: false, message: "Enter at most 100%." } : found;
  },
  write: writePercent,
};
const time: Quantity = { read: readBounded, write: formatDuration };
const bytes: Quantity = {
  read(text) {
    const found = readBytes(text);
    return found.ok && found.value > 2 ** 50 ? { ok: false, message: "Enter at most 1,024 TiB." } : found;
  },
  write: formatBytes,
};
const money: Quantity = {
  read(text) {
    const found = readMoney(text);
    return found.ok && found.value > 1e6 ? { ok: false, message: "Enter at most $1,000,000." } : found;
  },
  write: formatMoney,
};
/** 0 is "none". */
const orNone = (quantity: Quantity): Quantity => ({
  read: (text) => (/^\s*(none|no|)\s*$/i.test(text) ? { ok: true, value: 0 } : quantity.read(text)),
  write: (value) => (value === 0 ? "none" : quantity.write(value)),
});

const ofWork = (key: NumericKey<Work>, label: string, hint: string, { read, write }: Quantity): Field => ({
  name: `work.${key}`,
  label,
  hint,
  text: ({ work }) => write(work[key]),
  read(text) {
    const found = read(text);
    return found.ok ? { ok: true, value: { work: { [key]: found.value } } } : found;
  },
});

const ofPlace = (key: NumericKey<Place>, label: string, hint: string, { read, write }: Quantity): Field => ({
  name: `place.${key}`,
  label,
  hint,
  text: ({ place }) => write(place[key]),
  read(text) {
    const found = read(text);
    return found.ok ? { ok: true, value: { place: { [key]: found.value } } } : found;
  },
});

const SPREAD_HINT = 'A time, with a spread if you like: "5 min", "5 min ± 20%", "p50 2 s, p95 10 s".';

const item: Field = {
  name: "work.item",
  label: "Each takes",
  hint: `How long one item takes. ${SPREAD_HINT}`,
  text: ({ work }) => writeSpread(work.item),
  read(text) {
    const found = readSpread(text);
    return found.ok ? { ok: true, value: { work: { item: found.value } } } : found;
  },
};

const start: Field = {
  name: "place.start",
  label: "Worker start",
  hint: `From the request until a task can start. ${SPREAD_HINT}`,
  text: ({ place }) => writeSpread(place.start),
  read(text) {
    const found = readSpread(text);
    return found.ok ? { ok: true, value: { place: { start: found.value } } } : found;
  },
};

const workers: Field = {
  name: "workers",
  label: "Workers",
  hint: "Pods, processes or containers that may run in parallel.",
  text: (numbers) => formatCount(numbers.workers),
  read(text) {
    const found = between(1, MAX_ESTIMATED_WORKERS).read(text);
    return found.ok ? { ok: true, value: { workers: found.value } } : found;
  },
};

const chunk: Field = {
  name: "chunk",
  label: "Items per chunk",
  hint: 'Items per message of kept workers, and per worker of hybrid. "auto": as Fanout chooses them.',
  text: (numbers) => (numbers.chunk === "auto" ? "auto" : formatCount(numbers.chunk)),
  read(text) {
    if (/^\s*auto\s*$/i.test(text)) return { ok: true, value: { chunk: "auto" } };
    const found = between(1, MAX_ITEMS).read(text);
    return found.ok ? { ok: true, value: { chunk: found.value } } : found;
  },
};

export const MAIN_FIELDS = {
  work: [
    ofWork("items", "Items", 'Files, partitions, requests: "10,000" or "10k".', between(1, MAX_ITEMS)),
    item,
    ofWork("failures", "Failures", "Share of attempts that fail, at their end.", share),
    ofWork(
      "waits",
      "Of an item, waiting",
      "Share of an item's time in which it waits for something else and needs no core.",
      share,
    ),
  ],
  place: [start],
  workers: [workers],
} as const satisfies Readonly<Record<string, readonly Field[]>>;

export const MORE_FIELDS = {
  work: [
    ofWork("retries", "Retries", "Further attempts of an item that failed.", between(0, 100)),
    ofWork("bytesIn", "Input of an item", 'Bytes that go to the worker: "200 kB".', bytes),
    ofWork("bytesOut", "Result of an item", "Bytes that come back.", bytes),
    ofWork("beforeMs", "Step before", "A step before the fan-out.", orNone(time)),
    ofWork("afterMs", "Step after", "A step after the fan-out.", orNone(time)),
    ofWork(
      "groups",
      "Groups",
      "Nested fan-outs that the items are spread over, each an op run. 1: none.",
      between(1, 100_000),
    ),
  ],
  place: [
    ofPlace(
      "startCpu",
      "Of a start, computing",
      "Share of a start that needs a core: it competes with other work on the same host.",
      share,
    ),
    ofPlace(
      "endMs",
      "A worker ends in",
      "From a task's end until its slot is free for another worker.",
      time,
    ),
    ofPlace("messageMs", "Time per message", "One way: a call, or a result.", time),
    ofPlace(
      "dispatchMs",
      "Orchestrator, per message",
      "The orchestrator's own time for each message, one after the other.",
      time,
    ),
    ofPlace("delayMs", "A run begins after", "Queues and daemons, before the run begins.", time),
    ofPlace("cores", "Cores of the host", "Where workers share one host.", between(1, 1_024)),
    ofPlace(
      "limit",
      "Limit",
      "The most tasks that the platform runs in parallel.",
      orNone(between(0, MAX_ITEMS)),
    ),
    ofPlace(
      "workerBytes",
      "Memory of a worker",
      'With its imports: "300 MiB". none: not counted.',
      orNone(bytes),
    ),
    ofPlace("itemBytes", "Memory of an item", "While it runs. none: not counted.", orNone(bytes)),
    ofPlace(
      "hostBytes",
      "Memory of the host",
      "Limits how many workers fit. none: not counted.",
      orNone(bytes),
    ),
    ofPlace("pricePerHour", "Price of a worker-hour", 'What one worker costs per hour: "$0.04".', money),
  ],
  workers: [chunk],
} as const satisfies Readonly<Record<string, readonly Field[]>>;
