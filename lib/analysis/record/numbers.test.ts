import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fieldsOfRun, wholeNumbers } from "@/lib/app/numbers/whole-numbers";
import { isIncremental, runToEnd } from "@/lib/base/incremental";
import { estimating } from "@/lib/estimate/estimate";
import { numbersSchema } from "@/lib/estimate/schema";
import { answerTo } from "../answers";
import { openFiles } from "./open";

async function numbersOf(name: string, cores: number) {
  const bytes = readFileSync(new URL(`../../../tests/corpus/runs/${name}`, import.meta.url));
  const read = await openFiles([{ name, file: new Blob([new Uint8Array(bytes)]) }], 0, () => undefined);
  const [trace] = read.ok ? read.trials : [];
  if (!trace) throw new Error("not opened");
  const answer = answerTo([trace], { type: "numbers", cores });
  const found = isIncremental(answer) ? runToEnd(answer) : answer;
  if (!found) throw new Error("no numbers");
  return found;
}

it("are a record's own: its platform, its items, and a start alone on the host", async () => {
  const found = await numbersOf("dagster-fan24-spawn-4.gz", 2);
  expect(found).toMatchObject({ task: "work", items: 24, failures: 0, preset: "dagster-multiprocess" });
  // With four at a time on two cores a start took 5.4 s; alone it really takes 2.8 s.
  expect(found.start?.p50Ms).toBeGreaterThan(2_400);
  expect(found.start?.p50Ms).toBeLessThan(3_300);
  const numbers = wholeNumbers({}, fieldsOfRun(found, 4, 2));
  expect(numbersSchema.safeParse(numbers).error).toBeUndefined();
  expect(numbers.place).toMatchObject({ preset: "dagster-multiprocess", cores: 2, hosts: "shared" });
  const said = runToEnd(estimating(numbers, 1)).strategies.find(({ strategy }) => strategy === "dynamic");
  expect((said?.wallMs ?? 0) / 1e3).toBeGreaterThan(45);
  expect((said?.wallMs ?? 0) / 1e3).toBeLessThan(75);
});

it("need no cores to be within the model's bounds", async () => {
  for (const name of [
    "dagster-fan24-spawn-4.gz",
    "otlp-fanout.jsonl.gz",
    "flyte2-pods-SYNTHETIC.json.gz",
    "nextflow-trace-SYNTHETIC.txt.gz",
  ]) {
    const numbers = wholeNumbers({}, fieldsOfRun(await numbersOf(name, 0), 4, 0));
    expect(numbersSchema.safeParse(numbers).error, name).toBeUndefined();
  }
});
