// The content security policy of our own pages. It names the site's origin, which a static build does not know. `'self'` does
// not match it for an embed in a host's `sandbox` (WebKit). So the first script of a page writes the policy for its own
// address; everything after it, our own scripts included, is under that policy.
import { createHash } from "node:crypto";
import { rewritePages } from "./rewrite-pages.mjs";

/** Placeholder in the policy for the site's origin. */
const ORIGIN = "$origin";

/**
 * Programs run in the first two; lessons show the third; the last two open the sandboxes offline (workers/sandbox-offline.ts).
 * Nobody who may navigate our frames can lead them anywhere else.
 */
const FRAMES = [
  "sandbox.html",
  "sandbox-python.html",
  "embed/",
  "sandbox-offline.html",
  "sandbox-offline-python.html",
];

/**
 * What a page may load: from this site only.
 * @param {readonly string[]} hashes of its inline scripts
 * @param {string} basePath "" or "/fanout"
 */
const pagePolicy = (hashes, basePath) =>
  [
    "default-src 'none'",
    `script-src ${[ORIGIN, ...hashes].join(" ")}`,
    // Monaco's workers are made from blobs where the page has an opaque origin.
    `worker-src ${ORIGIN} blob:`,
    `connect-src ${ORIGIN}`,
    // React writes positions and sizes into style attributes; Monaco writes its colors into style elements.
    `style-src ${ORIGIN} 'unsafe-inline'`,
    `img-src ${ORIGIN} data: blob:`,
    `font-src ${ORIGIN} data:`,
    `frame-src ${FRAMES.map((path) => `${ORIGIN}${basePath}/${path}`).join(" ")}`,
    `manifest-src ${ORIGIN}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;

/** The source expression of an inline script. @param {string} script */
export const hashSource = (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** The source expressions of a page's inline scripts. @param {string} html */
function inlineHashes(html) {
  const inline = [...html.matchAll(SCRIPT)].filter(([, attributes]) => !/\ssrc=/.test(attributes));
  return [...new Set(inline.map(([, , text]) => hashSource(text)))];
}

/** The page with its policy before everything that it applies to. @param {string} html @param {string} basePath */
function withPolicy(html, basePath) {
  const policy = pagePolicy(inlineHashes(html), basePath).replaceAll(ORIGIN, () => `\${o}`);
  // From the address, because the document's own origin is opaque in a sandbox.
  const writer = `(()=>{const o=new URL(location.href).origin,m=document.createElement("meta");m.httpEquiv="Content-Security-Policy";m.content=\`${policy}\`;document.head.append(m);document.currentScript.remove();m.remove()})()`;
  // The character set comes first: it has to be in the first 1,024 bytes.
  const head = /<head>(?:<meta charset="[^"]*"\s*\/?>)?/i;
  if (!head.test(html)) throw new Error("a page without a head");
  return html.replace(head, (start) => `${start}<script>${writer}</script>`);
}

/** Our own pages: the sandbox's have policies of their own. */
const OWN = /^out\/(?!sandbox[\w-]*\.html$).*\.html$/;

/** Gives every page of out/ its policy. */
export function writePolicies() {
  const basePath = process.env.FANOUT_BASE_PATH ?? "";
  rewritePages(OWN, (html) => withPolicy(html, basePath));
}
