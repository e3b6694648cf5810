import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StrategyName } from "@/lib/model/strategy";
import { DEFAULT_NUMBERS } from "../defaults";
import { Draws } from "../draws";
import type { Numbers, Place, Work } from "../numbers";
import { FREE_PLACE } from "../presets";
import { simulate } from "./simulate";

const numbersOf = (work: Partial<Work>, place: Partial<Place>, workers: number): Numbers => ({
  ...DEFAULT_NUMBERS,
  work: { ...DEFAULT_NUMBERS.work, ...work },
  place: { ...FREE_PLACE, ...place },
  workers,
});
const run = (numbers: Numbers, strategy: StrategyName, draw = 0) =>
  simulate(numbers, strategy, new Draws(numbers, draw));
const wallOf = (numbers: Numbers, strategy: StrategyName): number => run(numbers, strategy).wallMs;

const ON_WORKERS = ["dynamic", "pooled", "hybrid"] as const;

describe("slots that share a host", () => {
  it.each(ON_WORKERS)("take as long as apart where there is a core for each, under %s", (strategy) => {
    fc.assert(
      fc.property(
        fc.record({
          items: fc.integer({ min: 1, max: 500 }),
          waits: fc.constantFrom(0, 0.5, 1),
          startCpu: fc.constantFrom(0, 0.5, 1),
          workers: fc.integer({ min: 1, max: 20 }),
          groups: fc.constantFrom(1, 1, 4),
          dispatchMs: fc.constantFrom(0, 3),
        }),
        ({ items, waits, startCpu, workers, groups, dispatchMs }) => {
          const work = { items, waits, groups, item: { kind: "spread", ms: 100, share: 0.5 } } as const;
          const place = {
            startCpu,
            dispatchMs,
            messageMs: 2,
            endMs: 5,
            start: { kind: "spread", ms: 50, share: 0.5 },
          } as const;
          const apart = wallOf(numbersOf(work, place, workers), strategy);
          // One core fewer than workers, of which none is missed: nothing ever computes.
          const shared = numbersOf(
            { ...work, waits: 1 },
            { ...place, startCpu: 0, hosts: "shared", cores: Math.max(1, workers - 1) },
            workers,
          );
          const waiting = numbersOf({ ...work, waits: 1 }, { ...place, startCpu: 0 }, workers);
          expect(wallOf(shared, strategy) / wallOf(waiting, strategy)).toBeCloseTo(1, 2);
          const cores = numbersOf(work, { ...place, hosts: "shared", cores: workers }, workers);
          expect(wallOf(cores, strategy)).toBe(apart);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("compute no more than their cores can, however many workers there are", () => {
    const work = { items: 64, item: { kind: "fixed", ms: 1_000 } } as const;
    for (const workers of [2, 4, 8, 64]) {
      const shared = numbersOf(work, { hosts: "shared", cores: 2 }, workers);
      expect(wallOf(shared, "pooled")).toBeCloseTo(32_000, 0);
    }
  });

  it("wait without a core", () => {
    const work = { items: 64, item: { kind: "fixed", ms: 1_000 }, waits: 1 } as const;
    expect(wallOf(numbersOf(work, { hosts: "shared", cores: 2 }, 64), "dynamic")).toBeCloseTo(1_000, 6);
  });

  it("start together at the cores' pace", () => {
    const work = { items: 8, item: { kind: "fixed", ms: 0 } } as const;
    const place = { start: { kind: "fixed", ms: 1_000 }, startCpu: 1, hosts: "shared", cores: 2 } as const;
    expect(wallOf(numbersOf(work, place, 8), "dynamic")).toBeCloseTo(4_000, 6);
  });
});

describe("closed forms", () => {
  it("are met by the simulation", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom(1, 250, 60_000),
        fc.constantFrom(0, 90, 20_000),
        (items, workers, ms, start) => {
          const fixed = { item: { kind: "fixed", ms } } as const;
          const numbers = numbersOf({ items, ...fixed }, { start: { kind: "fixed", ms: start } }, workers);
          const waves = Math.ceil(items / workers);
          expect(wallOf(numbers, "sequential")).toBeCloseTo(items * ms, 3);
          expect(wallOf(numbers, "dynamic")).toBeCloseTo(waves * (start + ms), 3);
          expect(wallOf({ ...numbers, chunk: 1 }, "pooled")).toBeCloseTo(start + waves * ms, 3);
          expect(wallOf({ ...numbers, chunk: 1 }, "hybrid")).toBeCloseTo(waves * (start + ms), 3);
        },
      ),
    );
  });

  it("hold for an orchestrator that sends one message after the other", () => {
    const work = { items: 1_000, item: { kind: "fixed", ms: 100 } } as const;
    // 100 workers would take 1 s; one message every 10 ms takes 10.
    expect(wallOf(numbersOf(work, { dispatchMs: 10 }, 100), "dynamic")).toBeCloseTo(10_100, 6);
  });

  it("hold for an event loop: it computes one at a time, and what waits overlaps", () => {
    const work = { items: 100, item: { kind: "fixed", ms: 10 }, waits: 0.9 } as const;
    expect(wallOf(numbersOf(work, {}, 4), "async")).toBeCloseTo(100 + 9, 6);
    // Fanout's own limit counts bodies, a platform's op runs.
    const limited = { limit: 5, preset: "browser" } as const;
    expect(wallOf(numbersOf(work, limited, 4), "async")).toBeCloseTo(20 * 10 + 4, 0);
    expect(wallOf(numbersOf(work, limited, 4), "hybrid")).toBeCloseTo(5 * 10 + 4, 0);
    expect(wallOf(numbersOf(work, { limit: 5 }, 4), "async")).toBeCloseTo(100 + 9, 6);
  });

  it("hold for steps before and after, and for groups, each of them a worker", () => {
    const work = { items: 100, item: { kind: "fixed", ms: 1_000 }, beforeMs: 500, afterMs: 300 } as const;
    const place = { start: { kind: "fixed", ms: 2_000 }, messageMs: 10, endMs: 100 } as const;
    const around = 2_000 + 20 + 100;
    const fanOut = 10 * (1_000 + around);
    expect(wallOf(numbersOf(work, place, 10), "dynamic")).toBeCloseTo(2 * around + 800 + fanOut, 6);
    const nested = run(numbersOf({ ...work, groups: 10 }, place, 10), "dynamic");
    expect(nested.wallMs).toBeCloseTo(2 * around + 800 + around + fanOut, 6);
    expect(nested.opRuns).toBe(100 + 10 + 2);
  });
});

describe("more items than are drawn one by one", () => {
  // In smaller units the same numbers are simulated item by item, which is what the batches are compared with.
  it.each([
    { name: "apart", hosts: "separate", waits: 0, dispatchMs: 0 },
    { name: "on 16 shared cores", hosts: "shared", waits: 0.7, dispatchMs: 0 },
    { name: "behind a busy orchestrator", hosts: "separate", waits: 0, dispatchMs: 4 },
  ] as const)("are within 1% of the whole simulation: $name", ({ hosts, waits, dispatchMs }) => {
    const numbers = numbersOf(
      { items: 200_000, item: { kind: "percentiles", p50Ms: 800, p95Ms: 2_000 }, waits, failures: 0.02 },
      {
        start: { kind: "spread", ms: 300, share: 0.5 },
        startCpu: 0.5,
        hosts,
        cores: 16,
        dispatchMs,
        messageMs: 1,
      },
      256,
    );
    // The mean of a few, because they are other draws.
    const meanOf = (strategy: StrategyName, exact?: number): number =>
      [0, 1, 2].reduce(
        (sum, draw) => sum + simulate(numbers, strategy, new Draws(numbers, draw, exact)).wallMs,
        0,
      ) / 3;
    for (const strategy of ON_WORKERS) {
      const ratio = meanOf(strategy) / meanOf(strategy, 1e9);
      expect(Math.abs(ratio - 1), strategy).toBeLessThan(0.01);
    }
  });
});

it("parts add up to the wall time", () => {
  for (const strategy of ON_WORKERS) {
    const { wallMs, parts } = run(
      numbersOf(
        { items: 1_000, failures: 0.1 },
        { start: { kind: "fixed", ms: 5_000 }, hosts: "shared", cores: 4, startCpu: 1 },
        16,
      ),
      strategy,
    );
    const { start, message, queue, work, rework } = parts;
    expect(start + message + queue + work + rework).toBeCloseTo(wallMs, 0);
    expect(Math.min(start, message, queue, work, rework)).toBeGreaterThanOrEqual(0);
  }
});
