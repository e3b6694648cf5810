import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkSize, guidedChunk, pythonChunk } from "./chunking";

/** Makespan in items of equal length when each free slot takes the next chunk. */
function makespan(n: number, slots: number, rule: "auto" | "python" | number): number {
  const free = new Array<number>(slots).fill(0);
  for (let sent = 0; sent < n; ) {
    const size = chunkSize(rule, { n, remaining: n - sent, slots, meanMs: Number.NaN });
    const next = free.indexOf(Math.min(...free));
    free[next] = (free[next] as number) + size;
    sent += size;
  }
  return Math.max(...free);
}

describe("chunks", () => {
  const workers = [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 26];

  it("has Python's makespans for 26 items", () => {
    expect(workers.map((n) => makespan(26, n, "python"))).toEqual([26, 14, 9, 8, 6, 6, 4, 4, 3, 2, 1]);
  });

  it("loses no wave by default", () => {
    expect(workers.map((n) => makespan(26, n, "auto"))).toEqual(workers.map((n) => Math.ceil(26 / n)));
  });

  it("loses no wave for any number of equal items and slots", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 64 }), (n, slots) => {
        expect(makespan(n, slots, "auto")).toBe(Math.ceil(n / slots));
      }),
    );
  });

  it("follows Pool.map's rule: divmod(items, 4 × workers), one more if there is a rest", () => {
    expect(pythonChunk(26, 8)).toBe(1);
    expect(pythonChunk(100, 4)).toBe(7);
    expect(pythonChunk(96, 4)).toBe(6);
    expect(pythonChunk(3, 8)).toBe(1);
  });

  it("sends cheap items in chunks that pay for their message, and never more than a fair share", () => {
    expect(guidedChunk({ n: 100_000, remaining: 50_000, slots: 2, meanMs: 0.000_005 })).toBe(50_000);
    expect(guidedChunk({ n: 100_000, remaining: 100_000, slots: 2, meanMs: 0.000_03 })).toBe(25_000);
    expect(guidedChunk({ n: 1e6, remaining: 100_000, slots: 2, meanMs: 1 })).toBe(25_000);
    expect(guidedChunk({ n: 1e6, remaining: 100, slots: 2, meanMs: 0.01 })).toBe(50);
    expect(guidedChunk({ n: 26, remaining: 10, slots: 8, meanMs: 100 })).toBe(1);
  });

  it("always sends at least one and at most all remaining items", () => {
    const rule = fc.oneof(
      fc.constant("auto" as const),
      fc.constant("python" as const),
      fc.integer({ min: 1, max: 5_000 }),
    );
    fc.assert(
      fc.property(
        rule,
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 256 }),
        fc.double({ min: 0, max: 1e4 }),
        (by, remaining, slots, meanMs) => {
          const size = chunkSize(by, { n: remaining, remaining, slots, meanMs });
          expect(size).toBeGreaterThanOrEqual(1);
          expect(size).toBeLessThanOrEqual(remaining);
        },
      ),
    );
  });
});
