// Finds a Chromium for the tests: an installed one, else the one in a package, else Debian's, installed if we are root.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installDebian } from "./debian.mjs";
import { packagedBrowser, starts } from "./packaged-browser.mjs";
import { isMain } from "./paths.mjs";

/** @typedef {{ path: string, env: Record<string, string>, from: string }} Browser `env` is what it needs on top */

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];
const places = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...[process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA].flatMap(
    (folder) =>
      folder
        ? [
            join(folder, "Google/Chrome/Application/chrome.exe"),
            join(folder, "Chromium/Application/chrome.exe"),
          ]
        : [],
  ),
];

/** Command-line switches for every test browser: no traffic of its own, no first-run pages. */
const browserArgs = [
  // Chromium's own sandbox does not start as root; the pages in the tests are ours.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Chromium 142 and later asks before a page may reach this machine, and so stops attacks that our own policy must stop. */
const ASKING = ["LocalNetworkAccessChecks", "LocalNetworkAccessChecksWebSockets"];

/**
 * What Playwright's own switch is without. Of several switches the last counts. Playwright also does without a part of storage for
 * each host of a frame. Visitors' browsers have it, and without it a frame in another site's page gets no storage at all.
 */
const PLAYWRIGHTS = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "MediaRouter",
  "PaintHolding",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

/**
 * The switch for browsers in which attacks run, against servers on this machine.
 * @param {readonly string[]} [features] others to be without
 */
export const withoutFeatures = (features = []) =>
  `--disable-features=${[...ASKING, ...PLAYWRIGHTS, ...features].join(",")}`;

/**
 * The browser to test with. CHROMIUM_PATH overrides the search.
 * @returns {Browser}
 * @throws {Error} if there is none, saying what to do
 */
export function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (starts(chosen)) return { path: chosen, env: {}, from: "CHROMIUM_PATH" };
    throw new Error(`CHROMIUM_PATH is ${chosen}, which does not start.`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = [...places, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  const path = candidates.find((candidate) => existsSync(candidate) && starts(candidate));
  if (path) return { path, env: {}, from: "installed" };
  const packaged = packagedBrowser();
  if (packaged) return packaged;
  // The last resort, on machines for which the package has no browser.
  if (installDebian(["chromium"]) === undefined && starts("/usr/bin/chromium"))
    return { path: "/usr/bin/chromium", env: {}, from: "apt" };
  throw new Error(
    "No Chromium was found. Install Chromium or Chrome, or name one: CHROMIUM_PATH=/path/to/chrome npm test",
  );
}

/**
 * How Playwright or Puppeteer starts it.
 * @param {readonly string[]} [args] switches on top
 */
export function launchOptions(args = []) {
  const { path, env } = findBrowser();
  return { executablePath: path, args: [...browserArgs, ...args], env: { ...process.env, ...env } };
}

if (isMain(import.meta)) {
  const { path, env, from } = findBrowser();
  console.log(
    [path, `(${from})`, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)].join(" "),
  );
}
