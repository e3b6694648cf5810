#!/usr/bin/env node
// `npm run dev`: the generated files, then Next's development server on 127.0.0.1. A change under workers/ or lib/
// makes the generated files again; reload the page for a new sandbox.
import { watch } from "node:fs";
import { inRoot } from "./paths.mjs";
import { setup } from "./setup.mjs";

await setup();
const { generate } = await import("./generate.mjs");
const { runBin } = await import("./run.mjs");

const settleMs = 150;
let timer;
let running = generate().catch((error) => console.error(error.message));

/** Waits until the files rest, and for the run before it. */
function generateSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    running = running.then(generate).catch((error) => console.error(error.message));
  }, settleMs);
}

await running;
for (const folder of ["workers", "lib"]) {
  watch(inRoot(folder), { recursive: true }, (_event, file) => {
    if (file?.endsWith(".ts") && !file.endsWith(".generated.ts") && !file.endsWith(".test.ts"))
      generateSoon();
  });
}
const port = process.env.PORT || "3000";
process.exit(await runBin("next", "next", ["dev", "--hostname", "127.0.0.1", "--port", port]));
