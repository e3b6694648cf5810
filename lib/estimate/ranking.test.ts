import fc from "fast-check";
import { expect, it } from "vitest";
import { STRATEGIES } from "@/lib/model/strategy";
import { isInline, isPerItem } from "./candidates";
import { choose } from "./ranking";

const timed = fc
  .uniqueArray(fc.constantFrom(...STRATEGIES), { minLength: 1 })
  .chain((names) =>
    fc
      .array(fc.integer({ min: 100, max: 140 }), { minLength: names.length, maxLength: names.length })
      .map((walls) => names.map((strategy, i) => ({ strategy, wallMs: walls[i] as number }))),
  );

it("never calls a strategy the fastest that is within 2% of another", () => {
  fc.assert(
    fc.property(timed, (all) => {
      const { take, reason, fastest, against } = choose(all);
      const least = Math.min(...all.map(({ wallMs }) => wallMs));
      const wallOf = (name: string) => all.find(({ strategy }) => strategy === name)?.wallMs ?? Number.NaN;
      expect(wallOf(fastest)).toBe(least);
      const close = all.filter(({ wallMs }) => wallMs <= least * 1.02);
      if (reason === "fastest") {
        expect(close).toHaveLength(1);
        expect(take).toBe(fastest);
      }
      if (reason === "no-difference") expect(close.length).toBeGreaterThan(1);
      if (reason === "worth-it") expect(isPerItem(take) && wallOf(take) <= least * 1.1).toBe(true);
      expect(against).not.toBe(take);
      expect(against === undefined).toBe(all.length === 1);
      // Of equal ones the plain loop, then an op run per item.
      if (close.some(({ strategy }) => isInline(strategy))) expect(isInline(take)).toBe(true);
    }),
  );
});
