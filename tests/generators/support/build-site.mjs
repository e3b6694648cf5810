import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesUnder, hashOf } from "../../../scripts/hash.mjs";
import { installIn, runQuietly } from "../../../scripts/install.mjs";
import { inRoot } from "../../../scripts/paths.mjs";

/** The generator's build command, without the output folder, in node_modules or in the site; a site without one is copied. */
const generators = {
  html: undefined,
  markdown: ["../build.mjs"],
  vitepress: ["vitepress/bin/vitepress.js", "build", "--outDir"],
  docusaurus: ["@docusaurus/core/bin/docusaurus.mjs", "build", "--out-dir"],
};

/** Output goes into `.cache` folders, and no generator checks for updates of itself. */
const quiet = {
  DOCUSAURUS_GENERATED_FILES_DIR_NAME: ".cache/docusaurus",
  NO_UPDATE_NOTIFIER: "1",
  BROWSERSLIST_IGNORE_OLD_DATA: "1",
};

/**
 * Builds a site that embeds the Fanout at `fanoutUrl`. Installs its generator's packages if they are missing.
 * @param {keyof typeof generators} name
 * @param {string} fanoutUrl where Fanout is served, with a trailing slash
 * @returns {Promise<{ folder: string, installedMs?: number, builtMs?: number }>} `folder` is to be served at the root of
 *   a host; a time is undefined if nothing had to be done. Rejects with the generator's last lines.
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
