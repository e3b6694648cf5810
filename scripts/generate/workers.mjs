// public/sandbox.html: one page that holds the sandbox, the coordinator and the runner as inlined script.
import { createHash } from "node:crypto";
import { inRoot, root } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

/** Writes the sandbox's page, and its address for the playground. */
export async function generateSandbox() {
  const { page, coordinator, runner } = await buildSandbox();
  const version = createHash("sha256").update(page).digest("hex").slice(0, 10);
  await writeIfChanged("public/sandbox.html", page);
  await writeIfChanged(
    "lib/playground/sandbox-manifest.generated.ts",
    `/** The sandbox's page under public/. The query changes with its content, so that no cache keeps an old one. */
export const SANDBOX_PATH = "/sandbox.html?v=${version}";
`,
  );
  const kib = (text) => `${(Buffer.byteLength(text) / 1024).toFixed(1)} KiB`;
  return `coordinator ${kib(coordinator)}, runner ${kib(runner)}, page ${kib(page)}`;
}

/**
 * The sandbox's page and the two workers in it, as text.
 * @param {readonly import("esbuild").Plugin[]} [plugins] for tests that build it with something taken away
 */
export async function buildSandbox(plugins = []) {
  const coordinator = await bundle("workers/coordinator.ts", plugins);
  const runner = await bundle("workers/runner.ts", plugins);
  const sandbox = await bundle("workers/sandbox.ts", plugins, {
    __COORDINATOR_SOURCE__: JSON.stringify(coordinator),
    __RUNNER_SOURCE__: JSON.stringify(runner),
  });
  return { page: sandboxPage(sandbox), coordinator, runner };
}

/**
 * One classic script: module workers made from blobs fail in Chromium where the origin is opaque.
 * @param {string} entry
 * @param {readonly import("esbuild").Plugin[]} plugins
 * @param {Record<string, string>} [define]
 */
async function bundle(entry, plugins, define = {}) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [inRoot(entry)],
    absWorkingDir: root,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    write: false,
    legalComments: "none",
    alias: { fanout: inRoot("lib/sdk/index.ts") },
    define: { "process.env.NODE_ENV": '"production"', ...define },
    plugins: [...plugins],
    logLevel: "error",
  });
  return outputFiles[0].text.trim();
}

/**
 * The policy comes first in the head, so that it holds for everything after it, and workers inherit it.
 * @param {string} script
 */
export function sandboxPage(script) {
  // Either would end the script, or start a comment, for the HTML parser; a carriage return would change the hash.
  const inline = script.replaceAll("<!--", "<\\!--").replaceAll(/<\/(script)/gi, "<\\/$1");
  if (inline.includes("\r")) throw new Error("the sandbox's script has a carriage return in it");
  const hash = createHash("sha256").update(inline).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' blob:`,
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta charset="utf-8">
<title>Sandbox</title>
<script>${inline}</script>
</head>
<body></body>
</html>
`;
}
