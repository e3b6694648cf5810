// Holds the import directions of layers.mjs, as a step of `npm run lint`.
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { filesUnder } from "./hash.mjs";
import { importsOf } from "./imports.mjs";
import { innerFolders, layers, testFiles, testPackages, uiPackages } from "./layers.mjs";
import { inRoot } from "./paths.mjs";

const within = (path, folder) => path === folder || path.startsWith(`${folder}/`);
const layerOf = (path) => Object.keys(layers).find((folder) => within(path, folder));
const packageOf = (specifier) => /^(?:@[^/]*\/)?[^/]*/.exec(specifier)[0];

/**
 * Why a file may not import this, or undefined if it may.
 * @param {string} file path from the root, with slashes
 * @param {import("./imports.mjs").Import} use
 * @returns {string | undefined}
 */
export function refusal(file, { specifier, typeOnly }) {
  const folder = layerOf(file);
  if (folder === undefined) return "this file lies in no folder of scripts/layers.mjs";
  const isTest = testFiles.test(file);
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(file), specifier);
    if (!within(target, folder)) return `"${specifier}" leaves ${folder}: write "@/${target}"`;
    return folderRefusal(folder, target, typeOnly, isTest);
  }
  if (specifier.startsWith("@/")) return folderRefusal(folder, specifier.slice(2), typeOnly, isTest);
  return packageRefusal(folder, specifier, typeOnly, isTest);
}

function folderRefusal(folder, target, typeOnly, isTest) {
  const { imports = [], types = [] } = layers[folder];
  if (isTest && (within(target, "lib") || within(target, "tests/support"))) return undefined;
  if (testFiles.test(target)) return isTest ? undefined : `only tests may import ${target}`;
  const inner = Object.keys(innerFolders).find((name) => within(target, name));
  if (inner && !innerFolders[inner].includes(folder))
    return `only ${innerFolders[inner]} may import ${inner}`;
  if ([folder, ...imports].some((allowed) => within(target, allowed))) return undefined;
  if (!types.some((allowed) => within(target, allowed))) return `${folder} may not import ${target}`;
  return typeOnly ? undefined : `${folder} may import types of ${target} only: write "import type"`;
}

function packageRefusal(folder, specifier, typeOnly, isTest) {
  const layer = layers[folder];
  if (isBuiltin(specifier))
    return isTest || layer.builtins ? undefined : `"${specifier}" exists in Node only`;
  if (specifier === "fanout") return isTest ? undefined : fanoutRefusal(folder, layer, typeOnly);
  const name = packageOf(specifier);
  if (isTest && testPackages.includes(name)) return undefined;
  if (layer.packages) return layer.packages.includes(name) ? undefined : `${folder} may not import "${name}"`;
  return uiPackages.includes(name) && !layer.ui
    ? `${folder} may not import "${name}": it draws a page`
    : undefined;
}

/** "fanout" is what programs import; to our own code it names the types of lib/sdk/fanout.d.ts. */
function fanoutRefusal(folder, layer, typeOnly) {
  const seesSdk = [folder, ...(layer.imports ?? []), ...(layer.types ?? [])].some((name) =>
    within("lib/sdk", name),
  );
  if (layer.programs || (typeOnly && seesSdk)) return undefined;
  return seesSdk
    ? 'write "import type": only programs import "fanout" itself'
    : `${folder} may not import "fanout"`;
}

/** @returns {string[]} `file:line message` for every wrong import of the tree */
export function wrongImports() {
  return sources().flatMap((file) =>
    importsOf(readFileSync(inRoot(file), "utf8"), file.endsWith("x")).flatMap((use) => {
      const reason = refusal(file, use);
      return reason ? [`${file}:${use.line} ${reason}`] : [];
    }),
  );
}

/** @returns {string[]} the site's TypeScript, as paths from the root */
export const sources = () =>
  filesUnder(["lib", "workers", "components", "app"]).filter(
    (name) => /\.tsx?$/.test(name) && !name.endsWith(".generated.ts"),
  );
