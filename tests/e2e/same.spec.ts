import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { DOUBLING } from "./support/doubling";
import { linkTo, PLAIN_EDITOR, runToEnd } from "./support/page";

test.use(PLAIN_EDITOR);

test("what a run did is written for platforms, and exported as a project", async ({ page }) => {
  await page.goto(linkTo(DOUBLING, { workers: 3, strategies: ["pooled"] }));
  await runToEnd(page);
  await page
    .getByRole("banner")
    .getByRole("button", { name: /^(Programs|doubling|main|twice)/i })
    .click();
  await page.getByRole("menuitem", { name: "The same in Dagster, Flyte or a pool…" }).click();
  const dialog = page.getByRole("dialog", { name: "The same in…" });
  const first = dialog.getByRole("region", { name: "Platform" });
  await expect(first).toContainText(/"max_concurrent": \d+/);
  await expect(first).toContainText(".map(twice)");
  await expect(dialog.getByRole("region", { name: "Compare with" })).toContainText(/Pool\(\d+\)/);
  await first.getByRole("combobox", { name: "Platform" }).selectOption("flyte");
  await expect(first).toContainText(/flyte\.map\(twice, r1, concurrency=\d+\)/);

  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    first.getByRole("button", { name: "Export project" }).click(),
  ]);
  const files = unzipSync(new Uint8Array(readFileSync(await saved.path())));
  const main = Object.entries(files).find(([name]) => name.endsWith("/main.py"))?.[1];
  expect(new TextDecoder().decode(main)).toContain("#   const twice = task(");
});
