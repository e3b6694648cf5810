#!/usr/bin/env node
// `npm run test:generators [site]`: builds and tests the documentation sites under tests/generators, or one.
import { setup } from "./setup.mjs";

await setup();
const { buildIfChanged } = await import("./build.mjs");
const { closingLine } = await import("./counts.mjs");
const { runPlaywright } = await import("./test-runners.mjs");

await buildIfChanged();
const only = process.argv.slice(2).map((name) => `tests/generators/${name}.spec.ts`);
const env = { FANOUT_GENERATORS: "all", FANOUT_SLOW: "all" };
const counts = await runPlaywright(["--project=generators", ...only], env);
console.log(`\n${closingLine([counts])}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
