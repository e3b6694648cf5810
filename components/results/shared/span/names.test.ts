import { expect, it } from "vitest";
import { traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";
import { commonBeginning, keyFirstAt, nameUnderMapAt } from "./names";

it.each([
  [["reports/2026/a.csv", "reports/2026/b.csv"], "reports/2026/"],
  [["reports/part-1", "reports/part-12"], "reports/part-"],
  [["a", "b"], ""],
  [["same", "same"], ""],
  [["one"], ""],
  [[], ""],
] as const)("finds what keys begin with: %j", (keys, beginning) => {
  expect(commonBeginning(keys)).toBe(beginning);
});

function keyed(keys: readonly string[]): Trace {
  const trace = traceOf([
    { id: 0, kind: "workflow", name: "all" },
    { id: 1, parent: 0, kind: "map", name: "read" },
    ...keys.map((_, index) => ({ id: index + 2, parent: 1, name: "read", index })),
    { id: 99, parent: 0, name: "merge" },
  ]);
  return { ...trace, notes: new Map([[1, { id: 1, attempt: 1, keys }]]) };
}

it("shows the key alone under a map, and first elsewhere, without what all keys have", () => {
  const trace = keyed(["reports/2026/a.csv", "reports/2026/b.csv"]);
  expect(nameUnderMapAt(trace, 2)).toBe("…a.csv");
  expect(keyFirstAt(trace, 3)).toBe("…b.csv · read");
  expect([keyFirstAt(trace, 4), nameUnderMapAt(trace, 4), nameUnderMapAt(trace, 1)]).toEqual([
    "merge",
    "merge",
    "read",
  ]);
});

it("keeps items without a key apart by their index", () => {
  expect(nameUnderMapAt({ ...keyed(["a", "b"]), notes: new Map() }, 3)).toBe("read[1]");
});
