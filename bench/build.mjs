// Bundles everything that the benchmark loads into .cache/bench/: its page, the engine's sandbox, the peers' sandbox.
import { mkdir, writeFile } from "node:fs/promises";
import { bundleScript, loadForNode } from "../scripts/bundle.mjs";
import { buildSandbox, generateSandbox, sandboxPage } from "../scripts/generate/workers.mjs";
import { installIn } from "../scripts/install.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { runBin, stopUnlessZero } from "../scripts/run.mjs";

/** With original names and lines. */
const READABLE = { minify: false, sourcemap: "inline" };

/** Peers by name. `overPorts`: the document starts their workers, as it starts the caller, and they talk over ports. */
const peers = {
  hand: { overPorts: true },
  comlink: { overPorts: true },
  workerpool: { overPorts: false },
  threads: { overPorts: false },
  poolifier: { overPorts: false },
};

/**
 * @typedef {object} Built
 * @property {string} site folder to serve
 * @property {{ runner: string, coordinator: string }} workers their scripts
 * @property {typeof import("../lib/language/typescript/compile").compile} compile
 * @property {typeof import("../lib/analysis/report/statistics")} statistics
 * @property {readonly string[]} sizes what the workers' scripts weigh, in words
 */

/**
 * Builds all of it from the current sources.
 * @param {{ readable?: boolean }} [options] readable: the engine with its names, for profiles
 * @returns {Promise<Built>}
 */
export async function buildBench({ readable = false } = {}) {
  const site = inRoot(".cache", "bench", "site");
  await mkdir(site, { recursive: true });
  await installIn(inRoot("bench", "peers"));
  // `npm test` cannot check these types: it does not install the peers' packages.
  stopUnlessZero(await runBin("typescript", "tsc", ["-p", "bench/peers"]), "tsc -p bench/peers");
  // Its address, which the page's client has.
  await generateSandbox();
  const { page: sandboxHtml, ...workers } = await buildSandbox(readable ? READABLE : {});
  const bare = bareWorker(workers.runner);
  const sources = {};
  for (const [name, { overPorts }] of Object.entries(peers)) {
    const caller = await worker(`bench/peers/${name}.ts`);
    sources[name] = { caller, worker: await worker(`bench/peers/${name}.worker.ts`), overPorts };
  }
  const frame = await bundle("bench/peers/frame.ts", {
    define: { __PEERS__: JSON.stringify(sources), __BARE_WORKER__: JSON.stringify(bare) },
  });
  const page = await bundle("bench/page.ts", { define: { "process.env.NEXT_PUBLIC_BASE_PATH": '""' } });
  await writeFile(`${site}/sandbox.html`, sandboxHtml);
  await writeFile(`${site}/peers.html`, sandboxPage(frame));
  await writeFile(`${site}/page.js`, page);
  await writeFile(
    `${site}/index.html`,
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Benchmark</title><body><script src="page.js"></script></body></html>\n',
  );
  const kib = (text) => `${(Buffer.byteLength(text) / 1024).toFixed(1)} KiB`;
  return {
    site,
    workers,
    ...(await nodeSide()),
    sizes: [`runner ${kib(workers.runner)}`, `bare worker ${kib(bare)}`],
  };
}

/** A worker that squares a number. Its script is as long as a runner's, because reading it takes time too. */
function bareWorker(runner) {
  return `self.onmessage = (event) => self.postMessage(event.data * event.data);\nfunction never() {\n${runner}\n}\n`;
}

/** A classic script, because modules cannot be made from blobs here: top-level awaits run inside a function. */
async function worker(entry) {
  const code = await bundle(entry, { format: "esm" });
  if (/(^|[;}\n])export\b/.test(code)) throw new Error(`${entry}: a worker's script exports something`);
  return `(async () => {${code}\n})();`;
}

const bundle = (entry, { define, ...options } = {}) =>
  bundleScript(entry, {
    // The package does not export its browser build to bundlers.
    alias: { "poolifier-web-worker": inRoot("bench/peers/node_modules/poolifier-web-worker/browser/mod.js") },
    // Peers import these in Node or Bun only.
    external: ["worker_threads", "node:worker_threads", "child_process", "os"],
    define: { global: "globalThis", ...define },
    ...options,
  });

/** What Node needs of the project: the compiler of programs, and the statistics that reports use. */
const nodeSide = () =>
  loadForNode(
    'export { compile } from "@/lib/language/typescript/compile"; export * as statistics from "@/lib/analysis/report/statistics";',
  );
