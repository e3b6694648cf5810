#!/usr/bin/env node
// `npm run dev`: the generated files, then Next's development server. Options as in server-options.mjs. A change under
// workers/ or lib/ makes the generated files again; reload the page for a new sandbox.
import { watch } from "node:fs";
import { inRoot } from "./paths.mjs";
import { serverOptions } from "./server-options.mjs";
import { setup } from "./setup.mjs";

const { port, host } = serverOptions("npm run dev");
await setup();
const { generate } = await import("./generate.mjs");
const { runBin } = await import("./run.mjs");
const { serve } = await import("./serve.mjs");

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
// Next serves public/ alone; next.config.mjs has it ask this server for what else the site holds.
const { url } = await serve({ folder: inRoot("generated") });
const env = { FANOUT_GENERATED_URL: url };
process.exit(await runBin("next", "next", ["dev", "--hostname", host, "--port", String(port)], { env }));
