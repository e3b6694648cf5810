import type { Page } from "@playwright/test";
import type { Plugin } from "esbuild";
import { buildPythonSandbox, buildSandbox } from "../../../scripts/generate/workers.mjs";
import { headersFor } from "../../../scripts/headers.mjs";
import { inRoot } from "../../../scripts/paths.mjs";

const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
const HASH = /'sha256-[^']+'/;

/**
 * Gives a page another sandbox: ours with one module replaced, under the policy of the original.
 * @param module path from the root
 * @param file which sandbox
 */
export async function withModule(
  page: Page,
  module: string,
  contents: string,
  file: "sandbox.html" | "sandbox-python.html" = "sandbox.html",
): Promise<void> {
  let replaced = false;
  const replace: Plugin = {
    name: "replace",
    setup: (build) =>
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path !== inRoot(module)) return undefined;
        replaced = true;
        return { contents, loader: "ts" };
      }),
  };
  const { page: typescript, coordinator } = await buildSandbox({ plugins: [replace] });
  const built =
    file === "sandbox.html" ? typescript : await buildPythonSandbox(coordinator, { plugins: [replace] });
  if (!replaced) throw new Error(`the sandbox is built without ${module}`);
  const served = await (await page.request.get(`./${file}`)).text();
  const policy = POLICY.exec(served)?.[0].replace(HASH, HASH.exec(built)?.[0] ?? "") ?? "";
  const body = built.replace(POLICY, () => policy);
  const headers = { ...headersFor(`/${file}`), "Content-Type": "text/html" };
  await page.route(`**/${file}*`, (route) => route.fulfill({ body, headers }));
}
