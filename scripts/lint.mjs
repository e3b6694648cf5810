#!/usr/bin/env node
// `npm run lint`: Biome's formatter and linter, unused code (knip.config.js), import directions, names of strategies,
// READMEs and docs. Arguments go to Biome (`-- --write`).
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { wrongDocs } from "./check-docs.mjs";
import { wrongImports } from "./check-imports.mjs";
import { wrongReadmes } from "./check-readmes.mjs";
import { misplacedStrategyNames } from "./check-strategies.mjs";
import { generateImportRules } from "./generate/import-rules.mjs";
import { root } from "./paths.mjs";

/** Runs an installed command; what it prints is shown when it has ended. @returns {Promise<boolean>} true if it found nothing */
function finds(path, args) {
  const script = fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { cwd: root });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => output.push(part));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      process.stdout.write(Buffer.concat(output));
      resolve(status === 0);
    });
  });
}

// Biome's configuration extends what this makes.
await generateImportRules();
const knip = "knip/bin/knip.js";
const checks = [
  finds("@biomejs/biome/bin/biome", [
    "check",
    "--error-on-warnings",
    "--colors=force",
    ...process.argv.slice(2),
  ]),
  finds(knip, ["--no-config-hints"]),
  finds(knip, ["--no-config-hints", "--production", "--workspace", ".", "--include", "exports,files,types"]),
];
const lines = [...wrongImports(), ...misplacedStrategyNames(), ...wrongReadmes(), ...wrongDocs()];
for (const line of lines) console.error(line);
const clean = (await Promise.all(checks)).every(Boolean);
process.exitCode = clean && lines.length === 0 ? 0 : 1;
