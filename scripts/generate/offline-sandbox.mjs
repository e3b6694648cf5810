// generated/sandbox-offline.html and sandbox-offline-python.html: how a sandbox is opened where there is no network;
// workers/sandbox-offline.ts says why.
import { readFile } from "node:fs/promises";
import { bundleScript } from "../bundle.mjs";
import { hashSource } from "../csp.mjs";
import { inRoot } from "../paths.mjs";
import { sandboxDocument } from "./sandbox-document.mjs";
import { writeIfChanged } from "./write.mjs";

/** What the policy of each sandbox's page allows: the script in it, and for Python WebAssembly. */
const SANDBOXES = [
  { page: "sandbox.html", offline: "sandbox-offline.html", more: [] },
  { page: "sandbox-python.html", offline: "sandbox-offline-python.html", more: ["'wasm-unsafe-eval'"] },
];

/** Reads the sandboxes' pages, so they must be made before. */
export async function generateOfflineSandbox() {
  const script = (await bundleScript("workers/sandbox-offline.ts")).trim();
  const sizes = SANDBOXES.map(async ({ page, offline, more }) => {
    const sandbox = await readFile(inRoot("generated", page), "utf8");
    const [allowed] = /'sha256-[^']+'/.exec(sandbox) ?? [];
    if (allowed === undefined) throw new Error(`generated/${page} names no script that it allows`);
    const text = offlineSandboxPage(script, [allowed, ...more]);
    await writeIfChanged(`generated/${offline}`, text);
    return text.length;
  });
  return `${(await Promise.all(sizes)).join(" and ")} bytes`;
}

/**
 * The frame inside inherits this policy in addition to its own, which is stricter in all but the script's hash.
 * @param {string} script
 * @param {readonly string[]} sandboxSources what the sandbox's own policy has beside this one
 */
function offlineSandboxPage(script, sandboxSources) {
  const policy = [
    "default-src 'none'",
    `script-src ${[hashSource(script), ...sandboxSources].join(" ")} blob:`,
    "worker-src blob:",
    "connect-src 'self'",
    "frame-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return sandboxDocument(policy, { body: `<script>${script}</script>` });
}
