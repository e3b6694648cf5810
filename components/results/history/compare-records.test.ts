import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openFiles } from "@/lib/analysis/record/open";
import type { Run } from "@/lib/app/run/run";
import { runOfTraceFile } from "@/lib/app/run/run-of-trace-file";
import { changesOf, changeTitle } from "./compare-runs";

async function recorded(name: string): Promise<Run> {
  const bytes = readFileSync(new URL(`../../../tests/corpus/runs/${name}`, import.meta.url));
  const read = await openFiles([{ name, file: new Blob([new Uint8Array(bytes)]) }], 0, () => undefined);
  const opened = read.ok ? runOfTraceFile(read) : read;
  if (!opened.ok) throw new Error(opened.message);
  return opened.run;
}

it("compares two records of one job, whatever executor they had, and ranks nothing", async () => {
  const [fresh, inProcess] = await Promise.all([
    recorded("dagster-fan24-spawn-4.gz"),
    recorded("dagster-fan24-in-process.gz"),
  ]);
  const changes = changesOf(fresh, inProcess);
  expect(changes).toHaveLength(1);
  expect(changes[0]).toMatchObject({ label: "run", verdict: "one round only" });
  expect(changeTitle(fresh, inProcess, changes)).toMatch(
    /^fan24 and fan24_in_process took 1 min 3 s, then 24\.\d s$/,
  );
});
