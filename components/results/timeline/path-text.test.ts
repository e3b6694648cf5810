import { expect, it } from "vitest";
import { traceOf } from "@/lib/trace/testing";
import { causeText, partsText, totalsText } from "./path-text";

const none = { spawn: 0, queue: 0, transfer: 0, compute: 0, unknown: 0 };
const trace = traceOf([
  { id: 0, kind: "workflow", name: "all" },
  { id: 1, parent: 0, name: "load" },
]);

it("says what the path consists of, the largest part first", () => {
  expect(totalsText({ totals: { ...none, spawn: 60, compute: 40, queue: 0.1 } })).toBe(
    "100 ms = 60% worker start + 40% running",
  );
  expect(partsText({ from: 0, to: 20, parts: { ...none, compute: 15, queue: 5 } })).toBe(
    "15 ms running, 5 ms waiting",
  );
});

it.each([
  ["called", 0, "because all called it"],
  ["returned", 1, "because it waited for load"],
  ["freed", 1, "because a worker became free when load ended"],
  ["behind", 1, "because load ran before it in the same worker"],
  ["retry", 1, "because the attempt before failed"],
  ["same", -1, "the run started"],
] as const)("says why a step began: %s", (cause, after, text) => {
  expect(causeText(trace, { cause, after })).toBe(text);
});
