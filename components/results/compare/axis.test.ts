import fc from "fast-check";
import { expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { ticksTo } from "@/components/results/shared/chart/ticks";
import { type Axis, nextAxis } from "./axis";
import { barsOf, reach } from "./bars";

const options = { workers: 4, items: 20, rounds: 1 } as const;
const strategies = ["sequential", "dynamic", "pooled"] as const;

const shown = (end: number): number => ticksTo(end, 6).at(-1) ?? 0;

/** Where the drawn axis ends as a recorded run is replaced bar by bar, the last strategy first. */
function endsOf(recordedMs: number, hereMs: number): readonly number[] {
  const recorded = runOf(experiment({ ...options, strategies, itemMs: recordedMs })).trials;
  const here = runOf(experiment({ ...options, strategies, itemMs: hereMs })).trials;
  let axis: Axis | undefined;
  const steps = [0, 1, 2].map((done) => here.slice(here.length - done));
  const ends = steps.map((measured) => {
    const bars = barsOf(measured, strategies, recorded);
    axis = nextAxis(axis, reach(bars, undefined, recorded), "recorded", true);
    return shown(axis.end);
  });
  axis = nextAxis(axis, reach(barsOf(here, strategies), undefined), "here", false);
  return [...ends, shown(axis.end)];
}

it("changes at most once while a recorded run is replaced, on a faster machine and on a slower one", () => {
  for (const [recorded, here] of [
    [20, 20],
    [20, 15],
    [20, 5],
    [20, 21],
    [5, 20],
    [5, 60],
  ] as const) {
    const ends = endsOf(recorded, here);
    const changes = ends.filter((end, at) => at > 0 && end !== ends[at - 1]).length;
    expect(changes, `${recorded} to ${here} ms: ${ends.join(", ")}`).toBeLessThanOrEqual(1);
  }
});

it("always has room for what is drawn, and begins anew with another run", () => {
  const step = fc.record({
    needed: fc.double({ min: 0, max: 1e6, noNaN: true }),
    key: fc.constantFrom("a", "b"),
    measuring: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let axis: Axis | undefined;
      for (const { needed, key, measuring } of steps) {
        const before = axis;
        axis = nextAxis(before, needed, key, measuring);
        expect(axis.end).toBeGreaterThanOrEqual(needed);
        if (before && before.key !== key && measuring) expect(axis.end).toBe(needed);
      }
    }),
  );
});
