#!/usr/bin/env node
// `npm run lint`: Biome's formatter and linter, then the import directions. Arguments go to Biome (`-- --write`).
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { wrongImports } from "./check-imports.mjs";

const biome = fileURLToPath(new URL("../node_modules/@biomejs/biome/bin/biome", import.meta.url));
const args = process.argv.slice(2);
const checked = spawnSync(process.execPath, [biome, "check", "--error-on-warnings", ...args], {
  stdio: "inherit",
});

const wrong = wrongImports();
for (const line of wrong) console.error(line);
if (wrong.length > 0)
  console.error(`${wrong.length} wrong imports: the directions stand in scripts/layers.mjs`);
process.exitCode = checked.status !== 0 || wrong.length > 0 ? 1 : 0;
