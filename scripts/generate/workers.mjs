// generated/sandbox.html: one page that holds the sandbox, the coordinator and the runner as inlined script.
import { createHash } from "node:crypto";
import { bundleScript } from "../bundle.mjs";
import { hashSource } from "../csp.mjs";
import { sandboxDocument } from "./sandbox-document.mjs";
import { writeIfChanged } from "./write.mjs";

/** Writes the sandbox's page, and its address for our own pages. */
export async function generateSandbox() {
  const { page, coordinator, runner } = await buildSandbox();
  const version = createHash("sha256").update(page).digest("hex").slice(0, 10);
  await writeIfChanged("generated/sandbox.html", page);
  await writeIfChanged(
    "lib/app/run/sandbox-manifest.generated.ts",
    `/** The sandbox's page. The query changes with its content, so that no cache keeps an old one. */
export const SANDBOX_PATH = "/sandbox.html?v=${version}";
`,
  );
  const kib = (text) => `${(Buffer.byteLength(text) / 1024).toFixed(1)} KiB`;
  return `coordinator ${kib(coordinator)}, runner ${kib(runner)}, page ${kib(page)}`;
}

/**
 * The sandbox's page and the two workers in it, as text.
 * @param {import("esbuild").BuildOptions} [options] for tests that build it with something taken away, and for profiles
 */
export async function buildSandbox(options) {
  const bundle = async (entry, more) => (await bundleScript(entry, { ...options, ...more })).trim();
  const coordinator = await bundle("workers/coordinator.ts");
  const runner = await bundle("workers/runner.ts");
  const define = {
    __COORDINATOR_SOURCE__: JSON.stringify(coordinator),
    __RUNNER_SOURCE__: JSON.stringify(runner),
  };
  const sandbox = await bundle("workers/sandbox.ts", { define });
  return { page: sandboxPage(sandbox), coordinator, runner };
}

/**
 * Workers inherit its policy.
 * @param {string} script
 */
export function sandboxPage(script) {
  // To the HTML parser these would end the script or start a comment; a carriage return would change the hash.
  const inline = script.replaceAll("<!--", "<\\!--").replaceAll(/<\/(script)/gi, "<\\/$1");
  if (inline.includes("\r")) throw new Error("the sandbox's script has a carriage return in it");
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(inline)} blob:`,
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return sandboxDocument(policy, { head: `<script>${inline}</script>\n` });
}
