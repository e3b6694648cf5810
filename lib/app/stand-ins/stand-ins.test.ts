import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openFiles } from "@/lib/analysis/record/open";
import { compile } from "@/lib/language/python/compile";
import { compile as compileTypeScript } from "@/lib/language/typescript/compile";
import { withStandIns } from "@/lib/language/with-stand-ins";
import { traceFromSpans } from "@/lib/trace/from-spans";
import { TEST_TRIAL } from "@/lib/trace/testing";
import { neededBy, needsWithout, usualStandIn, withoutStandIn, withStandIn } from "./change-stand-ins";
import { durationsOf, withDurations } from "./record-durations";

const standIn = usualStandIn({ task: "load", gives: { kind: "none" } });

test("a program without stand-ins has no setting of them", () => {
  const one = withStandIn(undefined, standIn);
  expect(one).toEqual({ scale: 1, tasks: [standIn] });
  expect(withStandIn(one, { ...standIn, ms: 5 })?.tasks).toEqual([{ ...standIn, ms: 5 }]);
  expect(withoutStandIn(one, "other")).toEqual(one);
  expect(withoutStandIn(one, "load")).toBeUndefined();
});

test("tasks with a stand-in need none", () => {
  const need = {
    task: "load",
    line: 1,
    column: 1,
    usedAt: 2,
    modules: ["a"],
    gives: { kind: "none" },
  } as const;
  expect(needsWithout([need], undefined)).toEqual([need]);
  expect(needsWithout([need], { scale: 1, tasks: [standIn] })).toEqual([]);
});

test("a program with stand-ins is another one to caches, and TypeScript has none", () => {
  const compiled = compile("def load(): pass\nload()\n");
  const typed = compileTypeScript(
    'import { workflow } from "fanout";\nexport default workflow(async () => 1);\n',
  );
  if (!compiled.ok || !typed.ok) throw new Error("does not compile");
  const standIns = { scale: 1, tasks: [standIn] };
  expect(withStandIns(typed.program, standIns)).toBe(typed.program);
  expect(withStandIns(compiled.program, undefined)).toBe(compiled.program);
  const changed = withStandIns(compiled.program, standIns);
  expect(JSON.parse(changed.code)).toMatchObject({ standIns });
  for (const [at, { version }] of changed.definitions.entries())
    expect(version).not.toBe(compiled.program.definitions[at]?.version);
});

test("durations of a record are those of the steps of the same name", () => {
  const steps = [
    ["fetch[a]", 10],
    ["fetch[b]", 20],
    ["fetch[c]", 12],
    ["team.fit", 50],
  ] as const;
  const trace = traceFromSpans(
    [
      { id: 0, kind: "workflow", name: "job", started: 0, ended: 100 },
      ...steps.map(([name, ms], at) => ({ id: at + 1, parent: 0, name, started: at, ended: at + ms })),
    ],
    { info: TEST_TRIAL },
  );
  const durations = durationsOf(trace);
  expect(durations.get("fetch")).toMatchObject({ ms: 12, steps: 3 });
  expect(durations.get("fit")).toEqual({ ms: 50, spread: 0, steps: 1 });
  const fetch = { ...standIn, task: "fetch" };
  expect(withDurations([standIn, fetch], durations)).toMatchObject({
    found: 1,
    standIns: [standIn, { task: "fetch", ms: 12 }],
  });
});

test("durations of a real Dagster run are those of its bodies", async () => {
  const name = "dagster-fan24-spawn-4.gz";
  const bytes = new Uint8Array(readFileSync(new URL(`../../../tests/corpus/runs/${name}`, import.meta.url)));
  const read = await openFiles([{ name, file: new Blob([bytes]) }], 0, () => undefined);
  const [trace] = read.ok ? read.trials : [];
  if (!trace) throw new Error("nothing");
  const work = durationsOf(trace).get("work");
  expect(work?.steps).toBe(24);
  // Each is a wait of about a second.
  expect(work?.ms).toBeGreaterThan(900);
  expect(work?.ms).toBeLessThan(2_000);
});

test("a failure offers a stand-in for the task that needs one", () => {
  const need = (task: string) => ({
    task,
    line: 1,
    column: 1,
    usedAt: 2,
    modules: ["pandas"],
    gives: { kind: "none" } as const,
  });
  const needs = [need("load"), need("rows")];
  expect(neededBy({ name: "ModuleNotFoundError", path: ["job", "rows"] }, needs)).toBe("rows");
  expect(neededBy({ name: "AttributeError", path: ["job", "load", "rows", "inner"] }, needs)).toBe("rows");
  expect(neededBy({ name: "ModuleNotFoundError", path: ["job"] }, needs)).toBe("load");
  expect(neededBy({ name: "ValueError", path: ["job"] }, needs)).toBeUndefined();
  expect(neededBy({ name: "ModuleNotFoundError", path: ["job", "rows"] }, [])).toBeUndefined();
});
