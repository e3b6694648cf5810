import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { SITE } from "./build.mjs";

export const ORIGIN = "http://gallery.test";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Answers a page's requests with the gallery's files; no server, no port. @param {import("@playwright/test").Page} page */
export async function serveGallery(page) {
  await page.route(`${ORIGIN}/**`, async (route) => {
    // A worker is named by its source, two folders up; the bundle has all files in one.
    const path = new URL(route.request().url()).pathname.replace(/^.*\//, "");
    const name = path.replace(/\.ts$/, ".js") || "index.html";
    const body = await readFile(`${SITE}/${name}`).catch(() => null);
    const contentType = TYPES[extname(name)] ?? "text/plain";
    await route.fulfill(body ? { body, contentType } : { status: 404 });
  });
}

/** @param {string} scene @param {"light" | "dark"} [theme] */
export const sceneUrl = (scene, theme = "light") => `${ORIGIN}/?scene=${scene}&theme=${theme}`;
