#!/usr/bin/env node
// generated/embed.js, the host's side of the embed, and its types. A step of `npm run generate`.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { bundleScript } from "./bundle.mjs";
import { writeIfChanged } from "./generate/write.mjs";
import { inRoot, isMain } from "./paths.mjs";

/** One script that any page can load. It finds its own address through `document.currentScript`. */
export const bundleEmbed = () => bundleScript("lib/embed/embed.ts");

/** Writes both files. @returns {Promise<string>} what was made */
export async function generateEmbed() {
  const script = await bundleEmbed();
  await writeIfChanged("generated/embed.js", script);
  await writeIfChanged("generated/embed.d.ts", await readFile(inRoot("lib/embed/api.ts"), "utf8"));
  return `${script.length} bytes, ${gzipSync(script, { level: 9 }).length} compressed`;
}

if (isMain(import.meta)) console.log(await generateEmbed());
