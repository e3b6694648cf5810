#!/usr/bin/env node
// `npm run test:cpython [-- --lib FOLDER] [--only TEXT] [--seconds N] [--trace]`: runs CPython's own tests that Fanout's Python can be held to, in Chromium,
// and prints the share that passes. The names are in tests/conformance/python/cpython/tests.txt, what does not pass, with reasons, in
// exceptions.json beside it. A test that CPython's own file skips is shown, and counted apart.
// The test files are those of an installed CPython (`test` folder of the newest python3 that has the file).
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compiler } from "./cpython/compile.mjs";
import { groupsOf, outcomesOf, programOf, zipOf } from "./cpython/program.mjs";
import { generate } from "./generate.mjs";
import { inRoot } from "./paths.mjs";
import { openPythonLab } from "./python-lab.mjs";

const GOAL = 0.85;
const WHERE = "import os, sys, test; print(sys.version_info[1], os.path.dirname(test.__file__))";

/** Pythons by name, newest first, and those that pyenv keeps without a name. */
function pythons() {
  const kept = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  const found = existsSync(kept) ? readdirSync(kept) : [];
  const minor = (version) => Number(/^3\.(\d+)/.exec(version)?.[1] ?? 0);
  return [
    process.env.PYTHON ?? "",
    ...["python3.14", "python3.13", "python3.12", "python3"],
    ...found
      .filter((version) => minor(version) >= 11)
      .sort((a, b) => minor(b) - minor(a))
      .map((version) => join(kept, version, "bin/python")),
  ].filter((python) => python !== "");
}

/** Folders Lib/test of installed CPythons, newest first. */
function installedTests() {
  const folders = new Map();
  for (const python of pythons()) {
    try {
      const [minor, folder] = execFileSync(python, ["-c", WHERE], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      })
        .trim()
        .split(" ");
      if (existsSync(join(folder, "_test_multiprocessing.py"))) folders.set(folder, Number(minor));
    } catch {
      // Another one may have them.
    }
  }
  if (folders.size === 0)
    throw new Error(
      "found no CPython with its tests: give their folder with --lib, for example --lib /usr/lib/python3.13/test",
    );
  return [...folders].sort(([, a], [, b]) => b - a).map(([folder]) => folder);
}

const { values } = parseArgs({
  options: {
    lib: { type: "string" },
    only: { type: "string", default: "" },
    // The most that the tests of a class may take.
    seconds: { type: "string", default: "240" },
    // Whole tracebacks.
    trace: { type: "boolean", default: false },
  },
});
const libs = values.lib ? [values.lib] : installedTests();
const folder = inRoot("tests/conformance/python/cpython");
const exceptions = JSON.parse(readFileSync(join(folder, "exceptions.json"), "utf8"));
const groups = groupsOf(readFileSync(join(folder, "tests.txt"), "utf8"))
  .map((group) => ({
    ...group,
    names: group.names.filter((name) => `${group.file}: ${name}`.includes(values.only)),
  }))
  .filter(({ names }) => names.length > 0);

await generate();
const compile = await compiler();
const lab = await openPythonLab();
const counts = { passed: 0, absent: 0, excepted: 0, skipped: 0, failed: 0 };
/** The line that names an exception, or else the first. */
const inShort = (text) =>
  (text.match(/^[\w.]+(Error|Exception|Full|Empty|Exit)\b.*$/gm)?.at(-1) ?? text.split("\n")[0]).slice(
    0,
    200,
  );

/** Runs tests of a class. Where one ends the program it runs again as the first, and the others after it. */
async function runGroup(group, names) {
  if (names.length === 0) return;
  // Not every Python was installed with all of them.
  const lib = libs.find((each) => existsSync(join(each, group.file)));
  if (!lib) {
    counts.absent += names.length;
    return;
  }
  const source = programOf({ ...group, names }, zipOf(lib, group.file, compile));
  const answer = await lab.run({
    source,
    start: "main",
    spawns: true,
    strategy: "pooled",
    workers: 1,
    timeoutMs: 1000 * Number(values.seconds),
  });
  const outcomes = outcomesOf(names, answer);
  // The time may have been needed by those before it.
  if (outcomes.length > 1 && outcomes.at(-1)[1] === "ended") outcomes.pop();
  for (const [name, how, why] of outcomes) {
    const kind = how === "ended" ? "failed" : how;
    counts[kind] += 1;
    if (kind === "failed" || kind === "skipped")
      console.log(
        `${how.padEnd(8)} ${group.file}: ${name}${why ? `: ${values.trace ? why : inShort(why)}` : ""}`,
      );
  }
  await runGroup(group, names.slice(outcomes.length));
}

try {
  for (const group of groups) {
    const names = group.names.filter((name) => !(`${group.file}: ${name}` in exceptions));
    counts.excepted += group.names.length - names.length;
    const before = { ...counts };
    await runGroup(group, names);
    const passed = counts.passed - before.passed;
    console.log(`         ${group.group}: ${passed} of ${passed + counts.failed - before.failed}`);
  }
} finally {
  await lab.close();
}
const tried = counts.passed + counts.failed;
const share = tried === 0 ? 0 : counts.passed / tried;
console.log(
  `${counts.passed} of ${tried} pass (${(100 * share).toFixed(1)}%), ${counts.skipped} are skipped by their own conditions, ${counts.excepted} exceptions, ${counts.absent} not in this CPython`,
);
process.exitCode = share >= GOAL ? 0 : 1;
