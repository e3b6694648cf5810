#!/usr/bin/env node
// `npm run test:platforms [-- NAME …]`: exports each example in Python, each program of tests/platforms, and a run of a program in TypeScript
// as each platform writes it, as a project, and runs the project with the real packages, which it installs into .cache/platforms. It
// needs Python 3 with pip, and the registry.
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { loadForNode } from "./bundle.mjs";
import { closingLine } from "./counts.mjs";
import { runQuietly } from "./install.mjs";
import { inRoot } from "./paths.mjs";

const LIMIT_MS = 5 * 60_000;
const LIBRARY = `export { pythonExamples } from "@/lib/examples/python";
export { entriesOf, PLATFORMS, platformOf } from "@/lib/project/platform";
export { projectOf } from "@/lib/project/project";
export { SAME_IN, sameIn } from "@/lib/project/same/write";
export { openFiles } from "@/lib/analysis/record/open";`;

const { pythonExamples, entriesOf, PLATFORMS, platformOf, projectOf, SAME_IN, sameIn, openFiles } =
  await loadForNode(LIBRARY);
const bin = process.platform === "win32" ? "Scripts" : "bin";

/** Environments that were made in this run, by name. @type {Map<string, Promise<string>>} */
const environments = new Map();

/** The folder of programs of an environment with these packages. */
function environmentOf(name, packages) {
  const known = environments.get(name) ?? makeEnvironment(name, packages);
  environments.set(name, known);
  return known;
}

async function makeEnvironment(name, packages) {
  const home = inRoot(".cache/platforms", name);
  const stamp = join(home, "installed.txt");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== packages.join("\n")) {
    await rm(home, { recursive: true, force: true });
    await runQuietly(inRoot("."), process.env.PYTHON ?? "python3", ["-m", "venv", home]);
    if (packages.length > 0)
      await runQuietly(inRoot("."), join(home, bin, "pip"), ["install", "--quiet", ...packages]);
    await writeFile(stamp, packages.join("\n"));
  }
  return join(home, bin);
}

/**
 * What a reader of the project's README would type; of executors that need a cluster, a check that their jobs load.
 * @returns {{ executor?: string, command: string, args: readonly string[] }[]}
 */
function commandsFor(platform, code) {
  const entries = entriesOf(platform, code);
  const last = entries.at(-1) ?? "";
  const job = entries[0] ?? "";
  const load = (executor) => ({
    executor,
    command: "python",
    args: ["-c", `import on_${executor}; assert on_${executor}.defs.resolve_job_def("${job}").executor_def`],
  });
  switch (platform) {
    case "dagster":
      return [
        {
          command: "dagster",
          args: ["job", "execute", "-f", "main.py", "-j", job, "-c", "multiprocess.yaml"],
        },
        { executor: "dask", command: "dagster", args: ["job", "execute", "-f", "on_dask.py", "-j", job] },
        load("kubernetes"),
        load("celery"),
      ];
    case "flytekit":
      return [{ command: "pyflyte", args: ["run", "main.py", last] }];
    case "flyte":
      return [{ command: "flyte", args: ["run", "--local", "main.py", last] }];
    default:
      return [{ command: "python", args: ["main.py"] }];
  }
}

const RUN_ID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/;

/**
 * Opens the record of a run that Dagster has just made, as a visitor would who drops it on the page.
 * @param {string} output of the run, which names it
 * @returns {Promise<string | undefined>} what is wrong with what Fanout makes of it
 */
async function openRecord(output, dagster, options) {
  const [id] = RUN_ID.exec(output) ?? [];
  if (id === undefined) return "Dagster's output does not name its run.";
  await promisify(execFile)(dagster, ["debug", "export", id, "run.gz"], options);
  const file = new Blob([readFileSync(join(options.cwd, "run.gz"))]);
  const opened = await openFiles([{ name: "run.gz", file }], 0, () => undefined);
  if (!opened.ok) return opened.message;
  const { record } = opened.trials[0];
  const { counts, held, status, incomplete, run } = record;
  const known = held.start + held.work + held.around + held.unknown;
  if (run !== id) return `The record is of run ${run}, not ${id}.`;
  if (status !== "succeeded" || incomplete.length > 0)
    return `The record's run is ${status}, without ${incomplete.join(", ")}.`;
  if (counts.steps === 0 || counts.attempts < counts.steps - counts.skipped)
    return `The record has ${counts.steps} steps and ${counts.attempts} attempts.`;
  return Math.abs(known - held.total) < 1 ? undefined : `Its parts are ${known} of ${held.total} ms.`;
}

/** @returns {Promise<string | undefined>} what went wrong, if anything did */
async function tryProject({ name, source, isMade }) {
  const platform = platformOf(source);
  const { packages, executors } = PLATFORMS[platform];
  const folder = await mkdtemp(join(tmpdir(), "fanout-project-"));
  const env = {
    ...process.env,
    HOME: folder,
    DAGSTER_HOME: folder,
    DAGSTER_DISABLE_TELEMETRY: "true",
  };
  try {
    for (const { path, text } of projectOf({ code: source, name, workers: 2, isMade })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    for (const { executor, command, args } of commandsFor(platform, source)) {
      const programs = await (executor
        ? environmentOf(`${platform}-${executor}`, executors[executor])
        : environmentOf(platform, packages));
      const PATH = `${programs}${delimiter}${process.env.PATH}`;
      const options = { cwd: folder, env: { ...env, PATH }, timeout: LIMIT_MS, maxBuffer: 2 ** 26 };
      const { stdout, stderr } = await promisify(execFile)(join(programs, command), args, options);
      if (platform === "dagster" && command === "dagster" && !executor) {
        const wrong = await openRecord(`${stdout}${stderr}`, join(programs, command), options);
        if (wrong !== undefined) return wrong;
      }
    }
    return undefined;
  } catch (error) {
    return `${error.cmd ?? ""}\n${`${error.stdout ?? ""}${error.stderr ?? error.message}`.trim().split("\n").slice(-12).join("\n")}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const own = readdirSync(inRoot("tests/platforms"))
  .filter((file) => file.endsWith(".py"))
  .map((file) => ({
    name: file.slice(0, -3),
    source: readFileSync(inRoot("tests/platforms", file), "utf8"),
  }));
/** A run of a program in TypeScript, as lib/app/same reads it from a trace. */
const RUN = {
  name: "letters",
  stages: [
    { name: "load", count: 1, retries: 0, source: 'const load = task(async () => fetchAll("a"));' },
    {
      name: "countLetters",
      count: 6,
      retries: 2,
      source: "const countLetters = task((file) => file.length);",
    },
    { name: "total", count: 1, retries: 0, source: "" },
    { name: "report", count: 3, retries: 0, source: "" },
  ],
  workers: 2,
  chunk: 2,
};
const made = SAME_IN.map((name) => ({
  name: `made-${name}`,
  source: sameIn(name, RUN, "project"),
  isMade: true,
}));
const names = process.argv.slice(2);
const programs = [...pythonExamples, ...own, ...made].filter(
  ({ name }) => names.length === 0 || names.includes(name),
);
let failed = 0;
for (const program of programs) {
  const started = performance.now();
  const wrong = await tryProject(program);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const platform = PLATFORMS[platformOf(program.source)].name;
  console.log(
    `${wrong === undefined ? "✓" : "✘"} ${program.name}, ${platform}, ${seconds} s${wrong ? `\n${wrong}` : ""}`,
  );
  if (wrong !== undefined) failed += 1;
}
console.log(`\n${closingLine([{ passed: programs.length - failed, failed, skipped: 0 }])}`);
process.exitCode = failed > 0 || programs.length === 0 ? 1 : 0;
