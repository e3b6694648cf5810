import { defineConfig } from "@playwright/test";
import { launchOptions, withoutFeatures } from "./scripts/browser.mjs";

const port = Number(process.env.FANOUT_TEST_PORT ?? 4173);
/** What is tagged @slow: left out (`npm test`), alone ("only": `npm run test:slow`), or with the others ("all"). */
const slow = process.env.FANOUT_SLOW;

export default defineConfig({
  testMatch: "**/*.spec.ts",
  // tests/e2e: the site as its readers use it. tests/attack: as strangers' code and pages do. tests/generators: as
  // documentation sites embed it, those that are slow to install and build in `npm run test:generators` only.
  projects: [
    { name: "e2e", testDir: "tests/e2e" },
    {
      name: "attack",
      testDir: "tests/attack",
      use: { launchOptions: launchOptions([withoutFeatures()]) },
    },
    {
      name: "generators",
      testDir: "tests/generators",
      testIgnore:
        process.env.FANOUT_GENERATORS === "all"
          ? []
          : ["docusaurus.spec.ts", "markdown.spec.ts", "vitepress.spec.ts"],
    },
  ],
  outputDir: ".cache/playwright",
  ...(slow === "only" && { grep: /@slow/ }),
  ...(!slow && { grepInvert: /@slow/ }),
  // Generous, for a browser on two busy cores: every wait inside is for a condition, and a test that passes waits no longer.
  timeout: 180_000,
  expect: { timeout: Number(process.env.FANOUT_EXPECT_MS ?? 40_000) },
  // What needs another try on a shared machine is named at the end as something to fix.
  retries: process.env.CI ? 1 : 0,
  // Most tests wait most of the time. Those that reach bounds take every core, and programs that sleep print in the order of times.
  workers: slow === "only" ? 1 : 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: ".cache/playwright.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${port}${process.env.FANOUT_BASE_PATH ?? ""}/`,
    viewport: { width: 1280, height: 800 },
    // A quarter of the processor time, for something that is rarely read. `npx playwright test --trace on -g "…"` records one.
    trace: process.env.CI ? "on-first-retry" : "off",
    // Its downloads would be in what other tests count and hold back; learn-offline.spec.ts allows it.
    serviceWorkers: "block",
    launchOptions: launchOptions(),
  },
  webServer: {
    // test:guards serves a copy of the site in which a guard is missing.
    command: `node scripts/serve.mjs --port ${port} --host 127.0.0.1 ${process.env.FANOUT_TEST_FOLDER ? `--folder "${process.env.FANOUT_TEST_FOLDER}"` : ""}`,
    url: `http://127.0.0.1:${port}${process.env.FANOUT_BASE_PATH ?? ""}/`,
    reuseExistingServer: false,
  },
});
