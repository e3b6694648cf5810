// The content policy of our own pages. It names the site by its origin, which a static build does not know and which
// `'self'` is not for an embed in a host's `sandbox` (WebKit): so the first thing a page runs is a line that writes the
// policy for where it stands. Whatever comes after it, our own scripts too, is under that policy.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { filesUnder } from "./hash.mjs";
import { inRoot } from "./paths.mjs";

/** Stands in the policy for the site's origin. */
const ORIGIN = "$origin";

/**
 * What a page may load, and from where: from this site, and from nowhere else.
 * @param {readonly string[]} hashes of its inline scripts
 * @param {string} basePath "" or "/fanout"
 */
const pagePolicy = (hashes, basePath) =>
  [
    "default-src 'none'",
    `script-src ${[ORIGIN, ...hashes].join(" ")}`,
    // Monaco's workers, where the page has no origin of its own, are made from blobs.
    `worker-src ${ORIGIN} blob:`,
    `connect-src ${ORIGIN}`,
    // React writes positions and sizes into style attributes, Monaco its colours into style elements.
    `style-src ${ORIGIN} 'unsafe-inline'`,
    `img-src ${ORIGIN} data: blob:`,
    `font-src ${ORIGIN} data:`,
    // Programs run behind the first; lessons show the second. Whoever may navigate frames of ours leads them nowhere else.
    // The third opens the sandbox where there is no network: workers/sandbox-offline.ts.
    `frame-src ${["sandbox.html", "embed/", "sandbox-offline.html"].map((path) => `${ORIGIN}${basePath}/${path}`).join(" ")}`,
    `manifest-src ${ORIGIN}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;

/**
 * An inline script, as a policy names it.
 * @param {string} script
 */
export const hashSource = (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/**
 * A page's inline scripts, as a policy names them.
 * @param {string} html
 */
function inlineHashes(html) {
  const inline = [...html.matchAll(SCRIPT)].filter(([, attributes]) => !/\ssrc=/.test(attributes));
  return [...new Set(inline.map(([, , text]) => hashSource(text)))];
}

/**
 * The page with its policy in front of everything that could be under it.
 * @param {string} html
 * @param {string} basePath
 */
function withPolicy(html, basePath) {
  const policy = pagePolicy(inlineHashes(html), basePath).replaceAll(ORIGIN, () => `\${o}`);
  // Of the address, because the document's own origin is opaque in a sandbox.
  const writer = `(()=>{const o=new URL(location.href).origin,m=document.createElement("meta");m.httpEquiv="Content-Security-Policy";m.content=\`${policy}\`;document.head.append(m);document.currentScript.remove();m.remove()})()`;
  // The character set comes first: it has to be in the first 1,024 bytes.
  const head = /<head>(?:<meta charset="[^"]*"\s*\/?>)?/i;
  if (!head.test(html)) throw new Error("a page without a head");
  return html.replace(head, (start) => `${start}<script>${writer}</script>`);
}

/** Gives every page of out/ its policy. @returns {number} how many there are */
export function writePolicies() {
  const basePath = process.env.FANOUT_BASE_PATH ?? "";
  const pages = filesUnder(["out"]).filter(
    (file) => file.endsWith(".html") && !/^out\/sandbox(-offline)?\.html$/.test(file),
  );
  for (const page of pages) {
    const path = inRoot(page);
    writeFileSync(path, withPolicy(readFileSync(path, "utf8"), basePath));
  }
  return pages.length;
}
