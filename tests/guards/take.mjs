// Removes a guard in a copy of the built site, or says whether its place in a module is there.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashSource } from "../../scripts/csp.mjs";
import { buildPythonSandbox, buildSandbox } from "../../scripts/generate/workers.mjs";
import { inRoot } from "../../scripts/paths.mjs";

const META = /<meta http-equiv="Content-Security-Policy"[^>]*>/i;

/** Whether a test of Vitest holds a guard. @param {import("./guard.mjs").Guard} guard */
export const isUnit = ({ spec }) => /\.test\.\w+$/.test(spec);

/** Whether the place of a change in a module is there. @param {import("./guard.mjs").Cut} cut */
export const isFound = (cut) =>
  "module" in cut && readFileSync(inRoot(cut.module), "utf8").includes(cut.from);

/**
 * Removes the guard in `folder`.
 * @param {import("./guard.mjs").Guard} guard
 * @param {string} folder
 * @returns {Promise<boolean>} whether every place of it was found
 */
export async function take({ cuts }, folder) {
  const modules = cuts.filter((cut) => "module" in cut);
  // First, because rebuilding would undo a change in the built file.
  if (modules.length > 0 && !(await takeInModules(modules, folder))) return false;
  return cuts.every((cut) => "module" in cut || takeInFiles(cut, folder));
}

/** The files under `folder` in which a change has its place, as they would be. @returns {[path: string, text: string][]} */
function changedFiles({ files, from, to }, folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    if (!files.test(file)) return [];
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    const without = text.replace(from, to);
    if (without === text) return [];
    return [[path, /^sandbox[\w-]*\.html$/.test(file) ? signed(without) : without]];
  });
}

function takeInFiles(cut, folder) {
  const changed = changedFiles(cut, folder);
  for (const [path, text] of changed) writeFileSync(path, text);
  return changed.length > 0;
}

/**
 * What is left of each guard in the site in `folder`, without a browser.
 * @param {readonly import("./guard.mjs").Guard[]} guards
 * @param {string} folder
 * @returns {readonly string[]} names of guards of whose places one was not found
 */
export const withoutPlace = (guards, folder) =>
  guards
    .filter(({ cuts }) => cuts.some((cut) => "files" in cut && changedFiles(cut, folder).length === 0))
    .map(({ name }) => name);

/** The sandbox's policy names its script by hash: a changed script would not run. */
const signed = (html) => {
  const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
  return html.replace(/'sha256-[^']+'/, () => hashSource(script));
};

/** Builds the sandbox's page with some modules changed. */
async function takeInModules(cuts, folder) {
  const texts = new Map();
  for (const { module, from, to } of cuts) {
    const path = inRoot(module);
    const text = texts.get(path) ?? readFileSync(path, "utf8");
    if (!text.includes(from)) return false;
    texts.set(
      path,
      text.replace(from, () => to),
    );
  }
  const used = new Set();
  const plugin = {
    name: "take",
    setup: (build) =>
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = texts.get(path);
        if (contents === undefined) return undefined;
        used.add(path);
        return { contents, loader: "ts" };
      }),
  };
  const { page, coordinator } = await buildSandbox({ plugins: [plugin] });
  const python = await buildPythonSandbox(coordinator, { plugins: [plugin] });
  if (![page, python].every((text) => META.test(text)))
    throw new Error("the sandbox was built without its policy");
  writeFileSync(join(folder, "sandbox.html"), page);
  writeFileSync(join(folder, "sandbox-python.html"), python);
  return used.size === texts.size;
}
