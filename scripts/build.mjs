#!/usr/bin/env node
// `npm run build`: generates files, exports the site into out/ and adds files for hosts. FANOUT_BASE_PATH: see README.md.
import { cpSync, rmSync } from "node:fs";
import { writePolicies } from "./csp.mjs";
import { generate } from "./generate.mjs";
import { writeHostFiles } from "./host-files.mjs";
import { hashOfInputs, isBuilt, markBuilt } from "./inputs.mjs";
import { writeServiceWorker } from "./offline.mjs";
import { inRoot, isMain } from "./paths.mjs";
import { makePagesPlain } from "./plain-pages.mjs";
import { runBin, stopUnlessZero } from "./run.mjs";
import { siteUrl, writeSiteFiles } from "./site-files.mjs";

/** Builds out/. */
export async function build() {
  siteUrl();
  const hash = hashOfInputs();
  await generate();
  stopUnlessZero(await runBin("next", "next", ["build"], { env: { NODE_ENV: "production" } }), "next build");
  cpSync(inRoot("generated"), inRoot("out"), { recursive: true });
  // Next copies all of public/.
  rmSync(inRoot("out", "README.md"));
  makePagesPlain();
  writePolicies();
  writeHostFiles();
  writeSiteFiles();
  await writeServiceWorker();
  markBuilt(hash);
}

/** Builds out/ unless it is up to date. */
export async function buildIfChanged() {
  if (isBuilt(hashOfInputs())) console.log("out/ is up to date.");
  else await build();
}

if (isMain(import.meta)) {
  await build().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
