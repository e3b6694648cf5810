// generated/sandbox-offline.html: how the sandbox is opened where there is no network; workers/sandbox-offline.ts says why.
import { readFile } from "node:fs/promises";
import { bundleScript } from "../bundle.mjs";
import { hashSource } from "../csp.mjs";
import { inRoot } from "../paths.mjs";
import { sandboxDocument } from "./sandbox-document.mjs";
import { writeIfChanged } from "./write.mjs";

/** Reads generated/sandbox.html, so that must be made before. */
export async function generateOfflineSandbox() {
  const sandbox = await readFile(inRoot("generated/sandbox.html"), "utf8");
  const [allowed] = /'sha256-[^']+'/.exec(sandbox) ?? [];
  if (allowed === undefined) throw new Error("generated/sandbox.html names no script that it allows");
  const script = await bundleScript("workers/sandbox-offline.ts");
  const page = offlineSandboxPage(script.trim(), allowed);
  await writeIfChanged("generated/sandbox-offline.html", page);
  return `${page.length} bytes`;
}

/**
 * The frame inside inherits this policy in addition to its own, which is stricter in all but the script's hash.
 * @param {string} script
 * @param {string} sandboxHash as a policy names it
 */
function offlineSandboxPage(script, sandboxHash) {
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(script)} ${sandboxHash} blob:`,
    "worker-src blob:",
    "connect-src 'self'",
    "frame-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return sandboxDocument(policy, { body: `<script>${script}</script>` });
}
