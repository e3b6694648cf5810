#!/usr/bin/env node
// `npm run record [-- NAME …]`: runs each example in Chromium, through the embed of the built site, and writes the results to
// lib/examples/recorded/. `--no-build` uses out/ as it is; `--wait MINUTES` is the longest wait for an idle machine (10).
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launchOptions } from "./browser.mjs";
import { buildIfChanged } from "./build.mjs";
import { loadForNode } from "./bundle.mjs";
import { headersFor } from "./headers.mjs";
import { inRoot, isMain } from "./paths.mjs";
import { waitForQuiet } from "./quiet.mjs";
import { serve } from "./serve.mjs";

const RUN_MS = 180_000;
/** Enough for an interval around the median; an example that says how many it wants has its reasons. */
const ROUNDS = 7;
/** Nodes of each tree, and characters of each output as JSON, that are kept. */
const RECORDED_MAX_NODES = 150;
const RECORDED_OUTPUT_MAX_LENGTH = 1_000;

const LIBRARY = `export { examples as typescript } from "@/lib/examples";
export { pythonExamples } from "@/lib/examples/python";
export { cutTree } from "@/lib/share/cut-tree";
export { reportSchema } from "@/lib/protocol/report";`;

/** A page of the same site around the embed, isolated as the site's own pages are. */
const hostOf = (example) => `<!doctype html><title>Recording</title><script src="../embed.js"></script>
<fanout-playground example="${example}" width="1200" height="700"></fanout-playground>`;

/**
 * One example, as its page opens it.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} base of the site
 * @param {{ name: string, settings: { rounds?: number | "auto" } }} example
 */
async function recordExample(browser, base, { name, settings }) {
  // Its own context: no cached results, no drafts.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.route(`${base}recording/`, (route) =>
      route.fulfill({ contentType: "text/html", headers: headersFor("/recording/"), body: hostOf(name) }),
    );
    await page.goto(`${base}recording/`);
    const options = { rounds: settings.rounds ?? ROUNDS, timeoutMs: RUN_MS };
    return await page.evaluate((given) => document.querySelector("fanout-playground").run(given), options);
  } catch (error) {
    throw new Error(`${name}: ${error.message}`);
  } finally {
    await context.close();
  }
}

/** What a page shows of it: trees and outputs cut, figures to five digits. */
function cut(report, cutTree) {
  const strategies = report.strategies.map(({ tree, output, ...rest }) => {
    const text = JSON.stringify(output) ?? "null";
    return {
      ...rest,
      ...(text.length > RECORDED_OUTPUT_MAX_LENGTH
        ? { output: text.slice(0, RECORDED_OUTPUT_MAX_LENGTH), outputTruncated: true }
        : { output }),
      ...(tree && { tree: cutTree(tree, RECORDED_MAX_NODES) }),
    };
  });
  const short = (_key, value) =>
    typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
  return JSON.parse(JSON.stringify({ ...report, strategies }, short));
}

/** A line for each part of the recording, its report and its strategies, so that a new recording is a small change. */
function asText(value, indent = "") {
  const part = (key, each) => (OPEN.includes(key) ? asText(each, `${indent}  `) : JSON.stringify(each));
  const [open, lines, close] = Array.isArray(value)
    ? ["[", value.map((each) => asText(each, `${indent}  `)), "]"]
    : ["{", Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${part(key, each)}`), "}"];
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(",\n")}\n${indent}${close}`;
}

const OPEN = ["report", "strategies"];

async function main() {
  const { values, positionals } = parseArgs({
    options: { build: { type: "boolean", default: true }, wait: { type: "string", default: "10" } },
    allowNegative: true,
    allowPositionals: true,
  });
  if (values.build) await buildIfChanged();
  const { typescript, pythonExamples, cutTree, reportSchema } = await loadForNode(LIBRARY);
  const examples = [...typescript, ...pythonExamples];
  const known = examples.map(({ name }) => name);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown) throw new Error(`There is no example "${unknown}". Examples: ${known.join(", ")}.`);
  const wanted = examples.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

  const { chromium } = await import("@playwright/test");
  const site = await serve({ basePath: process.env.FANOUT_BASE_PATH ?? "" });
  const browser = await chromium.launch(launchOptions());
  const busy = [];
  try {
    await mkdir(inRoot("lib/examples/recorded"), { recursive: true });
    for (const example of wanted) {
      const { name } = example;
      if (!(await waitForQuiet(Number(values.wait))).isQuiet) busy.push(name);
      const report = reportSchema.parse(await recordExample(browser, site.url, example));
      for (const { strategy, error } of report.strategies) {
        if (error) throw new Error(`${name}, ${strategy}: ${error.message}`);
      }
      const recordedAt = `${new Date().toISOString().slice(0, 19)}Z`;
      const text = `${asText({ recordedAt, report: cut(report, cutTree) })}\n`;
      await writeFile(inRoot("lib/examples/recorded", `${name}.json`), text);
      const times = report.strategies.map(
        ({ strategy, wallMs, rounds }) =>
          `${strategy} ${wallMs.median.toFixed(1)} ms (${wallMs.low.toFixed(1)} to ${wallMs.high.toFixed(1)}, ${rounds.length} rounds)`,
      );
      console.log(`${name}: ${times.join(", ")}; ${text.length} characters`);
    }
  } finally {
    await browser.close();
    await site.close();
  }
  if (busy.length > 0) {
    console.error(
      `The machine was busy while these were recorded: ${busy.join(", ")}. Record them again later.`,
    );
    process.exitCode = 1;
  }
}

if (isMain(import.meta)) {
  await main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
