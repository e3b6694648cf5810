import { expect, it } from "vitest";
import { taskRanks } from "@/lib/analysis/layout/task-ranks";
import { traceOf } from "@/lib/trace/testing";
import { colourAt, colourMarks } from "./colours";

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

it("gives each of the tasks with the most calls its own colour, and the others one together", () => {
  const colours = names.map((_, at) => colourAt(trace, at + 1, "task", ranks));
  expect(colours.slice(0, 5)).toEqual(["compute", "compute", "compute", "transfer", "transfer"]);
  expect(colours.slice(5)).toEqual(["queue", "driver", "spawn", "idle-hatch"]);
  expect(colourMarks(trace, "task", ranks).map(({ label }) => label)).toEqual([
    "read",
    "parse",
    "a",
    "b",
    "c",
    "Other tasks",
  ]);
});

it("colours by status and by attempt", () => {
  expect(colourAt(trace, 4, "status", ranks)).toBe("failed");
  expect(colourAt(trace, 1, "status", ranks)).toBe("succeeded");
  expect(colourAt(trace, 1, "attempt", ranks)).toBe("compute");
  expect(colourAt(trace, 5, "attempt", ranks)).toBe("spawn");
});

it("paints every body alike by part", () => {
  expect(new Set(names.map((_, at) => colourAt(trace, at + 1, "part", ranks)))).toEqual(new Set(["compute"]));
});
