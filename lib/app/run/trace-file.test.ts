import { expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { runOfTraceFile } from "./run-of-trace-file";
import { traceFileOf } from "./trace-file-of";

const run = runOf(
  experiment({ strategies: ["sequential", "pooled"], workers: 4, items: 26, itemMs: 20, rounds: 2 }),
);

it("opens what it saved as a new run", () => {
  const file = traceFileOf(run);
  const read = file && runOfTraceFile(file);
  const opened = read?.ok ? read.run : undefined;
  expect(opened).toMatchObject({ source: "imported", reportOnly: false, complete: true });
  expect(opened?.id).not.toBe(run.id);
  expect(opened?.document).toEqual({ ...run.document, inputs: run.report.inputs });
  expect(opened?.trials.map(({ info }) => [info.runId, info.source, info.label])).toEqual([
    [opened?.id, "imported", "sequential"],
    [opened?.id, "imported", "pooled"],
  ]);
  expect(opened?.trials.map(({ trace }) => trace?.count)).toEqual(
    run.trials.map(({ trace }) => trace?.count),
  );
  expect(opened?.trials[1]?.trace?.info).toEqual(opened?.trials[1]?.info);
});

it("has nothing to save where only a report is known, and nothing to open where only spans are", () => {
  expect(traceFileOf({ ...run, reportOnly: true })).toBeUndefined();
  expect(runOfTraceFile({ trials: [] })).toMatchObject({
    ok: false,
    message: expect.stringContaining("spans without their program"),
  });
});

it("names a language that it does not know", () => {
  const file = traceFileOf(run);
  const found = file?.run && { ...file.run, language: "cobol" };
  expect(found && runOfTraceFile({ trials: [], run: found })).toEqual({
    ok: false,
    message:
      'cannot be opened here: the program is written in "cobol", and this version of Fanout knows TypeScript and Python only.',
  });
});
