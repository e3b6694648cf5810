#!/usr/bin/env node
// `npm run test:documents -- FOLDER [--browser firefox] [--only TEXT]`: runs the programs of the four documents, which are read from the folder,
// unchanged, and compares what they print. Programs that a document only names (dynamic_outputs.py, python_parallelism.py) are read
// there too, if somebody has put them into it from the public repository.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { documentPrograms } from "../tests/documents/programs.mjs";
import { generate } from "./generate.mjs";
import { openPythonLab } from "./python-lab.mjs";

const RUN_MS = 300_000;

const { values, positionals } = parseArgs({
  options: { browser: { type: "string", default: "chromium" }, only: { type: "string", default: "" } },
  allowPositionals: true,
});
const folders = positionals.map((folder) => resolve(folder));
if (folders.length === 0) {
  console.error("Name the folder with the documents: npm run test:documents -- FOLDER");
  process.exit(1);
}
const find = (file) => folders.map((folder) => join(folder, file)).find((path) => existsSync(path));

await generate();
const lab = await openPythonLab(values.browser);
const counts = { passed: 0, failed: 0, skipped: 0 };
try {
  for (const { name, file, strategies, program, prints } of documentPrograms) {
    if (!name.includes(values.only)) continue;
    const path = find(file);
    if (path === undefined) {
      counts.skipped++;
      console.log(`skipped  ${name}: there is no ${file}`);
      continue;
    }
    const source = program(readFileSync(path, "utf8"));
    for (const strategy of strategies) {
      const request = { source, start: "main", strategy, workers: 2, timeoutMs: RUN_MS };
      const { status, error, logs, wallMs } = await lab.run(request);
      const lines = logs.map(({ text }) => text);
      const missing = prints.filter((line) => !lines.some((text) => line.test(text)));
      const isRight = status === "succeeded" && missing.length === 0;
      counts[isRight ? "passed" : "failed"]++;
      const why = error
        ? `${error.name}: ${error.message}`
        : missing.map((line) => `nothing printed like ${line}`).join("; ");
      console.log(
        `${isRight ? "passed " : "FAILED "} ${name}, ${strategy}: ${(wallMs / 1000).toFixed(1)} s${isRight ? "" : `\n         ${why}`}`,
      );
    }
  }
} finally {
  await lab.close();
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 ? 1 : 0);
