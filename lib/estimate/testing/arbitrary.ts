import fc from "fast-check";
import type { Duration, Numbers } from "../numbers";
import { PRESET_IDS } from "../preset-ids";

const ms = fc.double({ min: 0, max: 1e7, noNaN: true }).map((value) => Math.abs(value));
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => Math.abs(value));
const bytes = fc.nat({ max: 2 ** 31 - 1 });

const duration: fc.Arbitrary<Duration> = fc.oneof(
  fc.record({ kind: fc.constant("fixed" as const), ms }),
  fc.record({ kind: fc.constant("spread" as const), ms, share }),
  fc
    .tuple(ms, fc.double({ min: 1, max: 99, noNaN: true }))
    .map(([p50Ms, ratio]) => ({ kind: "percentiles" as const, p50Ms, p95Ms: Math.min(p50Ms * ratio, 8e9) })),
);

/** Numbers anywhere within the bounds. */
export const anyNumbers: fc.Arbitrary<Numbers> = fc.record({
  work: fc.record({
    items: fc.integer({ min: 1, max: 10_000_000 }),
    item: duration,
    waits: share,
    bytesIn: bytes,
    bytesOut: bytes,
    failures: share,
    retries: fc.nat({ max: 100 }),
    beforeMs: ms,
    afterMs: ms,
    groups: fc.integer({ min: 1, max: 100_000 }),
  }),
  place: fc.record({
    preset: fc.constantFrom(...PRESET_IDS),
    start: duration,
    startCpu: share,
    endMs: ms,
    messageMs: ms,
    byteMs: share,
    delayMs: ms,
    dispatchMs: ms,
    hosts: fc.constantFrom("shared" as const, "separate" as const),
    cores: fc.integer({ min: 1, max: 1_024 }),
    limit: fc.nat({ max: 10_000_000 }),
    workerBytes: bytes,
    itemBytes: bytes,
    hostBytes: bytes,
    pricePerHour: ms.map((value) => value / 10),
  }),
  workers: fc.integer({ min: 1, max: 10_000 }),
  chunk: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 10_000_000 })),
  seed: fc.nat({ max: 2 ** 31 - 1 }),
});
