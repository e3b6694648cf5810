import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as replayed from "@/lib/analysis/chunk-rules";
import * as engine from "@/lib/engine/chunking";

describe("the replay's chunk rules", () => {
  it("are the engine's", () => {
    const state = fc
      .record({
        n: fc.integer({ min: 1, max: 100_000 }),
        slots: fc.integer({ min: 1, max: 1_024 }),
        done: fc.double({ min: 0, max: 1, noNaN: true }),
        meanMs: fc.oneof(fc.constant(Number.NaN), fc.double({ min: 0, max: 100, noNaN: true })),
      })
      .map(({ n, slots, done, meanMs }) => ({ n, slots, meanMs, remaining: Math.max(1, Math.floor(n * (1 - done))) }));
    const rule = fc.oneof(fc.constantFrom("auto" as const, "python" as const), fc.integer({ min: 1, max: 5_000 }));
    fc.assert(
      fc.property(rule, state, (r, s) => {
        expect(replayed.chunkSize(r, s)).toBe(engine.chunkSize(r, s));
      }),
    );
  });
});
