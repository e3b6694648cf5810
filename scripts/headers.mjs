// The site's headers, in one table: our own server sends them, and host-files.mjs writes them for other hosts.
// No two rules that match one path name the same header, because some hosts would join the two values.

/** @typedef {{ path: string, headers: Readonly<Record<string, string>> }} HeaderRule a path may end in "*" */

/** @type {readonly HeaderRule[]} */
export const headerRules = [
  {
    path: "/*",
    headers: {
      // These two isolate a page: shared memory and fine timers. Not `require-corp`: WebKit then refuses workers made
      // from blobs. In a browser that does not know `credentialless` the page works without isolation.
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "credentialless",
      // Any page may frame the embed and load embed.js, isolated pages included.
      "Cross-Origin-Resource-Policy": "cross-origin",
      // In a host's `sandbox` the embed has an opaque origin, so its modules and fonts are cross-origin.
      "Access-Control-Allow-Origin": "*",
      "X-Content-Type-Options": "nosniff",
      // Links to other sites do not say where they were found.
      "Referrer-Policy": "no-referrer",
      // We use none of these, so nothing that is injected can.
      "Permissions-Policy":
        "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=()",
    },
  },
  // These isolate themselves inside a page that is not isolated (an embed's host). Chromium only; others ignore it.
  { path: "/embed/*", headers: { "Document-Isolation-Policy": "isolate-and-credentialless" } },
  ...["/sandbox.html", "/sandbox-python.html"].map((path) => ({
    path,
    headers: {
      "Document-Isolation-Policy": "isolate-and-credentialless",
      // An opaque origin even in a tab, or in a frame without the `sandbox` attribute.
      "Content-Security-Policy": "sandbox allow-scripts",
    },
  })),
  // Other sites may frame the embed only. Named one by one, because an embed must not get this header, and a sandbox has
  // its own.
  ...["/", "/index.html", "/learn/*", "/reference/*", "/404.html", "/404/*", "/_not-found/*"].map((path) => ({
    path,
    headers: { "Content-Security-Policy": "frame-ancestors 'self'" },
  })),
  // Their names change with their content.
  { path: "/_next/static/*", headers: { "Cache-Control": "public, max-age=31536000, immutable" } },
  { path: "/packs/*", headers: { "Cache-Control": "public, max-age=31536000, immutable" } },
  { path: "/pyright/*", headers: { "Cache-Control": "public, max-age=31536000, immutable" } },
  { path: "/monaco/*", headers: { "Cache-Control": "public, max-age=31536000, immutable" } },
  { path: "/python/*", headers: { "Cache-Control": "public, max-age=31536000, immutable" } },
];

/**
 * Headers of one path of the site.
 * @param {string} path from the site's root, below any base path
 * @returns {Record<string, string>}
 */
export function headersFor(path) {
  const matching = headerRules.filter((rule) =>
    rule.path.endsWith("*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path,
  );
  return Object.assign({}, ...matching.map((rule) => rule.headers));
}
