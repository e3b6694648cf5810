import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traceOf } from "@/lib/trace/testing";
import { callTimesOf, progressAt, runningAt } from "./call-times";

/** An entry, a map of `parse` over three items on two workers, and `merge`. */
const trace = traceOf([
  { id: 0, kind: "workflow", name: "main", started: 5, ended: 100 },
  { id: 1, parent: 0, kind: "map", name: "parse", started: 10, ended: 60 },
  { id: 2, parent: 1, name: "parse", index: 0, started: 10, ended: 30 },
  { id: 3, parent: 1, name: "parse", index: 1, started: 10, ended: 40 },
  { id: 4, parent: 1, name: "parse", index: 2, started: 30, ended: 60 },
  { id: 5, parent: 0, name: "merge", started: 70, ended: 90 },
]);
const calls = callTimesOf(trace);

describe("callTimesOf", () => {
  it("has the definitions in the order in which they start, and how deep they are called", () => {
    expect(calls.map(({ name, depth }) => [name, depth])).toEqual([
      ["main", 0],
      ["parse", 1],
      ["merge", 1],
    ]);
  });

  it("knows what is running and done at each moment", () => {
    const [, parse] = calls;
    if (!parse) throw new Error("There is no parse.");
    expect(progressAt(parse, 0)).toEqual({ total: 3, running: 0, done: 0 });
    expect(progressAt(parse, 35)).toEqual({ total: 3, running: 2, done: 1 });
    expect(progressAt(parse, 100)).toEqual({ total: 3, running: 0, done: 3 });
    expect(runningAt(calls, 35)).toEqual(["main", "parse"]);
    expect(runningAt(calls, 65)).toEqual(["main"]);
  });

  it("does not count a call as done that was cut off", () => {
    const [only] = callTimesOf(traceOf([{ id: 0, name: "one", status: "running", started: 5 }]));
    expect(only && progressAt(only, 100)).toEqual({ total: 1, running: 1, done: 0 });
  });

  it("never counts more than there are, and never goes back", () => {
    const spans = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(spans, fc.array(fc.nat(120), { minLength: 2, maxLength: 8 }), (times, moments) => {
        const [only] = callTimesOf(
          traceOf(times.map(([from, took], id) => ({ id, name: "one", started: from, ended: from + took }))),
        );
        if (!only) throw new Error("There is no call.");
        let before = 0;
        for (const at of moments.toSorted((a, b) => a - b)) {
          const { total, running, done } = progressAt(only, at);
          expect(done).toBeGreaterThanOrEqual(before);
          expect(running).toBeGreaterThanOrEqual(0);
          expect(done + running).toBeLessThanOrEqual(total);
          before = done;
        }
        expect(progressAt(only, 200).done).toBe(times.length);
      }),
    );
  });
});
