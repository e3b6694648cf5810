#!/usr/bin/env node
// `npm run bench:python`: the benchmark's Python programs in Fanout, in Chromium, and in CPython's own multiprocessing on this machine,
// which needs python3 (or PYTHON). Prints both.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { figureOf, openPythonBench } from "../bench/python.mjs";
import { columns, digits } from "../bench/table.mjs";
import { generate } from "./generate.mjs";
import { inRoot } from "./paths.mjs";

const PYTHON = process.env.PYTHON ?? "python3";
/** What each program prints, by its name under bench/programs/python. */
const PROGRAMS = {
  apply: "pool.apply, ms",
  "put-get": "Queue.put and get, ms",
  squares: "100,000 squares through Pool(2), ms",
  items: "items of 1 ms in a pool of one, × a loop",
};

const run = promisify(execFile);

async function inCPython(name) {
  const { stdout } = await run(PYTHON, [inRoot("bench/programs/python", `${name}.py`)]);
  return figureOf(name, stdout.trim().split("\n"));
}

await generate();
const { stdout: version } = await run(PYTHON, ["--version"]);
const bench = await openPythonBench();
try {
  const rows = [["", "Fanout", version.trim()]];
  for (const [name, what] of Object.entries(PROGRAMS))
    rows.push([what, digits(await bench.figure(name)), digits(await inCPython(name))]);
  console.log(columns(rows, [1, 2]).join("\n"));
} finally {
  await bench.close();
}
