import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import { importModules, type Pyodide, writeModules } from "../interpreter";
import { packSnapshot } from "../snapshot";
import { type MakeModule, startOptions } from "../start-options";

const HOME = join(import.meta.dirname, "../../../python");

/** Our modules by their path under lib/python, as the build serves them. */
export const pythonModules = Object.fromEntries(
  readdirSync(HOME, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py"))
    .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(HOME, path), "utf8")]),
);

/** A boot takes seconds of CPU, or more where many tests run. */
export const BOOT_LIMIT_MS = 120_000;

let snapshot: Promise<Uint8Array> | undefined;

async function makeSnapshot(): Promise<Uint8Array> {
  const first = await loadPyodide({ _makeSnapshot: true });
  writeModules(first as unknown as Pyodide, pythonModules);
  importModules(first as unknown as Pyodide, true);
  return packSnapshot(first.makeMemorySnapshot(), new Uint8Array());
}

/** An interpreter with our modules in Node, out of a snapshot of the first one. Node 20 has no stack switching. */
export async function bootPython(): Promise<Pyodide> {
  snapshot ??= makeSnapshot();
  const { default: make } = (await import("pyodide/pyodide.asm.mjs" as string)) as { default: MakeModule };
  const options: object = startOptions(make, await snapshot);
  return (await loadPyodide(options)) as unknown as Pyodide;
}
