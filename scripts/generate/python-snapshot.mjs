// Run by python.mjs in a process of its own: `node python-snapshot.mjs with|without FILE MODULES`. Starts Python with our modules and writes its
// memory, for browsers with or without stack switching (JSPI), which decides what Pyodide puts where. Nothing waits while it starts,
// so stand-ins for the browser's functions leave the same memory as those do; Node has none of its own.
import { readFile, writeFile } from "node:fs/promises";
import { loadForNode } from "../bundle.mjs";

const [, , switching, file, modulesFile] = process.argv;

delete WebAssembly.Suspending;
delete WebAssembly.promising;
if (switching === "with") {
  WebAssembly.Suspending = function Suspending(wrapped) {
    return wrapped;
  };
  WebAssembly.promising =
    (wrapped) =>
    async (...args) =>
      wrapped(...args);
}

const { loadPyodide } = await import("pyodide");
const { default: createModule } = await import("pyodide/pyodide.asm.mjs");
const { packSnapshot, writeModules, importModules } = await loadForNode(
  `export { packSnapshot } from "./lib/runner/python/snapshot"; export { writeModules, importModules } from "./lib/runner/python/interpreter";`,
);

// The same in all builds: the seed of hashes, and the language of this machine's user.
const env = { HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONHASHSEED: "0" };
const python = await loadPyodide({ env, _makeSnapshot: true });
writeModules(python, JSON.parse(await readFile(modulesFile, "utf8")));
importModules(python, true);
python.runPython(`import os; del os.environ["PYTHONHASHSEED"]`);
const raw = python.makeMemorySnapshot();

let fresh;
await loadPyodide({
  env,
  _loadSnapshot: raw,
  createPyodideModule: async (settings) => {
    const instance = await createModule(settings);
    fresh = instance.HEAPU8.slice();
    return instance;
  },
});
await writeFile(file, packSnapshot(raw, fresh));
