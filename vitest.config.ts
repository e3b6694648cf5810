import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^fanout$/, replacement: path("./lib/sdk/index.ts") },
      { find: /^@\//, replacement: path("./") },
    ],
  },
  test: {
    include: [
      "{components,lib,workers}/**/*.test.{ts,tsx}",
      "tests/conformance/**/*.test.ts",
      "tests/unit/**/*.test.{ts,mjs}",
      "tests/runs/**/*.test.ts",
      "tests/fuzz/**/*.test.ts",
    ],
    environment: "node",
    // A thread for each core, and no new realm for each file: half the time of the tests would go into starting.
    pool: "threads",
    maxWorkers: "100%",
    isolate: false,
    unstubGlobals: true,
    // Examples log.
    silent: "passed-only",
    setupFiles: ["tests/support/seed.ts"],
    // A few seconds at most where cores are free; what runs into this is stuck.
    testTimeout: 60_000,
    // As in playwright.config.ts: what passes at its second try is named, to be fixed.
    retry: process.env.CI ? 1 : 0,
    // lib/language/typescript imports sucrase's own parser, an ES module that only a bundler's resolution finds.
    server: { deps: { inline: ["sucrase"] } },
  },
});
