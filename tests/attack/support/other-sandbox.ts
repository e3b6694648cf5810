import type { Page } from "@playwright/test";
import type { Plugin } from "esbuild";
import { buildSandbox } from "../../../scripts/generate/workers.mjs";
import { headersFor } from "../../../scripts/headers.mjs";

/** Gives a page another sandbox: ours, built with one module replaced. */
export async function withModule(page: Page, path: RegExp, contents: string): Promise<void> {
  const replace: Plugin = {
    name: "replace",
    setup: (build) => build.onLoad({ filter: path }, () => ({ contents, loader: "ts" })),
  };
  const { page: body } = await buildSandbox([replace]);
  const headers = { ...headersFor("/sandbox.html"), "Content-Type": "text/html" };
  await page.route("**/sandbox.html*", (route) => route.fulfill({ body, headers }));
}
