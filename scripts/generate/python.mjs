// generated/python/<version>-<hash>/: Python for workers. Pyodide's files as they are, and our own modules as one JSON file.
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { filesUnder, hashOf } from "../hash.mjs";
import { inRoot } from "../paths.mjs";

/** What a worker loads of Pyodide. Its package lists (pyodide-lock.json) name files that we do not serve. */
const PYODIDE_FILES = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];

const SOURCES = "lib/python";

/** Our modules, by their path under lib/python, without their tests. */
async function pythonModules() {
  const files = filesUnder([SOURCES]).filter((file) => /\.pyi?$/.test(file) && !/\/tests?\//.test(file));
  const texts = await Promise.all(files.map((file) => readFile(inRoot(file), "utf8")));
  return Object.fromEntries(files.map((file, i) => [file.slice(SOURCES.length + 1), texts[i]]));
}

/** Copies what Python needs, unless it is there. */
export async function generatePython() {
  const { version } = JSON.parse(await readFile(inRoot("node_modules/pyodide/package.json"), "utf8"));
  const modules = JSON.stringify(await pythonModules());
  const inputs = PYODIDE_FILES.map((file) => `node_modules/pyodide/${file}`);
  const name = `${version}-${hashOf(inputs, [modules]).slice(0, 8)}`;
  if (existsSync(inRoot("generated/python", name))) return "unchanged";
  const draft = inRoot(".cache", `python-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  for (const file of PYODIDE_FILES) await cp(inRoot("node_modules/pyodide", file), `${draft}/${file}`);
  await writeFile(`${draft}/modules.json`, modules);

  await mkdir(inRoot("generated/python"), { recursive: true });
  for (const old of await readdir(inRoot("generated/python")))
    await rm(inRoot("generated/python", old), { recursive: true });
  await rename(draft, inRoot("generated/python", name)).catch(async (error) => {
    // Another process has made the same.
    await rm(draft, { recursive: true });
    if (!existsSync(inRoot("generated/python", name))) throw error;
  });
  return `copied into generated/python/${name}`;
}
