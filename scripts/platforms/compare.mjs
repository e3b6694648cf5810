import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadForNode } from "../bundle.mjs";
import { inRoot } from "../paths.mjs";
import { runBin } from "../run.mjs";

const { compareRecords, readRecord } =
  await loadForNode(`export { compareRecords } from "@/lib/referee/compare";
export { readRecord } from "@/lib/referee/read-record";`);

/** How many differences of a program are shown. */
const SHOWN = 5;

/**
 * What Fanout's libraries do with each program, in their local mode.
 * @param {readonly { name: string, source: string, module: string }[]} programs
 * @returns {Promise<Record<string, { record: string } | { error: string }>>} by name
 */
export async function ownRuns(programs) {
  const given = inRoot(".cache/platforms/programs.json");
  const made = inRoot(".cache/platforms/own.json");
  await mkdir(inRoot(".cache/platforms"), { recursive: true });
  await writeFile(given, JSON.stringify(programs));
  const env = { FANOUT_OWN_RUNS: given, FANOUT_OWN_RECORDS: made };
  const status = await runBin("vitest", "vitest", ["run", "tests/conformance/python/own-runs.test.ts"], {
    env,
  });
  if (status !== 0) throw new Error("Fanout's own runs failed.");
  return JSON.parse(readFileSync(made, "utf8"));
}

/** Times and shares that a program without a platform prints are other ones in each run. */
const withoutTimes = (record) => ({
  ...record,
  printed: record.printed.map((line) => line.replaceAll(/\d+(?:\.\d+)?/g, "<number>")),
});

/**
 * Runs the project's program once more, in the package's local mode, and compares what happened.
 * @param {string} module the referee's name of the platform
 * @param {string} own what Fanout's run did
 * @returns {Promise<string | undefined>} what differs
 */
export async function differsInRecord(module, own, python, options) {
  const script = inRoot("scripts/platforms/real_record.py");
  await promisify(execFile)(python, [script, inRoot("lib/python"), module], options);
  const real = await readRecord(readFileSync(join(options.cwd, "record.txt"), "utf8"));
  const here = await readRecord(own);
  const tame = module === "plain" ? withoutTimes : (record) => record;
  const { differences } = compareRecords(tame(here), tame(real));
  if (differences.length === 0) return undefined;
  return differences
    .slice(0, SHOWN)
    .map(
      ({ what, here: ours, real: theirs }) => `${what}: ${ours} in Fanout, ${theirs} with the real package`,
    )
    .join("\n");
}

/**
 * Compares what the steps of a run of Dagster have stored.
 * @returns {Promise<string | undefined>} what differs
 */
export async function differsInStorage(runId, own, python, options) {
  const { outputs, raised } = await readRecord(own);
  if (raised) return `Fanout's run raised ${raised.class}: ${raised.message}`;
  const file = join(options.cwd, "own.json");
  await writeFile(file, JSON.stringify(outputs));
  const script = inRoot("scripts/platforms/dagster_outputs.py");
  const { stdout } = await promisify(execFile)(python, [script, runId, file], options);
  const lines = stdout.trim().split("\n");
  const count = Number(/^(\d+) outputs$/.exec(lines.at(-1) ?? "")?.[1] ?? 0);
  if (lines.length === 1 && count > 0) return undefined;
  return count === 0 ? "Dagster has stored no outputs." : lines.slice(0, SHOWN).join("\n");
}
