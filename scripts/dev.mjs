#!/usr/bin/env node
// `npm run dev`: generates files, then starts Next's development server. Options: see server-options.mjs. A change under
// workers/ or lib/ generates the files again; reload the page for a new sandbox.
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

/** Waits until files stop changing, and for the generation in progress. */
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
// Next serves only public/; next.config.mjs forwards requests for generated files to this server.
const { url } = await serve({ folder: inRoot("generated") });
const env = { FANOUT_GENERATED_URL: url };
process.exit(await runBin("next", "next", ["dev", "--hostname", host, "--port", String(port)], { env }));
