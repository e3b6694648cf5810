import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync, strFromU8, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { finished, wide } from "@/components/results/fixtures/traces";
import { chromeTraceParts } from "@/lib/trace/export/chrome";
import { type Bytes, unpack } from "@/lib/trace/import/bytes/unpack";
import { readRecords } from "@/lib/trace/import/read-records";
import type { RunRecord } from "@/lib/trace/import/record/run-record";

const plain = (name: string): Uint8Array =>
  gunzipSync(readFileSync(new URL(`../corpus/runs/${name}`, import.meta.url)));

/** Of a map of eight items on four workers, as a scheduler of somebody's own would write it. */
const RUN_FILE = [
  { "fanout-run": 1, name: "nightly", tool: "our scheduler", limit: 4, hosts: "separate" },
  { step: "list", id: "list", asked: 0, ready: 1, started: 1.1, ended: 2, worker: "a" },
  ...Array.from({ length: 8 }, (_, index) => ({
    step: "parse",
    id: `parse ${index}`,
    key: `file ${index}`,
    index,
    upstream: ["list"],
    runnable: 2,
    asked: 2 + index,
    ready: 3 + index,
    started: 3.1 + index,
    ended: 4 + index,
    worker: `w${index % 4}`,
    status: index === 5 ? "failed" : "succeeded",
  })),
];

const lines = (values: readonly object[]): Uint8Array =>
  strToU8(values.map((value) => JSON.stringify(value)).join("\n"));

function csv(values: readonly Readonly<Record<string, unknown>>[]): Uint8Array {
  const columns = [...new Set(values.flatMap((value) => Object.keys(value)))];
  return strToU8(
    [columns.join(","), ...values.map((value) => columns.map((each) => value[each] ?? "").join(","))].join(
      "\n",
    ),
  );
}

const chromeTrace = (): Uint8Array =>
  strToU8(
    [...chromeTraceParts(finished(wide({ items: 8, workers: 3, itemMs: 10, strategy: "dynamic" })))].join(""),
  );

/** Records that no file of the corpus holds. */
const MADE: Readonly<Record<string, readonly [format: string, file: Uint8Array]>> = {
  "a run file": ["run-file", lines(RUN_FILE)],
  "a run file in CSV": ["run-file", csv(RUN_FILE.slice(1))],
  "a Chrome trace of Fanout": ["fanout-chrome", chromeTrace()],
};

/** One file of each format, or what belongs together. */
const RECORDS: Readonly<Record<string, readonly string[]>> = {
  "dagster-debug": ["dagster-chained-maps.gz"],
  "dagster-graphql": [1, 2, 3].map((n) => `dagster-graphql-retries-page${n}.json.gz`),
  "flyte2-actions": ["flyte2-pods-SYNTHETIC.json.gz"],
  otlp: ["otlp-fanout.jsonl.gz"],
  jaeger: ["jaeger-fanout-CONVERTED.json.gz"],
  "airflow-task-instances": [
    "airflow-task-instances.json.gz",
    "airflow-tasks.json.gz",
    "airflow-tries-5.json.gz",
  ],
  "nextflow-trace": ["nextflow-trace-SYNTHETIC.txt.gz"],
  "github-jobs": ["github-jobs-SYNTHETIC-page1.json.gz", "github-jobs-SYNTHETIC-page2.json.gz"],
};

async function* pieces(bytes: Uint8Array, size: number): Bytes {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function read(files: readonly Uint8Array[], size = 50_000, name = "x"): Promise<RunRecord> {
  const found = await readRecords(files.map((bytes) => ({ name, bytes: pieces(bytes, size) })));
  if (!found.ok) throw new Error(found.message);
  expect(found.runs).toHaveLength(1);
  return sorted(found.runs[0] as RunRecord);
}

/** The order of a file says nothing of the run. */
const sorted = (run: RunRecord): RunRecord => ({
  ...run,
  steps: [...run.steps].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

/** Lists of objects at the top, the other way round; lines of a table or of JSON too, but for the first. */
function shuffled(bytes: Uint8Array): Uint8Array {
  const text = strFromU8(bytes);
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const turned = Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, part]) => [key, Array.isArray(part) ? part.toReversed() : part]),
    );
    return strToU8(JSON.stringify(turned));
  } catch {
    const [head, ...lines] = text.trim().split("\n");
    return strToU8([head, ...lines.toReversed()].join("\n"));
  }
}

const ALL = [
  ...Object.entries(RECORDS).map(([format, names]) => [format, format, names.map(plain)] as const),
  ...Object.entries(MADE).map(([what, [format, file]]) => [what, format, [file]] as const),
];

describe.each(ALL)("a record: %s", (_what, format, files) => {
  it("is the same by any name, in small pieces, packed twice, and in an archive", async () => {
    const own = await read(files);
    expect(own.format).toBe(format);
    expect(await read(files, 50_000, "a.txt")).toEqual(own);
    expect(await read(files, 61)).toEqual(own);
    expect(await read(files.map((bytes) => gzipSync(gzipSync(bytes))))).toEqual(own);
    const archive = zipSync(Object.fromEntries(files.map((bytes, i) => [`part ${i}`, bytes])));
    expect(await read([archive], 1_000)).toEqual(own);
  });

  it("is the same in another order, and with every file twice", async () => {
    const own = await read(files);
    // Slices of a trace have no ids but their places.
    const hasIds = format !== "fanout-chrome";
    const times = ({ steps }: RunRecord): string[] =>
      steps.map(({ id, map, attempts }) => JSON.stringify({ ...(hasIds && { id }), map, attempts })).sort();
    const other = await read(files.toReversed().map(shuffled));
    expect(times(other)).toEqual(times(own));
    // Lines of a table, and slices of a trace, have nothing to tell copies by.
    if (!["nextflow-trace", "run-file", "fanout-chrome"].includes(format))
      expect(times(await read([...files, ...files]))).toEqual(times(own));
  });

  it("is shown as far as it goes when it was cut, or refused in words", async () => {
    const whole = files[0] as Uint8Array;
    for (const share of [0.02, 0.3, 0.6, 0.95]) {
      const cut = whole.slice(0, Math.floor(whole.length * share));
      for (const bytes of [cut, gzipSync(whole).slice(0, Math.floor(gzipSync(whole).length * share))]) {
        const found = await readRecords([{ name: "half", bytes: pieces(bytes, 5_000) }]);
        if (found.ok) expect(found.runs[0]?.steps.length).toBeGreaterThan(0);
        else expect(found.message).toMatch(/^half .*\.|^half .*FILE/s);
      }
    }
  });
});

describe("what is no record", () => {
  const refused = async (bytes: Uint8Array, budget?: number): Promise<string> => {
    const found = await readRecords(
      [{ name: "file", bytes: pieces(bytes, 65_536) }],
      budget === undefined ? undefined : { left: budget },
    );
    return found.ok ? `opened with ${found.runs.length} runs` : found.message;
  };

  it("is refused with what it is, and what to open instead", async () => {
    expect(await refused(plain("dask-task-stream.json.gz"))).toMatch(/^file is a Dask task stream/);
    expect(await refused(plain("flyte1-flytectl-SYNTHETIC.json.gz"))).toMatch(/^file is a Flyte 1 execution/);
    expect(await refused(plain("flyte2-local-cache-db.json.gz"))).toMatch(
      /^file holds rows of Flyte 2's local cache/,
    );
    expect(await refused(strToU8('{"traceEvents":[{"ph":"X","name":"a","ts":1}]}'))).toMatch(
      /of another program/,
    );
    expect(await refused(strToU8('{"rows":[1],"title":"t"}'))).toMatch(
      /JSON with “rows”, “title”, which is no record/,
    );
    expect(await refused(strToU8("hello there"))).toMatch(/no record of a run that Fanout knows/);
    expect(await refused(new Uint8Array())).toMatch(/no record/);
  });

  it("unpacks no more than the bound, however small it is packed", async () => {
    const bomb = gzipSync(new Uint8Array(20_000_000));
    expect(bomb.length).toBeLessThan(30_000);
    expect(await refused(bomb, 1_000_000)).toMatch(/the limit of records/);
    let nested: Uint8Array = strToU8("[]");
    for (let i = 0; i < 6; i += 1) nested = gzipSync(nested);
    expect(await refused(nested)).toMatch(/packed more than/);
    expect(await refused(zipSync({ a: new Uint8Array(20_000_000) }), 1_000_000)).toMatch(
      /the limit of records/,
    );
  });

  it("is refused soon where it has no end of a line", async () => {
    const zeros = gzipSync(new Uint8Array(30_000_000));
    expect(await refused(zeros)).toMatch(/^file is a table with a line of more than a million characters/);
    expect(await refused(strToU8(`a,"${"b\n".repeat(1_000_000)}`))).toMatch(/a line of more than a million/);
  });

  it("is refused soon where nothing in it is known, or a value has millions of parts", async () => {
    const unknown = strToU8(`[${'{"a":1},'.repeat(150_000)}{}]`);
    expect(await refused(unknown)).toMatch(/none of its first 100,000 entries is of one\.$/);
    const parts = gzipSync(strToU8(`[[${"[],".repeat(3_500_000)}0]]`));
    expect(await refused(parts)).toMatch(/^file holds a single value of millions of parts/);
  });

  it("is in memory a piece at a time, also in an archive", async () => {
    const size = 60_000_000;
    const budget = { left: 2 * size };
    const held: number[] = [];
    for await (const { bytes } of unpack(
      "x.zip",
      pieces(zipSync({ a: new Uint8Array(size) }), 16_384),
      budget,
    )) {
      let read = 0;
      for await (const piece of bytes) {
        read += piece.length;
        held.push(2 * size - budget.left - read);
      }
      expect(read).toBe(size);
    }
    expect(Math.max(...held)).toBeLessThan(17 * 2 ** 20);
  });

  it("is a run file with circles, copies and times that cannot be: it opens without them", async () => {
    const lines = [
      { step: "a", id: "a", parent: "b", started: 0, ended: 1 },
      { step: "b", id: "b", parent: "a", started: 0, ended: 2 },
      { step: "c", id: "c", parent: "c", upstream: "c", started: 5, ended: -1e30 },
      { step: "d", id: "d", parent: "nobody", started: 1, ended: 2, status: "constructor" },
    ];
    const run = await read([strToU8(lines.map((line) => JSON.stringify(line)).join("\n"))]);
    expect(run.steps.map(({ parent }) => parent).filter((parent) => parent !== undefined)).toHaveLength(1);
    expect(run.incomplete.join()).toMatch(/2 times that cannot be/);
  });
});
