import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "./virtual-clock";

/** Handles all remaining events. @returns their times */
function run(clock: VirtualClock): number[] {
  const times: number[] = [];
  while (clock.next()) times.push(clock.now());
  return times;
}

describe("the virtual clock", () => {
  it("moves to the next event only when asked, however far that is", () => {
    const clock = new VirtualClock(5);
    const seen: string[] = [];
    clock.after(3_600_000, () => seen.push("an hour"));
    expect([clock.now(), seen]).toEqual([5, []]);
    expect(clock.next()).toBe(true);
    expect([clock.now(), seen]).toEqual([3_600_005, ["an hour"]]);
    expect(clock.next()).toBe(false);
  });

  it("handles events of the same time in the order of the calls", () => {
    const clock = new VirtualClock();
    const seen: string[] = [];
    clock.after(2, () => seen.push("late"));
    clock.after(0, () => {
      seen.push("first");
      clock.soon(() => seen.push("soon"));
    });
    clock.soon(() => seen.push("second"));
    clock.after(-7, () => seen.push("not in the past"));
    expect(run(clock)).toEqual([0, 0, 0, 0, 2]);
    expect(seen).toEqual(["first", "second", "not in the past", "soon", "late"]);
  });

  it("skips cancelled events, and never reaches an infinite delay", () => {
    const clock = new VirtualClock();
    const seen: string[] = [];
    const cancel = clock.after(1, () => seen.push("cancelled"));
    clock.after(2, () => seen.push("happens"));
    clock.after(Number.POSITIVE_INFINITY, () => seen.push("never"));
    cancel();
    expect(run(clock)).toEqual([2]);
    cancel();
    expect(seen).toEqual(["happens"]);
  });

  it("never goes back, whatever callbacks add", () => {
    const delay = fc.double({ min: -10, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(delay, delay), { maxLength: 50 }), (delays) => {
        const clock = new VirtualClock();
        let due = 0;
        for (const [first, then] of delays)
          clock.after(first, () => {
            due++;
            clock.after(then, () => due++);
          });
        const times = run(clock);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(due).toBe(2 * delays.length);
      }),
    );
  });
});
