import "@/lib/protocol/no-eval";
import * as z from "zod";
import type { Numbers } from "./numbers";
import { PRESET_IDS } from "./preset-ids";

/** A hundred days: longer than anybody waits for an item or a worker. */
export const MAX_MS = 100 * 24 * 3_600_000;
export const MAX_ITEMS = 10_000_000;
export const MAX_ESTIMATED_WORKERS = 10_000;
const MAX_BYTES = 2 ** 50;
/** Of a 95th percentile to the median. Past it the mean is a handful of monsters, and no estimate holds. */
export const MAX_PERCENTILE_RATIO = 100;

const ms = z.number().min(0).max(MAX_MS);
const share = z.number().min(0).max(1);
const bytes = z.number().min(0).max(MAX_BYTES);

const duration = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed"), ms }),
  z.strictObject({ kind: z.literal("spread"), ms, share }),
  z
    .strictObject({ kind: z.literal("percentiles"), p50Ms: ms, p95Ms: ms })
    .refine(({ p50Ms, p95Ms }) => p95Ms >= p50Ms, "the 95th percentile must not be below the median")
    .refine(
      ({ p50Ms, p95Ms }) => p95Ms <= MAX_PERCENTILE_RATIO * p50Ms,
      `the 95th percentile must be at most ${MAX_PERCENTILE_RATIO} times the median`,
    ),
]);

/** Everything that an estimate takes, bounded: numbers come from links and from strangers' pages. */
export const numbersSchema: z.ZodType<Numbers> = z.strictObject({
  work: z.strictObject({
    items: z.int().min(1).max(MAX_ITEMS),
    item: duration,
    waits: share,
    bytesIn: bytes,
    bytesOut: bytes,
    failures: share,
    retries: z.int().min(0).max(100),
    beforeMs: ms,
    afterMs: ms,
    groups: z.int().min(1).max(100_000),
  }),
  place: z.strictObject({
    preset: z.enum(PRESET_IDS),
    start: duration,
    startCpu: share,
    endMs: ms,
    messageMs: ms,
    byteMs: z.number().min(0).max(1),
    delayMs: ms,
    dispatchMs: ms,
    hosts: z.enum(["shared", "separate"]),
    cores: z.int().min(1).max(1_024),
    limit: z.int().min(0).max(MAX_ITEMS),
    workerBytes: bytes,
    itemBytes: bytes,
    hostBytes: bytes,
    pricePerHour: z.number().min(0).max(1_000_000),
  }),
  workers: z.int().min(1).max(MAX_ESTIMATED_WORKERS),
  chunk: z.union([z.literal("auto"), z.int().min(1).max(MAX_ITEMS)]),
  seed: z.int().min(0).max(0xffffffff),
});
