#!/usr/bin/env node
// At a release, `node scripts/keep-release.mjs`: puts that release's embed.js into tests/corpus/scripts, where every later
// version is tried with it. Whoever has bundled or copied it into a site of their own goes on using it for years.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { bundleEmbed } from "./embed.mjs";
import { inRoot } from "./paths.mjs";

const { version } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
const path = `tests/corpus/scripts/embed-${version}.js`;
const script = await bundleEmbed();
if (existsSync(inRoot(path)) && readFileSync(inRoot(path), "utf8") !== script) {
  console.error(
    `${path} is there and says something else. What was released is not changed: raise the version first.`,
  );
  process.exit(1);
}
mkdirSync(inRoot("tests/corpus/scripts"), { recursive: true });
writeFileSync(inRoot(path), script);
console.log(path);
