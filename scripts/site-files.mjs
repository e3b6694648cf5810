// sitemap.xml, and its line in robots.txt, if the site's address is known: FANOUT_URL (docs/hosting.md).
import { appendFileSync, writeFileSync } from "node:fs";
import { filesUnder } from "./hash.mjs";
import { inRoot } from "./paths.mjs";

/** Pages that search engines should not list. */
const NOT_LISTED = [/^404/, /^_not-found\//, /^embed\//];

/**
 * The site's address, with a trailing slash; undefined if it is not set.
 * @throws {Error} if it is not a web address, or its path is not the base path
 */
export function siteUrl({ FANOUT_URL, FANOUT_BASE_PATH = "" } = process.env) {
  if (!FANOUT_URL) return undefined;
  const url = URL.canParse(FANOUT_URL) ? new URL(FANOUT_URL) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new Error(
      `FANOUT_URL is "${FANOUT_URL}"; it should be an address such as https://example.org/fanout/.`,
    );
  }
  const path = url.pathname.replace(/\/+$/, "");
  if (path !== FANOUT_BASE_PATH) {
    throw new Error(
      `FANOUT_URL ends in "${path}/" and FANOUT_BASE_PATH is "${FANOUT_BASE_PATH}": they must be the same path.`,
    );
  }
  return `${url.origin}${path}/`;
}

/** @param {string} url of the site @param {readonly string[]} pages below it */
const sitemap = (url, pages) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.map((page) => `  <url><loc>${url}${page}</loc></url>\n`).join("")}</urlset>
`;

/** Folders of out/ with a page to list: "" is the start page. */
function listedPages() {
  return filesUnder(["out"])
    .map((file) => file.slice("out/".length))
    .filter((file) => file.endsWith("index.html"))
    .map((file) => file.slice(0, -"index.html".length))
    .filter((page) => !NOT_LISTED.some((pattern) => pattern.test(page)));
}

export function writeSiteFiles() {
  const url = siteUrl();
  if (!url) return;
  appendFileSync(inRoot("out/robots.txt"), `\nSitemap: ${url}sitemap.xml\n`);
  writeFileSync(inRoot("out/sitemap.xml"), sitemap(url, listedPages()));
}
