#!/usr/bin/env node
// `npm start`: installs what is missing, builds what changed, serves out/. PORT chooses the port (3000).
// It runs before any package is installed, so nothing but Node's built-ins is imported before setup() is done.
import { setup } from "./setup.mjs";

await setup();
const { buildIfChanged } = await import("./build.mjs");
await buildIfChanged().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const { serveFromEnvironment } = await import("./serve.mjs");
await serveFromEnvironment();
