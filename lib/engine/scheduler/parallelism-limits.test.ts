import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParallelismLimits } from "./parallelism-limits";

describe("limits", () => {
  it("are never exceeded, and no body waits while a slot is free", () => {
    const scope = (id: number) => ({ id, limit: 1 + (id % 3), soft: false });
    const holder = fc.subarray([0, 1, 2, 3], { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(holder, { minLength: 1, maxLength: 60 }),
        fc.infiniteStream(fc.nat(20)),
        (holders, picks) => {
          const limits = new ParallelismLimits();
          const used = [0, 0, 0, 0];
          const held: number[][] = [];
          let waiting = 0;
          const ask = (ids: number[], first: boolean): void => {
            if (first) waiting++;
            const taken = limits.take(
              { depth: 1, scopes: ids.map(scope), wake: () => ask(ids, false) },
              false,
              true,
            );
            if (!taken) return;
            waiting--;
            held.push(ids);
            for (const id of ids) {
              used[id] = (used[id] ?? 0) + 1;
              expect(used[id]).toBeLessThanOrEqual(scope(id).limit);
            }
          };
          for (const ids of holders) ask(ids, true);
          while (held.length > 0) {
            const [ids] = held.splice(Number(picks.next().value) % held.length, 1) as [number[]];
            for (const id of ids) used[id] = (used[id] ?? 0) - 1;
            limits.release(ids.map(scope), true);
          }
          expect(waiting).toBe(0);
        },
      ),
    );
  });

  it("do not include the run's default where only declared limits apply", () => {
    const limits = new ParallelismLimits();
    const waiter = { depth: 0, scopes: [{ id: 1, limit: 1, soft: true }], wake: () => undefined };
    expect(limits.take(waiter, false, true) && limits.take(waiter, false, true)).toBe(true);
    expect(limits.take(waiter, false, false)).toBe(true);
    expect(limits.take(waiter, false, false)).toBe(false);
  });
});
