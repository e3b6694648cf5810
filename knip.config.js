// `npx knip` finds what nobody uses; with `--production`, also what only tests use. `npm run lint` runs both.
const production = process.argv.includes("--production");

/** @type {import("knip").KnipConfig} */
export default {
  workspaces: {
    ".": {
      entry: [
        "app/**/*.{ts,tsx}!",
        "scripts/*.mjs!",
        // Bundled by esbuild, each a script of its own.
        "scripts/monaco/{editor,editor.worker,python,editor-stub,typescript.worker}.ts!",
        "scripts/pyright/seal.ts!",
        "workers/*.ts!",
        // Run by scripts/generate/python.mjs, with parts that only it imports.
        "scripts/generate/python-snapshot.mjs!",
        "lib/runner/python/snapshot.ts!",
        "lib/embed/{api,embed}.ts!",
        // Read as text.
        "lib/examples/programs/*.ts!",
        "bench/page.ts",
        "bench/programs/*.ts",
        "tests/{attack/support/harness,browsers/lab,browsers/node-side,conformance/python/page}.ts",
        "tests/gallery/{main.tsx,look.mjs,measure.mjs}",
        "tests/guards/vitest.config.ts",
      ],
      project: [
        "**/*.{ts,tsx,mjs}!",
        "!{tests,bench}/**!",
        "!**/*.test.*!",
        "!**/{testing,fixtures}/**!",
        "!**/testing.ts!",
      ],
      ignore: ["tests/generators/{docusaurus,html,markdown,vitepress}/**"],
      // Found by their paths: a browser, a page that a test opens, and a script that the site serves.
      ignoreDependencies: ["@sparticuz/chromium", "speedscope", "browser-basedpyright"],
      ignoreBinaries: ["apt-get"],
    },
    // Only `npm run bench` needs its packages.
    "bench/peers": { entry: ["frame.ts", "{hand,comlink,threads,workerpool,poolifier}.ts", "*.worker.ts"] },
  },
  // A type may be named by those who never import it; what a test looks at may be exported.
  ignoreExportsUsedInFile: production || { interface: true, type: true },
};
