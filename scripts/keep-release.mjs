#!/usr/bin/env node
// Run `node scripts/keep-release.mjs` at a release: it puts the release's embed.js into tests/corpus/scripts, and every later
// version is tested with it, because sites that have bundled or copied it use it for years.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { bundleEmbed } from "./embed.mjs";
import { inRoot } from "./paths.mjs";

const { version } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
const path = `tests/corpus/scripts/embed-${version}.js`;
const script = await bundleEmbed();
if (existsSync(inRoot(path)) && readFileSync(inRoot(path), "utf8") !== script) {
  console.error(
    `${path} exists with other content. Released scripts do not change: raise the version first.`,
  );
  process.exit(1);
}
mkdirSync(inRoot("tests/corpus/scripts"), { recursive: true });
writeFileSync(inRoot(path), script);
console.log(path);
