import fc from "fast-check";
import { expect, it } from "vitest";
import { typicalOf } from "@/lib/estimate/durations";
import type { Duration } from "@/lib/estimate/numbers";
import { readSpread, writeSpread } from "./duration-text";

it.each<readonly [string, Duration]>([
  ["5 min", { kind: "fixed", ms: 300_000 }],
  ["5 min ± 20%", { kind: "spread", ms: 300_000, share: 0.2 }],
  ["5min +- 20 %", { kind: "spread", ms: 300_000, share: 0.2 }],
  ["5 min +/- 30 s", { kind: "spread", ms: 300_000, share: 0.1 }],
  ["5 min ± 0%", { kind: "fixed", ms: 300_000 }],
  ["p50 2 s, p95 10 s", { kind: "percentiles", p50Ms: 2_000, p95Ms: 10_000 }],
  ["p50: 2s p95: 10s", { kind: "percentiles", p50Ms: 2_000, p95Ms: 10_000 }],
  ["median 2 s; p95 10 s", { kind: "percentiles", p50Ms: 2_000, p95Ms: 10_000 }],
])("reads %s", (text, value) => expect(readSpread(text)).toEqual({ ok: true, value }));

it.each([
  ["5", 'Add a unit: "5 s" or "5 min".'],
  ["5 min ± 20", 'Add a spread, such as "± 20%" or "± 30 s".'],
  ["5 min ± 200%", "The spread must not be larger than the time."],
  ["p50 10 s, p95 2 s", "p95 must not be below p50."],
  ["101 days", "Enter at most 100 d."],
  ["", 'Enter a time, such as "20 s" or "5 min".'],
])("refuses %j", (text, message) => expect(readSpread(text)).toEqual({ ok: false, message }));

const duration: fc.Arbitrary<Duration> = fc.oneof(
  fc.record({ kind: fc.constant("fixed" as const), ms: fc.double({ min: 0.01, max: 8e9, noNaN: true }) }),
  fc.record({
    kind: fc.constant("spread" as const),
    ms: fc.double({ min: 0.01, max: 8e9, noNaN: true }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  }),
  fc
    .tuple(fc.double({ min: 0.01, max: 1e9, noNaN: true }), fc.double({ min: 1.1, max: 8, noNaN: true }))
    .map(([p50Ms, ratio]) => ({ kind: "percentiles" as const, p50Ms, p95Ms: p50Ms * ratio })),
);

it("reads what it writes, to three digits", () => {
  fc.assert(
    fc.property(duration, (one) => {
      const read = readSpread(writeSpread(one));
      if (!read.ok) throw new Error(read.message);
      expect(read.value.kind).toBe(one.kind);
      expect(typicalOf(read.value) / typicalOf(one)).toBeCloseTo(1, 1);
    }),
  );
});
