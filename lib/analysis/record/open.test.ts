import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runOfTraceFile } from "@/lib/app/run/run-of-trace-file";
import { readTraceFile } from "@/lib/trace/file/read";
import { writeTraceFile } from "@/lib/trace/file/write";
import { isMap, statusAt } from "@/lib/trace/row";
import { breakdownOf } from "../time/breakdown";
import { criticalPathOf } from "../time/critical-path";
import { openFiles } from "./open";

const record = (name: string): { name: string; file: Blob } => ({
  name,
  file: new Blob([
    new Uint8Array(readFileSync(new URL(`../../../tests/corpus/runs/${name}`, import.meta.url))),
  ]),
});

async function opened(...names: readonly string[]) {
  const read = await openFiles(names.map(record), 0, () => undefined);
  if (!read.ok) throw new Error(read.message);
  const [trace] = read.trials;
  if (!trace || !read.run) throw new Error("nothing");
  return { ...read, trace, run: read.run };
}

it("opens a Dagster debug file as a run with a program, a report and a trace", async () => {
  const { trace, run } = await opened("dagster-fan24-spawn-4.gz");
  expect(trace.wallMs).toBeCloseTo(63_377, 0);
  // The run, a map, 24 items, two more steps.
  expect(trace.count).toBe(28);
  expect(trace.lanes).toHaveLength(27);
  expect(trace.info.strategy).toBe("dynamic");
  expect(run.code).toContain("const work = task(");
  expect(run.code).toMatch(/await map\(work, \[\d+, /);
  expect(run.report.strategies[0]?.counts).toMatchObject({ attempts: 28, failed: 0, workersStarted: 26 });
  expect(trace.record?.held.start).toBeCloseTo(133_478, -1);
  expect(trace.record?.held.total).toBeCloseTo(162_249, -1);
  expect(breakdownOf(trace).total.spawn).toBeGreaterThan(100_000);
  expect(criticalPathOf(trace).row.length).toBeGreaterThan(3);
});

it("keeps a record with its trace in a trace file", async () => {
  const { trace, run } = await opened("dagster-retries-partial-failure.gz");
  const file = await writeTraceFile({ run, trials: [trace] });
  const again = await readTraceFile(file);
  if (!again.ok) throw new Error(again.message);
  expect(again.trials[0]?.record).toEqual(JSON.parse(JSON.stringify(trace.record)));
  expect([...(again.trials[0]?.attempt ?? [])]).toEqual([...trace.attempt.subarray(0, trace.count)]);
});

it("says which steps failed, and shows their map as failed", async () => {
  const { trace, run } = await opened("dagster-retries-partial-failure.gz");
  expect(run.report.strategies[0]?.error).toEqual({
    name: "ValueError",
    message: "1 step failed: shaky row_09.",
  });
  const statuses = [...trace.kind.subarray(0, trace.count).keys()].filter((row) => isMap(trace, row));
  expect(statuses.map((row) => statusAt(trace, row))).toEqual(["failed"]);
});

it("does not say on which day a run was whose times count from any moment", async () => {
  const lines = '{"step":"a","started":3,"ended":4}';
  const read = await openFiles([{ name: "x", file: new Blob([lines]) }], 0, () => undefined);
  const made = read.ok && runOfTraceFile(read);
  expect(made && (made.ok ? made.run.startedAt : made.message)).toBe(Number.NaN);
});

it("keeps nothing private", async () => {
  for (const name of [
    "dagster-retries-partial-failure.gz",
    "otlp-fanout.jsonl.gz",
    "airflow-task-instances.json.gz",
  ]) {
    const { trace, run } = await opened(name);
    const text = JSON.stringify({ run, notes: [...trace.notes], record: trace.record, names: trace.names });
    expect(text).not.toMatch(/Traceback|File \\"|\/home\/|site-packages|always fails|op_kwargs/);
  }
});

it("leaves the end of a cut attempt unknown, and names it", async () => {
  const events = [
    ["STEP_WORKER_STARTING", 1],
    ["STEP_START", 2],
    ["LOADED_INPUT", 3],
    ["STEP_OUTPUT", 4],
  ].map(([type, timestamp]) => ({
    run_id: "r",
    timestamp,
    dagster_event: { event_type_value: type, step_key: "work" },
  }));
  const file = new Blob([JSON.stringify({ event_list: events })]);
  const read = await openFiles([{ name: "cut.json", file }], 0, () => undefined);
  if (!read.ok) throw new Error(read.message);
  const [trace] = read.trials;
  const row = trace?.name.findIndex((name) => trace.names[name] === "work") ?? -1;
  expect([trace?.ended[row], trace?.settled[row]]).toEqual([3_000, Number.NaN]);
  expect(trace?.record?.incomplete).toContain("the end of 1 attempt");
});

it("lists several runs of one file, and opens the wanted one", async () => {
  const lines = ["run,step,started,ended", "a,one,0,1", "b,two,5,9", "b,two,9,10"].join("\n");
  const files = [{ name: "runs.csv", file: new Blob([lines]) }];
  const first = await openFiles(files, 0, () => undefined);
  const second = await openFiles(files, 1, () => undefined);
  if (!first.ok || !second.ok) throw new Error("not opened");
  expect(first.runs).toEqual(["1: a a", "2: b b"]);
  expect(first.trials[0]?.wallMs).toBe(1_000);
  expect(second.trials[0]?.wallMs).toBe(5_000);
  expect(second.run?.code).toContain("const two = task(");
});

it("makes a program of a run whatever its steps are called", async () => {
  const names = [
    "class",
    "a-b",
    "a b",
    "",
    "1st",
    "map",
    "x".repeat(500),
    "`; alert(1); `",
    "*/ evil",
    "Array",
  ];
  const lines = names.map((step, i) =>
    JSON.stringify({ step: step || "?", index: i % 2, started: i, ended: i + 1 }),
  );
  const read = await openFiles([{ name: "r", file: new Blob([lines.join("\n")]) }], 0, () => undefined);
  if (!read.ok || !read.run) throw new Error("not opened");
  const { transform } = await import("sucrase");
  expect(() => transform(read.run?.code ?? "", { transforms: ["typescript"] })).not.toThrow();
  expect(read.run.code).not.toMatch(/\*\/|alert\(/);
});
