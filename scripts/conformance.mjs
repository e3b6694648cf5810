#!/usr/bin/env node
// `npm run conformance -- FOLDER [--strategy NAME] [--only TEXT]`: runs every program and every snippet of errors.json in a folder
// of recordings in Chromium, prints a line for each (holds, or what differs), and a count. tests/conformance/python/recorded is one.
import { parseArgs } from "node:util";
import { programsIn, snippetsIn } from "./conformance/cases.mjs";
import { differencesFromAll } from "./conformance/compare.mjs";
import { generate } from "./generate.mjs";
import { inRoot, isMain } from "./paths.mjs";
import { openPythonLab } from "./python-lab.mjs";

const RUN_MS = 60_000;

/**
 * Runs cases one after the other.
 * @param {readonly import("./conformance/cases.mjs").Case[]} cases
 * @param {Awaited<ReturnType<typeof openPythonLab>>} lab
 * @param {{ strategy?: string, report: (name: string, differ: readonly string[]) => void }} options
 */
async function runCases(cases, lab, { strategy = "pooled", report }) {
  for (const { name, source, versions } of cases) {
    const request = { source, start: "main", strategy, workers: 1, timeoutMs: RUN_MS };
    report(name, differencesFromAll(await lab.run(request), versions));
  }
}

if (isMain(import.meta)) {
  const { values, positionals } = parseArgs({
    options: { strategy: { type: "string" }, only: { type: "string", default: "" } },
    allowPositionals: true,
  });
  const folder = positionals[0] ?? inRoot("tests/conformance/python/recorded");
  const cases = [...programsIn(folder), ...snippetsIn(folder)].filter(({ name }) =>
    name.includes(values.only),
  );
  await generate();
  const lab = await openPythonLab();
  let held = 0;
  const report = (name, differ) => {
    if (differ.length === 0) held++;
    console.log(
      `${differ.length === 0 ? "holds   " : "differs "} ${name}${differ.map((each) => `\n           ${each}`).join("")}`,
    );
  };
  await runCases(cases, lab, { strategy: values.strategy, report }).finally(() => lab.close());
  console.log(`${held} of ${cases.length} hold`);
  process.exitCode = held === cases.length ? 0 : 1;
}
