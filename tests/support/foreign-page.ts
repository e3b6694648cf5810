import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Frame, type Page } from "@playwright/test";
import { serve } from "../../scripts/serve.mjs";

/**
 * Runs something against one of our pages in a frame of another site's page. The other site is a real server: Chromium does
 * not let a mocked public host frame a local address.
 * @param url the page to frame.
 * @param use gets its frame, and the page around it as `page`.
 * @param options `sandbox` as the frame's attribute; `isolate` for a host that is isolated itself.
 */
export async function inForeignPage(
  page: Page,
  url: string,
  use: (frame: Frame) => Promise<void>,
  options: { sandbox?: string; isolate?: boolean } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fanout-host-"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Host</title><body></body>");
  // "localhost" is another site than "127.0.0.1", where the site under test is.
  const host = await serve({ folder, isolate: options.isolate ?? false });
  try {
    await page.goto(host.url);
    await page.evaluate(
      ([src, sandbox]) => {
        const frame = document.createElement("iframe");
        if (sandbox !== undefined) frame.setAttribute("sandbox", sandbox);
        frame.allow = "cross-origin-isolated";
        frame.src = src ?? "";
        document.body.append(frame);
      },
      [url, options.sandbox],
    );
    await expect.poll(() => page.frames().map((frame) => frame.url())).toContain(url);
    const frame = page.frame({ url });
    if (!frame) throw new Error(`${url} is gone`);
    await frame.waitForLoadState();
    await use(frame);
  } finally {
    await host.close();
    await rm(folder, { recursive: true });
  }
}
