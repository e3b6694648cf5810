// Calls esbuild: for classic scripts that browsers load, and for parts of lib as a module that Node loads.
import { inRoot, root } from "./paths.mjs";

/**
 * The text of a classic script for browsers: module workers made from blobs fail in Chromium where the origin is opaque.
 * @param {string} entry from the root
 * @param {import("esbuild").BuildOptions} [options] on top
 */
export async function bundleScript(entry, { define, ...options } = {}) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"', ...define },
    logLevel: "error",
    ...options,
    entryPoints: [inRoot(entry)],
    write: false,
  });
  return outputFiles[0].text;
}

/**
 * Parts of the project's TypeScript as one module. Bundled at each call, which is quick, so it is never stale.
 * @param {string} contents the module's text: what it exports, and from where
 */
export async function loadForNode(contents) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    write: false,
    logLevel: "error",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
