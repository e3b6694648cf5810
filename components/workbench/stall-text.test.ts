import { expect, it } from "vitest";
import { waitingSpans, waitText } from "./stall-text";

const item = { kind: "item", name: "work", count: 3, tasks: ["eat"], spans: [4, 5] } as const;

it("says who waits for what, and whether it may still come", () => {
  expect(waitText(item, false)).toBe(
    "3 calls of `eat` wait for an item of queue `work`, and no running call can put one.",
  );
  expect(waitText({ ...item, count: 1, tasks: [] }, true)).toBe(
    "1 call waits for an item of queue `work`; a call that still runs may put one.",
  );
  expect(waitText({ ...item, kind: "promise", count: 2, tasks: ["a", "b"] }, false)).toBe(
    "2 calls of `a`, `b` wait for a promise that nothing has settled.",
  );
});

it("has the spans of all of them", () => {
  expect(waitingSpans({ waits: [item, { ...item, spans: [7] }], mayGoOn: true })).toEqual([4, 5, 7]);
});
