// out/sw.js: the service worker, with the list of files that it caches. Written last, when all files are final.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleScript } from "./bundle.mjs";
import { inRoot } from "./paths.mjs";

/** What pages load. Not the editor (cached for those who use it), pictures for link previews, nor Next's own data files. */
const KEPT = [
  "index.html",
  "embed/index.html",
  "learn/**/index.html",
  "reference/index.html",
  "_next/static/**/*.{js,css}",
  "_next/static/media/*",
  "sandbox.html",
  "sandbox-offline.html",
  "sandbox-offline-python.html",
  "embed.js",
  "icon.svg",
];

/** Cached as a whole once one of them is loaded, by the names in workers/offline.ts. */
const ON_USE = { editor: ["monaco/*/*.{js,css,ttf}"], pyright: ["pyright/*/*.js"] };
const ON_USE_BYTES = 20e6;

/** Pages that are requested with the version of a sandbox as a query, by the name of its address in sandbox-manifest.generated.ts. */
const VERSIONED = {
  "sandbox.html": "SANDBOX_PATH",
  "sandbox-offline.html": "SANDBOX_PATH",
  "sandbox-offline-python.html": "PYTHON_SANDBOX_PATH",
};

/** The files to cache, each with its revision. @param {string} folder */
async function filesToKeep(folder) {
  const entries = await manifest(folder, KEPT);
  return Promise.all(
    entries.map(async (entry) => {
      const integrity = await integrityOf(folder, entry.url);
      const sandbox = VERSIONED[entry.url];
      return sandbox
        ? { url: entry.url + (await queryOf(sandbox)), revision: null, integrity }
        : { ...entry, integrity };
    }),
  );
}

/** A browser then accepts no other file: not the log-in page that a network answers everything with. */
async function integrityOf(folder, url) {
  return `sha384-${createHash("sha384")
    .update(await readFile(join(folder, url)))
    .digest("base64")}`;
}

/** @param {string} folder @param {string[]} globPatterns @param {number} [maximumFileSizeToCacheInBytes] */
async function manifest(folder, globPatterns, maximumFileSizeToCacheInBytes) {
  const { getManifest } = await import("@serwist/build");
  const { manifestEntries = [], warnings } = await getManifest({
    dontCacheBustURLsMatching: /^_next\/static\//,
    globDirectory: folder,
    globPatterns,
    ...(maximumFileSizeToCacheInBytes && { maximumFileSizeToCacheInBytes }),
  });
  if (warnings.length > 0) throw new Error(`files to keep: ${warnings.join("; ")}`);
  return manifestEntries;
}

/** Files that only some visits use, each with what it must be. @param {string} folder @param {string[]} patterns */
async function checkedFiles(folder, patterns) {
  const files = await manifest(folder, patterns, ON_USE_BYTES);
  return Promise.all(files.map(async ({ url }) => ({ url, integrity: await integrityOf(folder, url) })));
}

/** The query with which our pages request a sandbox. @param {string} sandbox its address's name */
async function queryOf(sandbox) {
  const text = await readFile(inRoot("lib/app/run/sandbox-manifest.generated.ts"), "utf8");
  const [, query] = new RegExp(`const ${sandbox} = "[^?"]+(\\?v=\\w+)"`).exec(text) ?? [];
  if (query === undefined) throw new Error("the sandbox's address has no version");
  return query;
}

/**
 * Writes sw.js. The name cannot change: browsers that have visited the site ask for it by this name.
 * @param {{ folder?: string, keep?: boolean }} [options] `keep: false` writes one that takes every older one away
 */
export async function writeServiceWorker({ folder = inRoot("out"), keep = keepsOffline() } = {}) {
  const entries = keep ? await filesToKeep(folder) : [];
  const onUse = Object.entries(ON_USE).map(async ([name, patterns]) => [
    name,
    keep ? await checkedFiles(folder, patterns) : [],
  ]);
  const list = JSON.stringify(entries);
  const script = await bundleScript(keep ? "workers/offline.ts" : "workers/no-offline.ts", {
    define: {
      __ENTRIES__: list,
      __ON_USE__: JSON.stringify(Object.fromEntries(await Promise.all(onUse))),
      __VERSION__: JSON.stringify(createHash("sha256").update(list).digest("hex").slice(0, 12)),
    },
  });
  await writeFile(join(folder, "sw.js"), script);
  return entries.length;
}

/** FANOUT_OFFLINE=off: a site that caches nothing. */
const keepsOffline = () => process.env.FANOUT_OFFLINE !== "off";
