// public/sandbox.html: one page that holds the sandbox, the coordinator and the runner as inlined script.
import { createHash } from "node:crypto";
import { inRoot, root } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

/** Builds the sandbox's page, or says that the workers are not there yet. */
export async function generateSandbox() {
  const coordinator = await bundle("workers/coordinator.ts");
  const runner = await bundle("workers/runner.ts");
  const sandbox = await bundle("workers/sandbox.ts", {
    __COORDINATOR_SOURCE__: JSON.stringify(coordinator),
    __RUNNER_SOURCE__: JSON.stringify(runner),
  });
  const page = sandboxPage(sandbox);
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
 * One classic script: module workers made from blobs fail in Chromium where the origin is opaque.
 * @param {string} entry
 * @param {Record<string, string>} [define]
 */
async function bundle(entry, define = {}) {
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
