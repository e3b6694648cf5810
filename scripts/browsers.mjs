#!/usr/bin/env node
// `npm run test:browsers`: one list of checks in Chromium, with and without site isolation, Firefox and WebKit.
// `-- --only firefox` (or a part of another name), `-- --check WORDS`: some of them.
import { parseArgs } from "node:util";
import { setup } from "./setup.mjs";

await setup();
const { buildIfChanged } = await import("./build.mjs");
const { testBrowsers } = await import("../tests/browsers/run.mjs");

const { values } = parseArgs({ options: { only: { type: "string" }, check: { type: "string" } } });
await buildIfChanged();
const failed = await testBrowsers(values);
// Not waiting: a browser may refuse to end.
process.exit(failed ? 1 : 0);
