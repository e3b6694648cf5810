import { test as base, type Page } from "@playwright/test";
import { bundleScript } from "../../../scripts/bundle.mjs";
import type { Attack, RunAnswer, RunRequest } from "./harness";
import { type Hits, openHits } from "./hits";

declare const attack: Attack;

/** A page of the site with the harness in it. */
export interface Lab {
  readonly page: Page;
  readonly hits: Hits;
  run(code: string, options?: Omit<RunRequest, "code">): Promise<RunAnswer>;
  /** Workers and frames that the browser runs for this page right now. */
  workers(): number;
}

/** Puts the harness into an open page of the site, through the debugger, which no content policy stops. */
const prepare = (page: Page, harness: string): Promise<unknown> => page.evaluate(`${harness};0`);

/** What a test asks of the harness. */
function labOf(page: Page, hits: Hits): Lab {
  return {
    page,
    hits,
    // As text: a result may be nested deeper than the debugger's wire allows.
    run: async (code, options = {}) =>
      JSON.parse(
        await page.evaluate(async (request) => JSON.stringify(await attack.run(request)), {
          code,
          ...options,
        }),
      ) as RunAnswer,
    workers: () => page.workers().length,
  };
}

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
async function ownHits({}, use: (hits: Hits) => Promise<void>): Promise<void> {
  const hits = await openHits();
  await use(hits);
  await hits.close();
}

export const test = base.extend<{ lab: Lab }, { harness: string; hits: Hits; control: Hits }>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const basePath = JSON.stringify(process.env.FANOUT_BASE_PATH ?? "");
      await use(
        await bundleScript("tests/attack/support/harness.ts", {
          define: { "process.env.NEXT_PUBLIC_BASE_PATH": basePath },
        }),
      );
    },
    { scope: "worker" },
  ],
  hits: [ownHits, { scope: "worker" }],
  // What a test itself has a browser load: browsers open spare connections for that.
  control: [ownHits, { scope: "worker" }],
  lab: async ({ page, harness, hits }, use) => {
    await page.goto("./embed/");
    await prepare(page, harness);
    await hits.take();
    await use(labOf(page, hits));
  },
});
export { expect } from "@playwright/test";
export { program } from "./program";
