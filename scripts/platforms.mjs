#!/usr/bin/env node
// `npm run test:platforms [-- NAME …]`: exports each example in Python, each program of tests/platforms, and a run of a program in TypeScript
// as each platform writes it, as a project, runs the project with the real packages, which it installs into .cache/platforms, and compares
// what it gives with what Fanout's own run gives. It needs Python 3 with pip, and the registry.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { loadForNode } from "./bundle.mjs";
import { closingLine } from "./counts.mjs";
import { inRoot } from "./paths.mjs";
import { differsInRecord, differsInStorage, ownRuns } from "./platforms/compare.mjs";
import { environmentOf } from "./platforms/environments.mjs";

const LIMIT_MS = 5 * 60_000;
const LIBRARY = `export { pythonExamples } from "@/lib/examples/python";
export { entriesOf, PLATFORMS, platformOf } from "@/lib/project/platform";
export { startsItself } from "@/lib/project/start";
export { runsOnDask } from "@/lib/project/dagster";
export { projectOf } from "@/lib/project/project";
export { SAME_IN, sameIn } from "@/lib/project/same/write";
export { openFiles } from "@/lib/analysis/record/open";`;

const {
  pythonExamples,
  entriesOf,
  PLATFORMS,
  platformOf,
  projectOf,
  runsOnDask,
  startsItself,
  SAME_IN,
  sameIn,
  openFiles,
} = await loadForNode(LIBRARY);
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
    args: [
      "-c",
      `import on_${executor}; assert on_${executor}.defs.resolve_job_def("${job}").executor_def.name == "${executor === "kubernetes" ? "k8s" : executor}"`,
    ],
  });
  switch (platform) {
    case "dagster":
      return [
        {
          command: "dagster",
          args: ["job", "execute", "-f", "main.py", "-j", job, "-c", "multiprocess.yaml"],
        },
        ...(runsOnDask(code)
          ? [
              {
                executor: "dask",
                command: "dagster",
                args: ["job", "execute", "-f", "on_dask.py", "-j", job],
              },
            ]
          : []),
        load("kubernetes"),
        load("celery"),
      ];
    case "flytekit":
      if (startsItself(code)) return [{ command: "python", args: ["main.py"] }];
      return [{ command: "pyflyte", args: ["run", "main.py", last] }];
    case "flyte":
      if (startsItself(code)) return [{ command: "python", args: ["main.py"] }];
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

/** The referee's name of a platform. */
const moduleOf = (platform) => (platform === "python" ? "plain" : platform);

/** @param {string} own what Fanout's run did @returns {Promise<string | undefined>} what went wrong, if anything did */
async function tryProject({ name, source, isMade }, own) {
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
      const python = join(programs, "python");
      if (platform !== "dagster") continue;
      if (command === "dagster") {
        const output = `${stdout}${stderr}`;
        const wrong =
          (executor ? undefined : await openRecord(output, join(programs, command), options)) ??
          (await differsInStorage(RUN_ID.exec(output)?.[0] ?? "", own, python, options));
        if (wrong !== undefined) return wrong;
      }
    }
    if (platform !== "dagster") {
      const programs = await environmentOf(platform, packages);
      const options = { cwd: folder, env, timeout: LIMIT_MS, maxBuffer: 2 ** 26 };
      return await differsInRecord(moduleOf(platform), own, join(programs, "python"), options);
    }
    return undefined;
  } catch (error) {
    return `${error.cmd ?? ""}\n${`${error.stdout ?? ""}${error.stderr ?? error.message}`.trim().split("\n").slice(-12).join("\n")}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const kept = readdirSync(inRoot("tests/platforms"))
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
const programs = [...pythonExamples, ...kept, ...made].filter(
  ({ name }) => names.length === 0 || names.includes(name),
);
const own = await ownRuns(
  programs.map(({ name, source }) => ({ name, source, module: moduleOf(platformOf(source)) })),
);
let failed = 0;
for (const program of programs) {
  const started = performance.now();
  const wrong = await tryProject(program, own[program.name]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const platform = PLATFORMS[platformOf(program.source)].name;
  console.log(
    `${wrong === undefined ? "✓" : "✘"} ${program.name}, ${platform}, ${seconds} s${wrong ? `\n${wrong}` : ""}`,
  );
  if (wrong !== undefined) failed += 1;
}
console.log(`\n${closingLine([{ passed: programs.length - failed, failed, skipped: 0 }])}`);
process.exitCode = failed > 0 || programs.length === 0 ? 1 : 0;
