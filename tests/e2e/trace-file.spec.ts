import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { editor, runToEnd } from "./support/page";

async function openFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole("banner").getByRole("button").first().click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "Open a file…" }).click();
  await (await chooser).setFiles({ name, mimeType: "application/gzip", buffer });
}

test("a run is saved as a trace file, and opened again on another page", async ({ page, context }) => {
  await page.goto("./#example=letters");
  await page.getByRole("spinbutton", { name: "pieceMs" }).fill("3");
  await page.getByLabel("Rounds").selectOption("1");
  await runToEnd(page);
  await page.getByRole("tab", { name: "Tree" }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /Save trace file/ }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("letters-pooled.fanout-trace.json.gz");
  const bytes = await readFile(await saved.path());
  await page.close();

  const other = await context.newPage();
  await other.goto("./#example=squares");
  await expect(editor(other)).toContainText("squares");
  await openFile(other, "run.fanout-trace.json.gz", bytes);
  await expect(editor(other)).toContainText("compute_piece");
  await expect(other.getByRole("spinbutton", { name: "pieceMs" })).toHaveValue("3");
  await other.getByRole("tab", { name: "Tree" }).click();
  await expect(other.getByTitle("compute_piece · a")).toBeVisible();
  await other.getByRole("tab", { name: "Timeline" }).click();
  await expect(other.getByRole("application")).toHaveAttribute("aria-label", /^pooled: \d+ spans, \d+ lanes/);
  await other.getByRole("tab", { name: "Breakdown" }).click();
  await expect(other.getByRole("radio", { name: "By worker" })).toBeVisible();

  await openFile(other, "half.fanout-trace.json.gz", bytes.subarray(0, bytes.length / 2));
  const notice = other.getByRole("alert").filter({ hasText: "Could not open the file" });
  await expect(notice).toContainText(
    "half.fanout-trace.json.gz is damaged or incomplete. Download or save it again. Your program is unchanged.",
  );
  await expect(editor(other)).toContainText("compute_piece");
});
