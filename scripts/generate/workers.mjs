// generated/sandbox.html and sandbox-python.html: one page each that holds the sandbox, the coordinator and the runner of a
// language as inlined script.
import { createHash } from "node:crypto";
import { bundleScript } from "../bundle.mjs";
import { hashSource } from "../csp.mjs";
import { sandboxDocument } from "./sandbox-document.mjs";
import { writeIfChanged } from "./write.mjs";

/** Writes the sandbox's page, and its address for our own pages. */
export async function generateSandbox() {
  const { page, coordinator, runner } = await buildSandbox();
  await writeIfChanged("generated/sandbox.html", page);
  const python = await buildPythonSandbox(coordinator);
  await writeIfChanged("generated/sandbox-python.html", python);
  const version = (text) => createHash("sha256").update(text).digest("hex").slice(0, 10);
  await writeIfChanged(
    "lib/app/run/sandbox-manifest.generated.ts",
    `/** The sandbox's page. The query changes with its content, so that no cache keeps an old one. */
export const SANDBOX_PATH = "/sandbox.html?v=${version(page)}";
/** The same for Python. */
export const PYTHON_SANDBOX_PATH = "/sandbox-python.html?v=${version(python)}";
`,
  );
  const kib = (text) => `${(Buffer.byteLength(text) / 1024).toFixed(1)} KiB`;
  return `coordinator ${kib(coordinator)}, runner ${kib(runner)}, page ${kib(page)}, with Python's ${kib(python)}`;
}

/**
 * The sandbox's page and the two workers in it, as text.
 * @param {import("esbuild").BuildOptions} [options] for tests that build it with something taken away, and for profiles
 */
export async function buildSandbox(options) {
  const coordinator = await bundle("workers/coordinator.ts", options);
  const runner = await bundle("workers/runner.ts", options);
  const sandbox = await bundleSandbox("workers/sandbox.ts", coordinator, runner, options);
  return { page: sandboxPage(sandbox), coordinator, runner };
}

/**
 * The page of Python's sandbox, as text: the same coordinator, and the runner of Python.
 * @param {string} coordinator
 * @param {import("esbuild").BuildOptions} [options] as of `buildSandbox`
 */
export async function buildPythonSandbox(coordinator, options) {
  const runner = await bundle("workers/runner-python.ts", options);
  const referee = await bundle("workers/referee.ts", options);
  const sandbox = await bundleSandbox("workers/sandbox-python.ts", coordinator, runner, options, {
    __REFEREE_SOURCE__: JSON.stringify(referee),
  });
  return sandboxPage(sandbox, ["'wasm-unsafe-eval'"]);
}

const bundle = async (entry, options) => (await bundleScript(entry, options)).trim();

const bundleSandbox = (entry, coordinator, runner, options, also = {}) =>
  bundle(entry, {
    ...options,
    define: {
      __COORDINATOR_SOURCE__: JSON.stringify(coordinator),
      __RUNNER_SOURCE__: JSON.stringify(runner),
      ...also,
    },
  });

/**
 * Workers inherit its policy.
 * @param {string} script
 * @param {readonly string[]} [scriptSources] what scripts may do on top
 */
export function sandboxPage(script, scriptSources = []) {
  // To the HTML parser these would end the script or start a comment; a carriage return would change the hash.
  const inline = script.replaceAll("<!--", "<\\!--").replaceAll(/<\/(script)/gi, "<\\/$1");
  if (inline.includes("\r")) throw new Error("the sandbox's script has a carriage return in it");
  const policy = [
    "default-src 'none'",
    ["script-src", hashSource(inline), "blob:", ...scriptSources].join(" "),
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return sandboxDocument(policy, { head: `<script>${inline}</script>\n` });
}
