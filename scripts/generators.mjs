#!/usr/bin/env node
// The documentation sites under tests/generators. `npm run test:generators [site]` builds and drives all of them, or one.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesUnder, hashOf } from "./hash.mjs";
import { installIn, runQuietly } from "./install.mjs";
import { inRoot, isMain } from "./paths.mjs";
import { setup } from "./setup.mjs";

/** The generator's command that makes a site, without the folder that it goes to; a site without one is copied. */
const generators = {
  html: undefined,
  vitepress: ["vitepress/bin/vitepress.js", "build", "--outDir"],
  docusaurus: ["@docusaurus/core/bin/docusaurus.mjs", "build", "--out-dir"],
};

/** Everything that is made lies under the `.cache` folders, and no generator asks for news of itself. */
const quiet = {
  DOCUSAURUS_GENERATED_FILES_DIR_NAME: ".cache/docusaurus",
  NO_UPDATE_NOTIFIER: "1",
  BROWSERSLIST_IGNORE_OLD_DATA: "1",
};

/**
 * Builds a site that embeds the Fanout at `fanoutUrl`, with its generator's packages installed where they are missing.
 * @param {keyof typeof generators} name
 * @param {string} fanoutUrl where Fanout is served, with a trailing slash
 * @returns {Promise<{ folder: string, installedMs?: number, builtMs?: number }>} `folder` is to be served at the root of
 *   a host; the times are missing where what was there is up to date. Rejects with the last lines of the generator.
 */
export async function buildSite(name, fanoutUrl) {
  const source = inRoot("tests/generators", name);
  const folder = inRoot(".cache/generators", name);
  const stamp = `${folder}.hash`;
  const installedMs = await installIn(source);
  const parts = readdirSync(source).filter((part) => part !== "node_modules" && part !== ".cache");
  const hash = hashOf(filesUnder(parts.map((part) => `tests/generators/${name}/${part}`)), [fanoutUrl]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return { folder, installedMs };

  const start = performance.now();
  for (const old of [stamp, folder]) rmSync(old, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [script, ...args] = generators[name] ?? [];
  if (script) {
    const env = { FANOUT_URL: fanoutUrl, NODE_ENV: "production", ...quiet };
    await runQuietly(source, process.execPath, [join(source, "node_modules", script), ...args, folder], env);
  } else {
    cpSync(source, folder, { recursive: true });
    for (const page of readdirSync(folder).filter((file) => file.endsWith(".html"))) {
      const text = readFileSync(join(folder, page), "utf8");
      writeFileSync(join(folder, page), text.replaceAll("%FANOUT_URL%", fanoutUrl));
    }
  }
  writeFileSync(stamp, hash);
  return { folder, installedMs, builtMs: performance.now() - start };
}

if (isMain(import.meta)) {
  await setup();
  const { buildIfChanged } = await import("./build.mjs");
  const { runBin } = await import("./run.mjs");
  const { closingLine, playwrightCounts } = await import("./counts.mjs");
  const report = inRoot(".cache/playwright.json");
  rmSync(report, { force: true });
  await buildIfChanged();
  const only = process.argv.slice(2).map((name) => `tests/generators/${name}.spec.ts`);
  process.exitCode = await runBin(
    "@playwright/test",
    "playwright",
    ["test", "--project=generators", ...only],
    {
      env: { FANOUT_GENERATORS: "all", FANOUT_SLOW: "all" },
      limitMs: 20 * 60_000,
    },
  );
  console.log(`\n${closingLine([playwrightCounts(report)])}`);
}
