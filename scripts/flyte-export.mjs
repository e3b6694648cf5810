#!/usr/bin/env node
// `npm run test:flyte-export -- PYTHON`: the export script of docs/import.md, run with the flyte package of this Python
// against a service that answers from a record; what it writes is held against the record's truth file.
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { inRoot } from "./paths.mjs";
import { setup } from "./setup.mjs";

await setup();
const { runBin } = await import("./run.mjs");

const RECORD = "flyte2-pods-SYNTHETIC";
const corpus = (name) => inRoot("tests/corpus/runs", name);
const python = process.argv[2] ?? "python3";
const folder = await mkdtemp(join(tmpdir(), "fanout-flyte-"));
try {
  const record = join(folder, "record.json");
  await writeFile(record, gunzipSync(await readFile(corpus(`${RECORD}.json.gz`))));
  const { stdout } = await promisify(execFile)(python, [
    inRoot("scripts/flyte-export.py"),
    record,
    folder,
  ]).catch((error) => {
    console.error(`${python} has to have flyte 2: ${python} -m pip install flyte`);
    throw error;
  });
  console.log(stdout.trim());
  await rm(record);
  const [exported] = await readdir(folder);
  const manifest = JSON.parse(await readFile(corpus("manifest.json"), "utf8"));
  const entry = manifest.find(({ name }) => name === RECORD);
  await writeFile(join(folder, "manifest.json"), JSON.stringify([{ ...entry, files: [exported] }]));
  await copyFile(corpus(entry.truth), join(folder, entry.truth));
  process.exitCode = await runBin(
    "vitest",
    "vitest",
    ["run", "tests/runs/records.test.ts", "--silent=false", "--reporter=dot"],
    { env: { FANOUT_RECORDS: folder } },
  );
} finally {
  await rm(folder, { recursive: true });
}
