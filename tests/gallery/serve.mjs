import { readFile } from "node:fs/promises";
import { mimeType } from "../../scripts/mime.mjs";
import { SITE } from "./build.mjs";

export const ORIGIN = "http://gallery.test";

/**
 * Answers a page's requests with the gallery's files; no server, no port.
 * @param {import("@playwright/test").Page} page
 * @param {string} [folder] that it was built into
 */
export async function serveGallery(page, folder = SITE) {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = pathname === "/" ? "/index.html" : pathname;
    const body = await readFile(folder + file).catch(() => undefined);
    await route.fulfill(body ? { body, contentType: mimeType(file) } : { status: 404 });
  });
}

/** @param {string} scene @param {"light" | "dark"} [theme] */
export const sceneUrl = (scene, theme = "light") => `${ORIGIN}/?scene=${scene}&theme=${theme}`;
