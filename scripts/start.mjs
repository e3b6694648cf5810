#!/usr/bin/env node
// `npm start`: installs what is missing, builds what changed, serves out/. Options: see server-options.mjs.
// It runs before any package is installed, so nothing but Node's built-ins is imported before setup() is done.
import { serverOptions } from "./server-options.mjs";
import { setup } from "./setup.mjs";

const options = serverOptions("npm start");
await setup();
const { buildIfChanged } = await import("./build.mjs");
await buildIfChanged().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const { serveForPeople } = await import("./serve.mjs");
await serveForPeople("npm start", "Fanout", { basePath: process.env.FANOUT_BASE_PATH, ...options });
