#!/usr/bin/env node
// `npm run conformance -- FOLDER [--strategy NAME] [--only TEXT] [--browser firefox]`: runs every program and every snippet of errors.json in a folder
// of recordings in Chromium, or in another browser, prints a line for each (holds, or what differs), and a count. tests/conformance/python/recorded is one.
import { parseArgs } from "node:util";
import { programsIn, snippetsIn } from "./conformance/cases.mjs";
import { differencesFromAll } from "./conformance/compare.mjs";
import { jobDifferences, jobsIn } from "./conformance/jobs.mjs";
import { platformProgramsIn, platformSnippetsIn } from "./conformance/platform-cases.mjs";
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
  for (const { name, source, spawns, isLocal, versions } of cases) {
    const request = { source, start: "main", spawns, isLocal, strategy, workers: 1, timeoutMs: RUN_MS };
    report(name, differencesFromAll(await lab.run(request), versions));
  }
}

/** As `runCases`, for jobs. */
async function runJobs(jobs, lab, { strategy = "pooled", report }) {
  for (const { name, source, isLocal, recorded } of jobs) {
    const request = { source, start: "main", isLocal, strategy, workers: 2, timeoutMs: RUN_MS };
    const answer = await lab.run(request);
    const failed = answer.error ? [`${answer.error.name}: ${answer.error.message}`] : [];
    report(name, [...failed, ...jobDifferences(answer.logs, recorded)]);
  }
}

if (isMain(import.meta)) {
  const { values, positionals } = parseArgs({
    options: {
      strategy: { type: "string" },
      only: { type: "string", default: "" },
      browser: { type: "string", default: "chromium" },
    },
    allowPositionals: true,
  });
  const folder = positionals[0] ?? inRoot("tests/conformance/python/recorded");
  const cases = [programsIn, snippetsIn, platformProgramsIn, platformSnippetsIn]
    .flatMap((read) => read(folder))
    .filter(({ name }) => name.includes(values.only));
  const jobs = jobsIn(folder).filter(({ name }) => name.includes(values.only));
  await generate();
  const lab = await openPythonLab(values.browser);
  let held = 0;
  const report = (name, differ) => {
    if (differ.length === 0) held++;
    console.log(
      `${differ.length === 0 ? "holds   " : "differs "} ${name}${differ.map((each) => `\n           ${each}`).join("")}`,
    );
  };
  const options = { strategy: values.strategy, report };
  try {
    await runCases(cases, lab, options);
    await runJobs(jobs, lab, options);
  } finally {
    await lab.close();
  }
  const count = cases.length + jobs.length;
  console.log(`${held} of ${count} hold`);
  process.exitCode = held === count ? 0 : 1;
}
