import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SDK_VALUES } from "@/lib/language/typescript/sdk-names";
import { editDistance, hint, nearest } from "./nearest";

describe("nearest", () => {
  test.each([
    ["taks", "task"],
    ["worfklow", "workflow"],
    ["launchplan", "launchPlan"],
    ["map_unordered", "mapUnordered"],
    ["starMap", "starmap"],
    ["Que", "Queue"],
  ])("%s means %s", (typed, meant) => {
    expect(nearest(typed, SDK_VALUES)).toBe(meant);
  });

  test("nothing is near to a name that is quite another", () => {
    expect(nearest("useState", SDK_VALUES)).toBeUndefined();
    expect(nearest("x".repeat(10_000), SDK_VALUES)).toBeUndefined();
    expect(hint("useState", SDK_VALUES)).toBe("");
    expect(hint("taks", SDK_VALUES)).toBe('. Did you mean "task"?');
  });

  test("the distance is one of a metric", () => {
    const word = fc.string({ maxLength: 12, unit: fc.constantFrom("a", "b", "c") });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});
