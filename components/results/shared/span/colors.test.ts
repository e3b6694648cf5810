import { expect, it } from "vitest";
import { taskRanks } from "@/lib/analysis/layout/task-ranks";
import { traceOf } from "@/lib/trace/testing";
import { colorAt, colorMarks } from "./colors";

const names = ["read", "read", "read", "parse", "parse", "a", "b", "c", "d"];
const trace = traceOf([
  { id: 0, kind: "workflow", name: "all" },
  ...names.map((name, at) => ({
    id: at + 1,
    parent: 0,
    name,
    attempt: at === 4 ? 9 : 1,
    status: at === 3 ? ("failed" as const) : ("succeeded" as const),
  })),
]);
const ranks = taskRanks(trace);

it("gives each of the tasks with the most calls its own color, and the others one together", () => {
  const colors = names.map((_, at) => colorAt(trace, at + 1, "task", ranks));
  expect(colors.slice(0, 5)).toEqual(["compute", "compute", "compute", "transfer", "transfer"]);
  expect(colors.slice(5)).toEqual(["queue", "driver", "spawn", "idle-hatch"]);
  expect(colorMarks(trace, "task", ranks).map(({ label }) => label)).toEqual([
    "read",
    "parse",
    "a",
    "b",
    "c",
    "Other tasks",
  ]);
});

it("colors by status and by attempt", () => {
  expect(colorAt(trace, 4, "status", ranks)).toBe("failed");
  expect(colorAt(trace, 1, "status", ranks)).toBe("succeeded");
  expect(colorAt(trace, 1, "attempt", ranks)).toBe("compute");
  expect(colorAt(trace, 5, "attempt", ranks)).toBe("spawn");
});

it("paints every body alike by part", () => {
  expect(new Set(names.map((_, at) => colorAt(trace, at + 1, "part", ranks)))).toEqual(new Set(["compute"]));
});
