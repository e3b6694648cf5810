import { readFileSync } from "node:fs";
import fc from "fast-check";
import { gunzipSync, strFromU8, strToU8 } from "fflate";
import { expect, test } from "vitest";
import { openFiles } from "@/lib/analysis/record/open";
import { runOfTraceFile } from "@/lib/app/run/run-of-trace-file";
import { bentAnywhere } from "@/lib/testing/arbitraries";
import { askEverything } from "./ask-everything";
import { broken, picker } from "./broken";
import { expectWords } from "./expectations";

/** In `npm test`; any number by `npm run fuzz -- RUNS [SEED]`. */
const numRuns = Number(process.env.FANOUT_RUNS ?? 300);

/** Words of users' data that are in the records: none of them may come out. */
const PRIVATE = /Traceback|site-packages|\/home\/user|op_kwargs|"stack"/;

const textOf = (name: string): string =>
  strFromU8(gunzipSync(readFileSync(new URL(`../corpus/runs/${name}`, import.meta.url))));

/** Small parts of real records, so that thousands of broken ones take seconds. */
function bases(): { readonly name: string; readonly lines: readonly unknown[]; readonly text?: string }[] {
  const json = (name: string): unknown => JSON.parse(textOf(name));
  const debug = json("dagster-retries-partial-failure.gz") as {
    event_list: unknown[];
    pipeline_snapshot?: unknown;
  };
  delete debug.pipeline_snapshot;
  debug.event_list = debug.event_list.filter((event) => !/row_0[4-8]|row_1/.test(JSON.stringify(event)));
  const flyte = json("flyte2-pods-SYNTHETIC.json.gz") as { actions: unknown[] };
  flyte.actions = flyte.actions.filter((_, i) => i < 5 || i > 40);
  const otlp = textOf("otlp-fanout.jsonl.gz").trim().split("\n").slice(0, 4);
  return [
    { name: "debug", lines: [debug] },
    {
      name: "graphql",
      lines: [
        json("dagster-graphql-retries-page1.json.gz"),
        json("dagster-graphql-retries-stepStats.json.gz"),
      ],
    },
    { name: "flyte", lines: [flyte] },
    { name: "otlp", lines: otlp.map((line) => JSON.parse(line) as unknown) },
    { name: "jaeger", lines: [json("jaeger-fanout-CONVERTED.json.gz")] },
    {
      name: "airflow",
      lines: [
        json("airflow-task-instances.json.gz"),
        json("airflow-tasks.json.gz"),
        json("airflow-tries-5.json.gz"),
      ],
    },
    { name: "github", lines: [json("github-jobs-SYNTHETIC-page1.json.gz")] },
    { name: "nextflow", lines: [], text: textOf("nextflow-trace-SYNTHETIC.txt.gz") },
    {
      name: "run file",
      lines: [
        { "fanout-run": 1, name: "n", limit: 2, cores: 2, hosts: "one" },
        { step: "a", id: "a", asked: 0, ready: 1, started: 1, ended: 2, worker: "1" },
        ...[0, 1, 2, 3].map((i) => ({
          step: "b",
          index: i,
          id: `b${i}`,
          upstream: "a",
          parent: "a",
          runnable: 2,
          asked: 2 + i,
          ready: 3 + i,
          started: 3 + i,
          ended: 4 + i,
        })),
      ],
    },
    {
      name: "csv",
      lines: [],
      text: "step,index,asked,ready,started,ended,worker\na,,0,1,1,2,x\nb,0,2,3,3,4,y\nb,1,2,3,3,5,z\n",
    },
  ];
}

/** What has no text in JSON is left out. */
const written = (lines: readonly unknown[]): string =>
  lines
    .map((line) => {
      try {
        return JSON.stringify(line);
      } catch {
        return "";
      }
    })
    .join("\n");

test("a record with anything in any place is opened, or refused in words, and gives nothing private", async () => {
  const all = bases();
  const content = fc.nat(all.length - 1).chain((at) => {
    const { lines, text = written(lines) } = all[at] as (typeof all)[0];
    const cut = fc
      .tuple(fc.nat(text.length), fc.nat(text.length))
      .map(([from, length]) =>
        from % 2 === 0 ? text.slice(0, from) : text.slice(0, from) + text.slice(from + (length % 400)),
      );
    const mixed = fc.nat().map((seed) => written(broken(lines, picker(seed)) as unknown[]));
    return fc.oneof(
      { weight: 4, arbitrary: lines.length > 0 ? mixed : cut },
      {
        weight: 2,
        arbitrary:
          lines.length > 0
            ? bentAnywhere(lines).map((bent) => written(Array.isArray(bent) ? bent : [bent]))
            : cut,
      },
      { weight: 2, arbitrary: cut },
    );
  });
  let opened = 0;
  await fc.assert(
    fc.asyncProperty(content, fc.nat(3), async (text, damage) => {
      const bytes = new Uint8Array(strToU8(text));
      if (damage === 0 && bytes.length > 0) bytes[(bytes.length * 7) % bytes.length || 0] = 0xff;
      const read = await openFiles([{ name: "record", file: new Blob([bytes]) }], 0, () => undefined);
      if (!read.ok) return expectWords(read.message);
      const made = runOfTraceFile(read);
      if (!made.ok) return expectWords(made.message);
      opened += 1;
      const traces = made.run.trials.flatMap(({ trace }) => trace ?? []);
      const [trace] = traces;
      if (!trace) return;
      expect(JSON.stringify([made.run.document, [...trace.notes], trace.record, trace.names])).not.toMatch(
        PRIVATE,
      );
      askEverything(traces);
    }),
    { numRuns },
  );
  expect(opened).toBeGreaterThan(numRuns / 20);
});
