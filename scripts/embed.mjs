#!/usr/bin/env node
// public/embed.js, the host's side of the embed, and its types. `node scripts/embed.mjs`, and a step of `npm run generate`.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { writeIfChanged } from "./generate/write.mjs";
import { inRoot, isMain, root } from "./paths.mjs";

/** One classic script that any page can load: `document.currentScript` tells it where it came from. */
export async function bundleEmbed() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [inRoot("lib/embed/embed.ts")],
    absWorkingDir: root,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    write: false,
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** Writes both files. @returns {Promise<string>} what was made */
export async function generateEmbed() {
  const script = await bundleEmbed();
  await writeIfChanged("public/embed.js", script);
  await writeIfChanged("public/embed.d.ts", await readFile(inRoot("lib/embed/api.ts"), "utf8"));
  return `${script.length} bytes, ${gzipSync(script, { level: 9 }).length} compressed`;
}

if (isMain(import.meta)) console.log(await generateEmbed());
