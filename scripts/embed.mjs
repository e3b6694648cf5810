#!/usr/bin/env node
// generated/embed.js, the host's side of the embed, and its types. A step of `npm run generate`.
import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { bundleScript } from "./bundle.mjs";
import { writeIfChanged } from "./generate/write.mjs";
import { inRoot, isMain } from "./paths.mjs";

/** One script that any page can load. It finds its own address through `document.currentScript`. */
export const bundleEmbed = () => bundleScript("lib/embed/embed.ts");

/**
 * A name that only this content has, and its hash for the attribute `integrity`.
 * @param {string} script
 * @param {string} version
 */
export function pinned(script, version) {
  const hash = createHash("sha256").update(script).digest("hex").slice(0, 8);
  const integrity = `sha384-${createHash("sha384").update(script).digest("base64")}`;
  return { name: `embed-${version}-${hash}.js`, integrity };
}

/** Released scripts stay where pages have pinned them. That of 0.1.0 finds its site under the name embed.js only. */
async function releases() {
  const folder = inRoot("tests/corpus/scripts");
  const names = (await readdir(folder)).filter((name) => /^embed-[\d.]+\.js$/.test(name));
  const kept = names.map((name) => name.slice("embed-".length, -".js".length));
  return Promise.all(
    kept
      .filter((version) => version !== "0.1.0")
      .map(async (version) => ({
        version,
        script: await readFile(inRoot("tests/corpus/scripts", `embed-${version}.js`), "utf8"),
      })),
  );
}

/** Of this build. @param {string} [script] */
export async function pinnedNow(script) {
  const { version } = JSON.parse(await readFile(inRoot("package.json"), "utf8"));
  return pinned(script ?? (await bundleEmbed()), version);
}

/** Writes the script under its own name and under the pinned ones, and its types. @returns {Promise<string>} what was made */
export async function generateEmbed() {
  const script = await bundleEmbed();
  await writeIfChanged("generated/embed.js", script);
  const files = new Map([[(await pinnedNow(script)).name, script]]);
  for (const { version, script: old } of await releases()) files.set(pinned(old, version).name, old);
  for (const name of await readdir(inRoot("generated")))
    if (/^embed-[\d.]+-[\da-f]{8}\.js$/.test(name) && !files.has(name)) await rm(inRoot("generated", name));
  for (const [name, text] of files) await writeIfChanged(`generated/${name}`, text);
  await writeIfChanged("generated/embed.d.ts", await readFile(inRoot("lib/embed/api.ts"), "utf8"));
  return `${script.length} bytes, ${gzipSync(script, { level: 9 }).length} compressed`;
}

if (isMain(import.meta)) console.log(await generateEmbed());
