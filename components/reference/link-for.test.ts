import { expect, it } from "vitest";
import { referenceFor } from "./link-for";

it.each([
  ["`map` needs a task. Wrap it: `const parse = task(…)`.", "map"],
  ["`starmap` is for tasks with several arguments.", "starmap"],
  ["`map` needs a list of items, not an object.", "map"],
  ["Cannot read properties of undefined", undefined],
  // A word of the text, not a name.
  ["the task failed", undefined],
])("finds what explains %j", (message, anchor) => {
  expect(referenceFor(message, "typescript")).toBe(anchor);
});

it("leads messages of Python's packages to their section", () => {
  expect(referenceFor("DagsterInvalidDefinitionError: dagster ops need …", "python")).toBe("dagster");
  expect(referenceFor("ZeroDivisionError: division by zero", "python")).toBeUndefined();
});
