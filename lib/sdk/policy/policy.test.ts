import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combine, generator, hashText } from "@/lib/base/hash";
import { PriorityQueue } from "@/lib/base/priority-queue";
import { itemPath } from "@/lib/runner/host/identity";
import { retryDelayMs, retryRule } from "./retry";
import { allowedFailures } from "./success";

describe("retry delays, by Dagster's formulas", () => {
  const at = (random: number) => () => random;
  const rule = { maxRetries: 3, delayMs: 100, backoff: "constant" as const };

  it("constant, linear, exponential", () => {
    expect([1, 2, 3].map((n) => retryDelayMs(rule, n, at(0)))).toEqual([100, 100, 100]);
    expect([1, 2, 3].map((n) => retryDelayMs({ ...rule, backoff: "linear" }, n, at(0)))).toEqual([
      100, 200, 300,
    ]);
    expect([1, 2, 3].map((n) => retryDelayMs({ ...rule, backoff: "exponential" }, n, at(0)))).toEqual([
      100, 300, 700,
    ]);
  });

  it("full jitter is a share of the value, plus-minus moves it by up to the base delay, never below 0", () => {
    expect(retryDelayMs({ ...rule, backoff: "linear", jitter: "full" }, 2, at(0.25))).toBe(50);
    expect(retryDelayMs({ ...rule, backoff: "linear", jitter: "plus-minus" }, 2, at(0))).toBe(100);
    expect(retryDelayMs({ ...rule, backoff: "linear", jitter: "plus-minus" }, 2, at(0.75))).toBe(250);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          expect(retryDelayMs({ ...rule, jitter: "plus-minus" }, n, at(random))).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("names what is wrong with a policy", () => {
    expect(() => retryRule(-1, "piece")).toThrow("piece: `maxRetries`");
    expect(() => retryRule({ maxRetries: 1, backoff: "cubic" }, "piece")).toThrow('unknown backoff "cubic"');
    expect(retryRule(0, "piece")).toBeUndefined();
  });
});

describe("partial success", () => {
  it("allows as many failures as leave the ratio reachable", () => {
    expect(allowedFailures(10, 1)).toBe(0);
    expect(allowedFailures(10, 0.7)).toBe(3);
    expect(allowedFailures(3, 0.5)).toBe(1);
    expect(allowedFailures(5, 0)).toBe(5);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, ratio) => {
          const allowed = allowedFailures(n, ratio);
          expect(n - allowed).toBeGreaterThanOrEqual(n * ratio - 1e-6);
          expect(n - allowed - 1).toBeLessThan(Math.max(n * ratio, 1e-6));
        },
      ),
    );
  });
});

describe("the queue by depth", () => {
  it("returns the deepest first, and among equals the first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant("shift" as const)), { maxLength: 300 }),
        (steps) => {
          const queue = new PriorityQueue<{ depth: number; order: number }>();
          let model: { depth: number; order: number }[] = [];
          steps.forEach((step, order) => {
            if (step === "shift") {
              const best = model.reduce<(typeof model)[number] | undefined>(
                (a, b) => (a && a.depth >= b.depth ? a : b),
                undefined,
              );
              expect(queue.peek()).toEqual(best);
              expect(queue.shift()).toEqual(best);
              model = model.filter((entry) => entry !== best);
            } else {
              const entry = { depth: step, order };
              queue.push(step, entry);
              model.push(entry);
            }
            expect(queue.length).toBe(model.length);
          });
        },
      ),
    );
  });
});

describe("paths and draws", () => {
  it("gives 300,000 items and their maps different paths", () => {
    const seen = new Set<number>();
    for (let map = 0; map < 3; map++) {
      const path = combine(hashText("map piece"), map);
      for (let i = 0; i < 100_000; i++) seen.add(itemPath(path, i));
    }
    expect(seen.size).toBe(300_000);
    expect([...seen].every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true);
  });

  it("draws evenly in [0, 1), the same for the same seed", () => {
    const draw = generator(hashText("a span"));
    const again = generator(hashText("a span"));
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const value = draw();
      expect(value).toBe(again());
      bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] ?? 0) + 1;
    }
    for (const bin of bins) expect(Math.abs(bin - 1_000)).toBeLessThan(150);
  });
});
