#!/usr/bin/env node
// `npm run python:lint`: formats (`-- --fix`), lints and type-checks lib/python with ruff and basedpyright. It needs Python 3 with
// pip, and installs both tools into .cache/python-tools. Nothing else needs it.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "./install.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";

const TOOLS = ["ruff==0.17.6", "basedpyright==1.40.2"];

const home = inRoot(".cache/python-tools");
const bin = (name) => join(home, process.platform === "win32" ? "Scripts" : "bin", name);
const stamp = join(home, `${TOOLS.join("-")}.installed`);

if (!existsSync(stamp)) {
  await runQuietly(inRoot("."), process.env.PYTHON ?? "python3", ["-m", "venv", home]);
  await runQuietly(inRoot("."), bin("pip"), ["install", "--quiet", ...TOOLS]);
  writeFileSync(stamp, "");
}

const fix = process.argv.includes("--fix");
const folder = inRoot("lib/python");
const codes = [
  await run(bin("ruff"), ["format", ...(fix ? [] : ["--check"]), folder]),
  await run(bin("ruff"), ["check", ...(fix ? ["--fix"] : []), folder]),
  await run(bin("basedpyright"), ["--project", folder]),
];
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
