import fc from "fast-check";
import { expect, it } from "vitest";
import { createTimeLeft } from "./time-left";

const anyTrial = fc.record({
  items: fc.integer({ min: 8, max: 400 }),
  workers: fc.integer({ min: 1, max: 16 }),
  startMs: fc.integer({ min: 0, max: 20_000 }),
  itemMs: fc.integer({ min: 50, max: 5_000 }),
  tickMs: fc.integer({ min: 50, max: 500 }),
});

/** Every estimate of a trial whose items take equally long, with what is really left. */
function estimates({
  items,
  workers,
  startMs,
  itemMs,
  tickMs,
}: ReturnType<typeof anyTrial.generate>["value"]) {
  const ended = Array.from({ length: items }, (_, i) => startMs + itemMs * (Math.floor(i / workers) + 1));
  const end = ended.at(-1) ?? 0;
  const left = createTimeLeft();
  const found: {
    readonly forMs: number;
    readonly done: number;
    readonly estimate: number;
    readonly real: number;
  }[] = [];
  for (let forMs = 0; forMs < end; forMs += tickMs) {
    const done = ended.filter((at) => at <= forMs).length;
    const estimate = left({ strategy: "pooled", round: 1, done, total: items, forMs });
    if (estimate !== undefined) found.push({ forMs, done, estimate, real: end - forMs });
  }
  return found;
}

it("never estimates more than twice what is left, however long workers took to start", () => {
  fc.assert(
    fc.property(anyTrial, (trial) => {
      // What settled between two ticks is seen at the second.
      for (const { estimate, real } of estimates(trial))
        expect(estimate).toBeLessThanOrEqual(2 * (real + trial.tickMs));
    }),
  );
});

it("estimates nothing before a quarter of the work is done and 2 s have passed", () => {
  fc.assert(
    fc.property(anyTrial, (trial) => {
      for (const { forMs, done } of estimates(trial)) {
        expect(forMs).toBeGreaterThanOrEqual(2_000);
        expect(done).toBeGreaterThanOrEqual(trial.items / 4);
      }
    }),
  );
});

it("comes close for a long trial", () => {
  const found = estimates({ items: 400, workers: 8, startMs: 5_000, itemMs: 1_000, tickMs: 100 });
  expect(found.length).toBeGreaterThan(100);
  for (const { estimate, real } of found.slice(20, -100))
    expect(Math.abs(estimate / real - 1)).toBeLessThan(0.15);
});
