#!/usr/bin/env node
// `npm run generate`: everything that is made from sources and not kept in git. Quick when nothing changed.
import { generateEmbed } from "./embed.mjs";
import { generateImportRules } from "./generate/import-rules.mjs";
import { generateLicenses } from "./generate/licenses.mjs";
import { generateMonaco } from "./generate/monaco.mjs";
import { generateOfflineSandbox } from "./generate/offline-sandbox.mjs";
import { generatePacks } from "./generate/packs.mjs";
import { generatePyright } from "./generate/pyright.mjs";
import { generatePython } from "./generate/python.mjs";
import { generatePythonReference } from "./generate/python-reference.mjs";
import { generateExamples, generateRecorded, generateSdkTypes } from "./generate/texts.mjs";
import { generateSandbox } from "./generate/workers.mjs";
import { isMain } from "./paths.mjs";

/** In this order: the offline sandbox is made of the sandbox. */
const steps = {
  "import rules": generateImportRules,
  examples: generateExamples,
  "recorded results": generateRecorded,
  "sdk types": generateSdkTypes,
  sandbox: generateSandbox,
  "sandbox offline": generateOfflineSandbox,
  embed: generateEmbed,
  packs: generatePacks,
  licences: generateLicenses,
  monaco: generateMonaco,
  pyright: generatePyright,
  python: generatePython,
  "python reference": generatePythonReference,
};

/** Runs every step; names the one that fails. */
export async function generate() {
  for (const [name, make] of Object.entries(steps)) {
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
