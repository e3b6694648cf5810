import { expect, it } from "vitest";
import { chosenFirst } from "./chosen";

it.each([
  [["sequential"], ["sequential"]],
  [
    ["sequential", "async", "dynamic", "pooled", "hybrid"],
    ["sequential", "dynamic", "pooled"],
  ],
  [
    ["async", "pooled", "hybrid", "sequential"],
    ["async", "pooled", "sequential"],
  ],
  [[], []],
])("plays of %j first %j", (labels, first) => expect(chosenFirst(labels)).toEqual(first));
