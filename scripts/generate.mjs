#!/usr/bin/env node
// `npm run generate`: everything that is made from sources and not kept in git. Quick when nothing changed.
import { existsSync } from "node:fs";
import { generateEmbed } from "./embed.mjs";
import { generateImportRules } from "./generate/import-rules.mjs";
import { generateLicenses } from "./generate/licenses.mjs";
import { generateMonaco } from "./generate/monaco.mjs";
import { generateOfflineSandbox } from "./generate/offline-sandbox.mjs";
import { generateExamples, generateRecorded, generateSdkTypes } from "./generate/texts.mjs";
import { generateSandbox } from "./generate/workers.mjs";
import { inRoot, isMain } from "./paths.mjs";

/** @type {readonly { name: string, needs: readonly string[], make: () => Promise<string> }[]} */
const steps = [
  { name: "import rules", needs: [], make: generateImportRules },
  { name: "examples", needs: [], make: generateExamples },
  { name: "recorded results", needs: [], make: generateRecorded },
  { name: "sdk types", needs: ["lib/sdk/fanout.d.ts"], make: generateSdkTypes },
  {
    name: "sandbox",
    needs: ["workers/sandbox.ts", "workers/coordinator.ts", "workers/runner.ts"],
    make: generateSandbox,
  },
  { name: "sandbox offline", needs: ["generated/sandbox.html"], make: generateOfflineSandbox },
  { name: "embed", needs: ["lib/embed/embed.ts", "lib/embed/api.ts"], make: generateEmbed },
  { name: "licences", needs: [], make: generateLicenses },
  { name: "monaco", needs: [], make: generateMonaco },
];

/** Runs every step; names the one that fails. */
export async function generate() {
  for (const { name, needs, make } of steps) {
    const missing = needs.filter((path) => !existsSync(inRoot(path)));
    if (missing.length > 0) {
      console.log(`generate ${name}: skipped, ${missing.join(", ")} is missing`);
      continue;
    }
    const from = performance.now();
    const result = await make().catch((error) => {
      throw new Error(`generate ${name}: ${error.message}`, { cause: error });
    });
    console.log(`generate ${name}: ${result} (${Math.round(performance.now() - from)} ms)`);
  }
}

if (isMain(import.meta)) {
  await generate().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
