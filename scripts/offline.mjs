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
  "_next/static/**/*.{js,css}",
  "_next/static/media/*",
  "sandbox.html",
  "sandbox-offline.html",
  "embed.js",
  "icon.svg",
];

/** Cached as a whole once one of them is loaded. */
const EDITOR = ["monaco/*/*.{js,css,ttf}"];
const EDITOR_BYTES = 20e6;

/** Pages that are requested with their version as a query. */
const VERSIONED = ["sandbox.html", "sandbox-offline.html"];

/** The files to cache, each with its revision. @param {string} folder */
async function filesToKeep(folder) {
  const query = await sandboxQuery();
  const entries = await manifest(folder, KEPT);
  return Promise.all(
    entries.map(async (entry) => {
      const integrity = await integrityOf(folder, entry.url);
      return VERSIONED.includes(entry.url)
        ? { url: entry.url + query, revision: null, integrity }
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

/** The query with which our pages request the sandbox. */
async function sandboxQuery() {
  const text = await readFile(inRoot("lib/app/run/sandbox-manifest.generated.ts"), "utf8");
  const [query] = /\?v=\w+/.exec(text) ?? [];
  if (query === undefined) throw new Error("the sandbox's address has no version");
  return query;
}

/**
 * Writes sw.js. The name cannot change: browsers that have visited the site ask for it by this name.
 * @param {{ folder?: string, keep?: boolean }} [options] `keep: false` writes one that takes every older one away
 */
export async function writeServiceWorker({ folder = inRoot("out"), keep = keepsOffline() } = {}) {
  const entries = keep ? await filesToKeep(folder) : [];
  const editor = keep ? await manifest(folder, EDITOR, EDITOR_BYTES) : [];
  const list = JSON.stringify(entries);
  const script = await bundleScript(keep ? "workers/offline.ts" : "workers/no-offline.ts", {
    define: {
      __ENTRIES__: list,
      __EDITOR__: JSON.stringify(
        await Promise.all(
          editor.map(async ({ url }) => ({ url, integrity: await integrityOf(folder, url) })),
        ),
      ),
      __VERSION__: JSON.stringify(createHash("sha256").update(list).digest("hex").slice(0, 12)),
    },
  });
  await writeFile(join(folder, "sw.js"), script);
  return entries.length;
}

/** FANOUT_OFFLINE=off: a site that caches nothing. */
const keepsOffline = () => process.env.FANOUT_OFFLINE !== "off";
