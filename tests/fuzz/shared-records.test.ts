import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { openFiles } from "@/lib/analysis/record/open";
import { sharedRecord } from "@/lib/app/documents/shared-record";
import { runOfTraceFile } from "@/lib/app/run/run-of-trace-file";
import { LINK_MAX_ROWS } from "@/lib/model/limits";
import { toBase64Url } from "@/lib/share/base64url";
import { type DecodedLink, decodeLink } from "@/lib/share/link";
import { bentAnywhere } from "@/lib/testing/arbitraries";
import { FORMAT, VERSION } from "@/lib/trace/file/format";
import { askEverything } from "./ask-everything";
import { broken, picker } from "./broken";
import { expectWords, onPage } from "./expectations";

/** In `npm test`; any number by `npm run fuzz -- RUNS [SEED]`. */
const numRuns = Number(process.env.FANOUT_RUNS ?? 80);

let bases: readonly object[] = [];

beforeAll(async () => {
  bases = await Promise.all(
    ["dagster-chained-maps.gz", "airflow-task-instances.json.gz"].map(async (name) => {
      const bytes = readFileSync(new URL(`../corpus/runs/${name}`, import.meta.url));
      const read = await openFiles([{ name, file: new Blob([new Uint8Array(bytes)]) }], 0, () => undefined);
      const made = read.ok ? runOfTraceFile(read) : read;
      if (!made.ok) throw new Error(made.message);
      return sharedRecord(made.run, name.startsWith("airflow"))?.link.record ?? {};
    }),
  );
});

function linkOf(record: unknown): DecodedLink {
  const text = new TextEncoder().encode(JSON.stringify({ code: "", record }));
  return onPage(() => decodeLink(`#j1.${toBase64Url(text)}`));
}

/** As `openSharedRecord` does it in the worker. @returns whether it opened */
async function opens(record: object): Promise<boolean> {
  const text = JSON.stringify({ format: FORMAT, version: VERSION, trials: [record] });
  const read = await openFiles([{ name: "The record", file: new Blob([text]) }], 0, () => undefined);
  const made = read.ok ? runOfTraceFile(read) : read;
  if (!made.ok) {
    expectWords(made.message);
    return false;
  }
  const traces = made.run.trials.flatMap(({ trace }) => trace ?? []);
  for (const { count } of traces) expect(count).toBeLessThanOrEqual(LINK_MAX_ROWS);
  askEverything(traces);
  return true;
}

test("a link whose record has anything in any place is opened, or refused in words", async () => {
  const content = fc.nat(1).chain((at) => {
    const base = bases[at] as object;
    return fc.oneof(
      bentAnywhere(base),
      fc.nat().map((seed) => broken(base, picker(seed))),
    );
  });
  let opened = 0;
  await fc.assert(
    fc.asyncProperty(content, async (record) => {
      let link: DecodedLink;
      try {
        link = linkOf(record);
      } catch (error) {
        // A value that has no text in JSON cannot be in a link.
        if (error instanceof TypeError) return;
        throw error;
      }
      if (!link.ok) return expectWords(link.message);
      if (link.kind === "program" && link.state.record && (await opens(link.state.record))) opened += 1;
    }),
    { numRuns },
  );
  expect(opened).toBeGreaterThan(0);
});

test("a short link cannot ask for millions of rows", () => {
  const [base] = bases;
  const link = linkOf({ ...base, rows: 2_000_000 });
  expect(link).toMatchObject({ ok: false });
  if (!link.ok) expectWords(link.message);
});
