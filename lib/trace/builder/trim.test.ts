import { expect, it } from "vitest";
import { createColumns } from "../columns";
import { traceOf } from "../testing";
import { trim } from "./trim";

it("keeps the rows and frees the rest, a column at a time", () => {
  const trace = traceOf(
    Array.from({ length: 100 }, (_, id) => ({ id, parent: id - 1, started: id, ended: 2 * id })),
  );
  expect(trace.id.buffer.byteLength).toBeGreaterThan(trace.id.byteLength);
  const steps = trim(trace);
  let count = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) count += 1;
  expect(count).toBe(Object.keys(createColumns(0)).length);
  expect(step.value).toEqual(trace);
  expect(step.value.id.buffer.byteLength).toBe(step.value.id.byteLength);
  expect(trim(step.value).next()).toEqual({ done: true, value: step.value });
});
