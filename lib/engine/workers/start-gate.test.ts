import fc from "fast-check";
import { expect, it } from "vitest";
import { StartGate, startsAtOnce } from "./start-gate";

it("starts at most its number in parallel, the others in order", () => {
  const gate = new StartGate(2);
  const begun: string[] = [];
  const [a, b] = ["a", "b", "c", "d"].map((name) => gate.enter(() => begun.push(name)));
  expect(begun).toEqual(["a", "b"]);
  expect(b?.()).toBe(true);
  expect(begun).toEqual(["a", "b", "c"]);
  a?.();
  // A worker that is ready has already left the gate.
  expect(a?.()).toBe(true);
  expect(begun).toEqual(["a", "b", "c", "d"]);
});

it("never starts a worker that was cancelled while it waited", () => {
  const gate = new StartGate(1);
  const begun: string[] = [];
  const [first, second] = ["a", "b", "c"].map((name) => gate.enter(() => begun.push(name)));
  expect(second?.()).toBe(false);
  first?.();
  expect(second?.()).toBe(false);
  expect(begun).toEqual(["a", "c"]);
});

it("starts everything that is not cancelled, in any order of events", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.oneof(fc.constant("enter" as const), fc.nat(40)), { maxLength: 80 }),
      (most, steps) => {
        const gate = new StartGate(most);
        const begun = new Set<number>();
        const left = new Map<number, boolean>();
        const leaves: (() => boolean)[] = [];
        const leave = (at: number) => left.set(at, leaves[at]?.() ?? false);
        for (const step of steps) {
          if (step === "enter") {
            const at = leaves.length;
            leaves.push(gate.enter(() => begun.add(at)));
          } else if (step < leaves.length) leave(step);
          const under = [...begun].filter((at) => !left.has(at)).length;
          expect(under).toBeLessThanOrEqual(most);
          // None waits while there is room.
          if (under < most)
            expect(begun.size).toBe(leaves.length - [...left.values()].filter((was) => !was).length);
        }
        leaves.forEach((_, at) => {
          if (!left.has(at)) leave(at);
          expect(left.get(at)).toBe(begun.has(at));
        });
      },
    ),
  );
});

it("allows one start more than there are cores", () => {
  expect([1, 2, 8].map(startsAtOnce)).toEqual([2, 3, 9]);
});
