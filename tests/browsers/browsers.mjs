// The browsers, how to get each, and how to open it.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { withoutFeatures } from "../../scripts/browser.mjs";
import { installDebian } from "../../scripts/debian.mjs";
import { openChromium } from "./drivers/chromium.mjs";
import { openFirefox } from "./drivers/firefox.mjs";
import { openWebKit } from "./drivers/webkit.mjs";

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {"chromium" | "firefox" | "webkit"} engine
 * @property {() => Promise<import("./driver.mjs").OpenBrowser>} open rejects with the reason if it is not available
 */

/** As Chromium runs on desktops. A headless shell does so only if it is told to. */
const siteIsolation = ["--site-per-process", withoutFeatures()];

/** As Chromium runs on phones and with little memory: frames of other sites and the sandbox share the page's process. */
const oneProcess = [
  "--disable-site-isolation-trials",
  withoutFeatures(["IsolateOrigins", "site-per-process", "IsolateSandboxedIframes"]),
];

/** @type {readonly Browser[]} */
export const browsers = [
  { name: "Chromium", engine: "chromium", open: () => openChromium(siteIsolation) },
  { name: "Chromium, one process", engine: "chromium", open: () => openChromium(oneProcess) },
  {
    name: "Firefox",
    engine: "firefox",
    open: async () => openFirefox(needed(["firefox-esr"], firefox, "Firefox")),
  },
  {
    name: "WebKitGTK",
    engine: "webkit",
    open: async () => openWebKit(needed(["webkit2gtk-driver", "xvfb"], webKit, "WebKitWebDriver and Xvfb")),
  },
];

/** What `find` returns, after an installation if necessary. */
function needed(packages, find, what) {
  const there = find();
  if (there) return there;
  const reason = installDebian(packages);
  const found = find();
  if (found) return found;
  throw new Error(`${what} not found, and not installed: ${reason ?? "Debian has it elsewhere"}`);
}

const first = (paths) => paths.find((path) => existsSync(path));

const firefox = () => first(["/usr/bin/firefox-esr", "/usr/bin/firefox"]);

function webKit() {
  const driver = first(["/usr/bin/WebKitWebDriver"]);
  const screen = first(["/usr/bin/Xvfb"]);
  const browser = first(librariesOf("webkit2gtk-4.1").map((folder) => join(folder, "MiniBrowser")));
  return driver && screen && browser ? { driver, screen, browser } : undefined;
}

/** Debian keeps libraries in a folder named for the machine. */
const librariesOf = (name) => readdirSync("/usr/lib").map((folder) => join("/usr/lib", folder, name));
