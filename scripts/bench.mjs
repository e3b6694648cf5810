#!/usr/bin/env node
// `npm run bench`: Fanout, its limits and its peers side by side in Chromium. `npm run bench -- --help` lists its options.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { buildBench } from "../bench/build.mjs";
import { documentOf } from "../bench/document.mjs";
import { groupNames, groups, groupsNamed } from "../bench/groups/index.mjs";
import { growthPlot } from "../bench/growth.mjs";
import { openLab } from "../bench/lab.mjs";
import { measureGroup } from "../bench/measure.mjs";
import { profile, profiles } from "../bench/profile.mjs";
import { growthPart, speedTable, withPart } from "../bench/readme.mjs";
import { digits, groupTable } from "../bench/table.mjs";
import { inRoot } from "./paths.mjs";

const load = () => loadavg()[0];

const HELP = `npm run bench [-- options]

  --quick          fewer rounds, within two minutes
  --only NAMES     some groups or families of groups, with commas between them:
                   ${groupNames.join(", ")}
  --write-docs     writes docs/benchmark.md and .json, the README's table and how cost grows; only after a full run
  --profile NAME   where the time of one program goes, thread by thread: ${Object.keys(profiles).join(", ")}
`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      profile: { type: "string" },
      "write-docs": { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  const { quick, only, profile: program, "write-docs": writeDocs, help } = values;
  if (writeDocs && (only || quick))
    throw new Error("--write-docs needs a full run: leave --only and --quick out.");
  if (program !== undefined && !(program in profiles))
    throw new Error(`There is no profile "${program}". Profiles: ${Object.keys(profiles).join(", ")}.`);
  const picked = only
    ? groupsNamed(only.split(","))
    : groups.filter(({ notInQuick }) => !quick || !notInQuick);
  return { quick, picked, profile: program, writeDocs, help };
}

/** Measures the groups and prints the results. */
async function measure({ quick, picked, writeDocs }) {
  const started = performance.now();
  const loadBefore = load();
  const built = await buildBench();
  const lab = await openLab(built, { quick });
  try {
    const { cores, browser, crossOriginIsolated, timerStepMs } = lab.machine;
    const machine = { processor: cpus()[0]?.model ?? "unknown", ...lab.machine, loadBefore, loadAfter: 0 };
    console.log(`${machine.processor}, ${cores} cores; ${browser}`);
    console.log(
      `timer step ${digits(timerStepMs)} ms (${crossOriginIsolated ? "isolated" : "not isolated"}); load ${digits(loadBefore)}; ${built.sizes.join(", ")}`,
    );
    if (loadBefore > 0.5) console.log("The machine is busy: results are slower than on an idle one.");
    console.log("");
    const tell = (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`);
    const measured = [];
    for (const group of picked) {
      const result = await measureGroup(group, lab, built.statistics, tell);
      tell("");
      console.log(groupTable(result));
      measured.push(result);
    }
    machine.loadAfter = load();
    const seconds = Math.round((performance.now() - started) / 1000);
    const results = { version: 1, at: new Date().toISOString(), quick, seconds, machine, groups: measured };
    const file = await write(results);
    if (writeDocs) await writeDocuments(results);
    const rows = measured.flatMap((group) => group.rows).filter(({ reached }) => reached !== undefined);
    const reached = rows.filter((row) => row.reached).length;
    console.log(
      `${reached} of ${rows.length} ratios reached; ${seconds} s; load after ${digits(machine.loadAfter)}; ${file}`,
    );
  } finally {
    await lab.close();
  }
}

/** All that the repository keeps of a full run. */
async function writeDocuments(results) {
  const change = async (file, part, made) => {
    const text = await readFile(inRoot(file), "utf8");
    await writeFile(inRoot(file), withPart(text, part, made));
  };
  await writeFile(inRoot("docs/benchmark.md"), documentOf(results));
  await writeFile(inRoot("docs/benchmark.json"), `${JSON.stringify(results)}\n`);
  await writeFile(inRoot("docs/growth.svg"), growthPlot(results.groups));
  await change("README.md", "speed", speedTable(results));
  await change("docs/measuring.md", "growth", growthPart(results));
}

async function write(results) {
  const file = "bench/results/latest.json";
  await mkdir(inRoot("bench", "results"), { recursive: true });
  await writeFile(inRoot(file), `${JSON.stringify(results, undefined, 1)}\n`);
  return file;
}

try {
  const options = readArguments();
  if (options.help) console.log(HELP);
  else if (options.profile !== undefined) await profile(options.profile);
  else await measure(options);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
