// generated/pyright/<version>-<hash>/: basedpyright's browser build, without what no program here can use.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { bundleScript } from "../bundle.mjs";
import { filesUnder, hashOf } from "../hash.mjs";
import { inRoot } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

const PACKAGE = "node_modules/browser-basedpyright";
const SCRIPT = "pyright.worker.js";
const INPUTS = ["scripts/pyright", "scripts/generate/pyright.mjs", "lib/model/locked-names.ts"];

/** Makes the worker unless one of the same inputs exists, and writes where it is. */
export async function generatePyright() {
  const { version } = JSON.parse(await readFile(inRoot(PACKAGE, "package.json"), "utf8"));
  const name = `${version}-${hashOf(filesUnder(INPUTS), [version]).slice(0, 8)}`;
  const isNew = !existsSync(inRoot("generated/pyright", name));
  if (isNew) await writeInto(name);
  await writeIfChanged(
    "lib/app/editor/pyright-manifest.generated.ts",
    `/** The worker that knows Python: basedpyright. */
export const PYRIGHT_WORKER = "/pyright/${name}/${SCRIPT}";
`,
  );
  return isNew ? `generated/pyright/${name}` : "unchanged";
}

/** Writes into a temporary folder and renames it, so that nobody reads half of it. */
async function writeInto(name) {
  const [seal, script] = await Promise.all([
    bundleScript("scripts/pyright/seal.ts"),
    readFile(inRoot(PACKAGE, "dist", SCRIPT), "utf8"),
  ]);
  const draft = inRoot(".cache", `pyright-${process.pid}`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await writeFile(`${draft}/${SCRIPT}`, `${seal}${await cut(script)}`);
  const home = inRoot("generated/pyright");
  await mkdir(home, { recursive: true });
  for (const old of await readdir(home)) await rm(inRoot("generated/pyright", old), { recursive: true });
  await rename(draft, inRoot("generated/pyright", name)).catch(async (error) => {
    // Another process has made the same one.
    await rm(draft, { recursive: true });
    if (!existsSync(inRoot("generated/pyright", name))) throw error;
  });
}

/** Its own code without messages in other languages, types of what a program cannot import, and a second worker. */
async function cut(script) {
  const { parseExpressionAt } = await import("acorn");
  const start = script.indexOf('{"/typeshed/');
  if (start < 0) throw new Error("basedpyright holds its types in another way");
  const { properties, end } = parseExpressionAt(script, start, { ecmaVersion: "latest" });
  const files = new Map(properties.map(({ key, value }) => [key.value, value.value]));
  await addLibraries(files);
  const removed = removedModules(files.get(VERSIONS));
  const kept = [...files].filter(([path]) => isNeeded(path, removed));
  const code = inOneThread(englishOnly(`${script.slice(0, start)}${TYPES}${script.slice(end)}`));
  return code
    .replace(TYPES, () => JSON.stringify(Object.fromEntries(kept)))
    .replace(/\/\/# sourceMappingURL=.*\n?$/, "");
}

const VERSIONS = "/typeshed/stdlib/VERSIONS";
const LIBRARIES = "scripts/pyright";

/** Types of the libraries in lib/python, which are found as those of the standard library are. */
async function addLibraries(files) {
  const libraries = new Set();
  for (const file of filesUnder([LIBRARIES]).filter((path) => path.endsWith(".pyi"))) {
    const name = file.slice(LIBRARIES.length + 1);
    files.set(`/typeshed/stdlib/${name}`, await readFile(inRoot(file), "utf8"));
    libraries.add(name.split("/")[0].replace(".pyi", ""));
  }
  for (const name of libraries) files.set(VERSIONS, `${files.get(VERSIONS)}\n${name}: 3.0-\n`);
}

const TYPES = "__FANOUT_TYPES__";

/** Modules of the standard library that Pyodide leaves out because they need a screen, a terminal, an installation or Windows. */
const LEFT_OUT = new Set(
  (
    "_curses _curses_panel _dbm _gdbm _msi _osx_support _tkinter _winapi curses dbm ensurepip idlelib msvcrt nt tkinter " +
    "turtle turtledemo venv winreg winsound"
  ).split(" "),
);

/** Modules that ended before the version of Python that programs run in. @param {string} versions typeshed's list */
function removedModules(versions) {
  const ended = [...versions.matchAll(/^([\w.]+): 3\.\d+-3\.(\d+)/gm)];
  return new Set(ended.filter(([, , last]) => Number(last) < PYTHON_MINOR).map(([, name]) => name));
}

/** Of Pyodide's Python, 3.14. */
const PYTHON_MINOR = 14;

function isNeeded(path, removed) {
  const [, module] = /^\/typeshed\/stdlib\/(.+?)(?:\/__init__)?\.pyi$/.exec(path) ?? [];
  if (module === undefined) return path === VERSIONS;
  const parts = module.split("/");
  const names = parts.map((_, at) => parts.slice(0, at + 1).join("."));
  return !LEFT_OUT.has(names[0]) && !names.some((name) => removed.has(name));
}

/** Empties the messages in other languages. The English ones are those with comments for translators, which go too. */
const englishOnly = (code) =>
  replaceAtLeastOnce(code, /JSON\.parse\(('\{"CodeAction":(?:[^'\\]|\\.)*')\)/g, (_, literal) => {
    const messages = JSON.parse(new Function(`return ${literal}`)());
    return messages.CodeAction.createTypeStub.message ? JSON.stringify(plain(messages)) : "{}";
  });

const plain = (messages) =>
  typeof messages === "string"
    ? messages
    : "message" in messages
      ? messages.message
      : Object.fromEntries(Object.entries(messages).map(([name, value]) => [name, plain(value)]));

/** It would check in a worker of its own, with a copy of all types. It is in one already, and programs are short. */
const inOneThread = (code) =>
  replaceAtLeastOnce(
    code,
    /createBackgroundAnalysis\(\w+,\w+\)\{const \w+=new \w+\(\w+,this\.serviceProvider\);return[^{}]*\}/,
    () => "createBackgroundAnalysis(){}",
  );

function replaceAtLeastOnce(text, pattern, replacement) {
  const replaced = text.replace(pattern, replacement);
  if (replaced === text) throw new Error(`basedpyright has nothing like ${pattern}`);
  return replaced;
}
