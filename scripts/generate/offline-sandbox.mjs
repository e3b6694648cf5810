// public/sandbox-offline.html: how the sandbox is opened where there is no network; workers/sandbox-offline.ts says why.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { inRoot } from "../paths.mjs";
import { writeIfChanged } from "./write.mjs";

/** To be made after public/sandbox.html. */
export async function generateOfflineSandbox() {
  const sandbox = await readFile(inRoot("public/sandbox.html"), "utf8");
  const [allowed] = /'sha256-[^']+'/.exec(sandbox) ?? [];
  if (allowed === undefined) throw new Error("public/sandbox.html names no script that it allows");
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [inRoot("workers/sandbox-offline.ts")],
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    write: false,
    logLevel: "error",
  });
  const page = offlineSandboxPage(outputFiles[0].text.trim(), allowed);
  await writeIfChanged("public/sandbox-offline.html", page);
  return `${page.length} bytes`;
}

/**
 * The frame inside inherits this policy, on top of its own, which is stricter in all but the script's name.
 * @param {string} script
 * @param {string} sandboxHash as a policy names it
 */
export function offlineSandboxPage(script, sandboxHash) {
  const own = `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${own} ${sandboxHash} blob:`,
    "worker-src blob:",
    "connect-src 'self'",
    "frame-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta charset="utf-8">
<title>Sandbox</title>
</head>
<body><script>${script}</script></body>
</html>
`;
}
