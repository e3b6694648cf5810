import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openFiles } from "../record/open";
import { criticalPathOf } from "./critical-path";

const PARTS = ["start", "queue", "transfer", "compute", "unknown"] as const;

async function pathOf(name: string): Promise<Record<(typeof PARTS)[number], number>> {
  const bytes = readFileSync(new URL(`../../../tests/corpus/runs/${name}`, import.meta.url));
  const read = await openFiles([{ name, file: new Blob([new Uint8Array(bytes)]) }], 0, () => undefined);
  const [trace] = read.ok ? read.trials : [];
  if (!trace) throw new Error("not opened");
  const { from, to, part } = criticalPathOf(trace);
  const sums = { start: 0, queue: 0, transfer: 0, compute: 0, unknown: 0 };
  for (const [i, p] of part.entries())
    sums[PARTS[p] as (typeof PARTS)[number]] += ((to[i] as number) - (from[i] as number)) / 1e3;
  return sums;
}

it("follows slots in a record: most of a run that starts a process for each step is start", async () => {
  const four = await pathOf("dagster-fan24-spawn-4.gz");
  expect(four.start).toBeGreaterThan(30);
  expect(four.compute).toBeGreaterThan(5);
  expect(four.queue).toBeLessThan(25);
  expect(four.unknown).toBe(0);
  // One at a time: the path is the run, and its parts are those that were measured beside it.
  const one = await pathOf("dagster-fan24-spawn-1.gz");
  expect(one.start).toBeCloseTo(73.02, 1);
  const chained = await pathOf("dagster-chained-maps.gz");
  expect(chained.start).toBeGreaterThan(chained.compute + chained.queue + chained.transfer);
});
