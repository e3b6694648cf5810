// generated/python/<version>-<hash>/: Python for workers, and lib/app/python/python-manifest.generated.ts, which names it. Pyodide's
// files, our own modules as JSON, and memory to start from. All are gzip, because not every host compresses what it serves.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { filesUnder, hashOf } from "../hash.mjs";
import { inRoot } from "../paths.mjs";
import { run } from "../run.mjs";
import { limitMemory } from "./limit-memory.mjs";
import { patchRuntime } from "./patch-runtime.mjs";
import { writeIfChanged } from "./write.mjs";

/** What a worker loads of Pyodide, by our names. Its package lists (pyodide-lock.json) name files that we do not serve. */
const PYODIDE_FILES = {
  loader: "pyodide.mjs",
  runtime: "pyodide.asm.mjs",
  wasm: "pyodide.asm.wasm",
  stdlib: "python_stdlib.zip",
};
/** Memory to start from, where the browser has stack switching (JSPI) and where it has not. */
const SNAPSHOTS = { with: "snapshot-switching", without: "snapshot-plain" };

/** The most memory of a worker's Python. */
const MEMORY_MIB = 512;
const PAGES_PER_MIB = 16;

const SOURCES = "lib/python";
const MANIFEST = "lib/app/python/python-manifest.generated.ts";
/** What a snapshot depends on, besides Pyodide and our modules. */
const MAKERS = [
  "scripts/generate/python.mjs",
  "scripts/generate/python-snapshot.mjs",
  "scripts/generate/limit-memory.mjs",
  "scripts/generate/patch-runtime.mjs",
  "lib/runner/python/snapshot.ts",
  "lib/runner/python/interpreter.ts",
];

/** Our modules, by their path under lib/python, without their tests. */
async function pythonModules() {
  const files = filesUnder([SOURCES]).filter((file) => /\.py$/.test(file) && !/\/tests?\//.test(file));
  const texts = await Promise.all(files.map((file) => readFile(inRoot(file), "utf8")));
  return Object.fromEntries(files.map((file, i) => [file.slice(SOURCES.length + 1), texts[i]]));
}

/** Makes what Python needs, unless it is there. */
export async function generatePython() {
  const { version } = JSON.parse(await readFile(inRoot("node_modules/pyodide/package.json"), "utf8"));
  const modules = JSON.stringify(await pythonModules());
  const inputs = Object.values(PYODIDE_FILES).map((file) => `node_modules/pyodide/${file}`);
  const name = `${version}-${hashOf([...inputs, ...MAKERS], [modules]).slice(0, 8)}`;
  const folder = inRoot("generated/python", name);
  const isThere = existsSync(folder);
  if (!isThere) await make(folder, modules);
  await writeIfChanged(MANIFEST, await manifestOf(name, folder));
  return isThere ? "unchanged" : `made generated/python/${name}`;
}

/** A file of Pyodide's, as it is served. */
function changed(name, bytes) {
  if (name === "wasm") return limitMemory(bytes, MEMORY_MIB * PAGES_PER_MIB);
  return name === "runtime" ? patchRuntime(bytes.toString()) : bytes;
}

async function make(folder, modules) {
  const draft = inRoot(".cache", `python-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const write = async (name, bytes) =>
    writeFile(`${draft}/${name}.bin`, await promisify(gzip)(bytes, { level: 9 }));
  await writeFile(`${draft}/modules.json`, modules);
  await Promise.all([
    ...Object.entries(PYODIDE_FILES).map(async ([name, file]) => {
      const bytes = await readFile(inRoot("node_modules/pyodide", file));
      await write(name, changed(name, bytes));
    }),
    write("modules", modules),
    ...Object.entries(SNAPSHOTS).map(async ([switching, name]) => {
      const file = `${draft}/${name}`;
      const script = inRoot("scripts/generate/python-snapshot.mjs");
      // Python's time zone is the reader's, and set when a worker starts.
      const options = { env: { TZ: "UTC" } };
      const code = await run(process.execPath, [script, switching, file, `${draft}/modules.json`], options);
      if (code !== 0) throw new Error("Python could not be started to take its memory");
      await write(name, await readFile(file));
      await rm(file);
    }),
  ]);
  await rm(`${draft}/modules.json`);

  await mkdir(inRoot("generated/python"), { recursive: true });
  for (const old of await readdir(inRoot("generated/python")))
    await rm(inRoot("generated/python", old), { recursive: true });
  await rename(draft, folder).catch(async (error) => {
    // Another process has made the same.
    await rm(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
}

async function manifestOf(name, folder) {
  const files = await Promise.all(
    (await readdir(folder)).sort().map(async (file) => {
      const path = `${folder}/${file}`;
      const digest = createHash("sha256")
        .update(await readFile(path))
        .digest("base64");
      return `  "${file.replace(".bin", "")}": { bytes: ${(await stat(path)).size}, integrity: "sha256-${digest}" },\n`;
    }),
  );
  return `/** Where Python's files are: generated/python. */
export const PYTHON_FOLDER = "/python/${name}";
/** All files in it, each with ".bin" after its name. */
export const PYTHON_FILES = {
${files.join("")}} as const;
`;
}
