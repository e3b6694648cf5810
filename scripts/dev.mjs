#!/usr/bin/env node
// `npm run dev`: the generated files, then Next's development server on 127.0.0.1. Workers are bundled once:
// after a change under workers/ or lib/engine run `npm run generate` beside it and reload.
import { setup } from "./setup.mjs";

await setup();
const { generate } = await import("./generate.mjs");
await generate();
const { runBin } = await import("./run.mjs");
const port = process.env.PORT || "3000";
process.exitCode = await runBin("next", "next", ["dev", "--hostname", "127.0.0.1", "--port", port]);
