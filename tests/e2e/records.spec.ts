import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { openHost } from "./support/embed";
import { editor, runToEnd } from "./support/page";

const corpus = (name: string): Buffer => readFileSync(new URL(`../corpus/runs/${name}`, import.meta.url));

async function openFiles(page: Page, names: readonly string[]): Promise<void> {
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("banner").getByRole("button").first().click();
  await page.getByRole("menuitem", { name: "Open a file…" }).click();
  await (await chosen).setFiles(
    names.map((name) => ({ name, mimeType: "application/octet-stream", buffer: corpus(name) })),
  );
}

test("a Dagster debug file shows where its time went, and what kept workers would change", async ({
  page,
}) => {
  await page.goto("./#example=squares");
  await expect(editor(page)).toContainText("squares");
  await openFiles(page, ["dagster-fan24-spawn-4.gz"]);
  await expect(
    page.getByRole("heading", { name: /^82% of the time that steps held a slot was worker start/ }),
  ).toBeVisible();
  await expect(editor(page)).toContainText("const work = task(");
  // Nothing is said about other numbers of workers before somebody says how many cores they shared.
  await expect(page.getByText(/Enter its number of cores/).first()).toBeVisible();
  await page.getByRole("spinbutton", { name: "Cores of the host" }).fill("2");
  await expect(
    page.getByText(/^Kept workers \(a pool of 4\): about [\d.]+ s instead of 1 min 3 s \(/),
  ).toBeVisible();
  await expect(page.getByText(/^It would have taken about 1 min \d+ s instead of/)).toBeVisible();
  await page.getByRole("tab", { name: "Tree" }).click();
  await expect(page.getByRole("row", { name: /work/ }).first()).toBeVisible();
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByRole("application")).toHaveAttribute("aria-label", /27 spans, 5 lanes/);
});

test("a visitor without a record tries a real one", async ({ page }) => {
  await page.goto("./#example=squares");
  await expect(editor(page)).toContainText("squares");
  await page.getByRole("banner").getByRole("button").first().click();
  await page.getByRole("menuitem", { name: /Try a real Dagster run/ }).click();
  await expect(page.getByRole("heading", { name: /^82% of the time/ })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Answer" })).toHaveAttribute("aria-selected", "true");

  // Kept only when asked for, and found again with its answer.
  await page.getByRole("button", { name: "Keep in Earlier runs" }).click();
  await expect(page.getByText("Kept in Earlier runs, on this device.")).toBeVisible();
  await page.goto("./#example=letters");
  await expect(editor(page)).toContainText("compute_piece");
  await page.getByRole("button", { name: "Earlier runs" }).click();
  await page.getByRole("button", { name: /^fan24: dynamic/ }).click();
  await expect(page.getByRole("heading", { name: /^82% of the time/ })).toBeVisible();
});

test("pages of one run are opened together, and a foreign file is refused in words", async ({ page }) => {
  await page.goto("./#example=squares");
  await expect(editor(page)).toContainText("squares");
  await openFiles(
    page,
    [1, 2, 3].map((n) => `dagster-graphql-retries-page${n}.json.gz`),
  );
  await expect(page.getByText(/^retries · Dagster|^Dagster run · Dagster/)).toBeVisible();
  await openFiles(page, ["dask-task-stream.json.gz"]);
  await expect(page.getByRole("alert").filter({ hasText: "is a Dask task stream" })).toBeVisible();
});

test("a record is shared as a link and as an embed, with its names or without", { tag: "@slow" }, async ({
  page,
  browser,
}) => {
  await page.goto("./#example=squares");
  await expect(editor(page)).toContainText("squares");
  await openFiles(page, ["dagster-fan24-spawn-4.gz"]);
  const headline = /^82% of the time that steps held a slot was worker start/;
  await expect(page.getByRole("heading", { name: headline })).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  const field = dialog.getByRole("textbox", { name: "Link" });
  await expect(dialog).toContainText("fan24: 26 steps with their times");
  const link = await field.inputValue();
  await dialog.getByRole("switch", { name: "Replace names" }).click();
  await expect(dialog).toContainText("run: 26 steps with their times");
  await expect.poll(() => field.inputValue()).not.toBe(link);
  const withoutNames = await field.inputValue();
  await dialog.getByRole("radio", { name: "Embed" }).click();
  const preview = dialog.frameLocator("iframe");
  await expect(preview.getByRole("heading", { name: headline })).toBeVisible();

  const reader = await browser.newPage();
  await reader.goto(link);
  await expect(reader.getByRole("heading", { name: headline })).toBeVisible();
  await expect(reader.getByText(/^fan24 · Dagster/)).toBeVisible();
  await expect(editor(reader)).toContainText("const work = task(");
  await reader.getByRole("spinbutton", { name: "Cores of the host" }).fill("2");
  await expect(
    reader.getByText(/^Kept workers \(a pool of 4\): about [\d.]+ s instead of 1 min 3 s \(/),
  ).toBeVisible();
  await reader.getByRole("tab", { name: "Timeline" }).click();
  await expect(reader.getByRole("application")).toHaveAttribute("aria-label", /27 spans, /);

  await reader.goto(withoutNames);
  await expect(editor(reader)).toContainText("const step_1 = task(");
  await expect(reader.getByText(/^run · Dagster/)).toBeVisible();
  await expect(reader.getByText("fan24")).toHaveCount(0);
  await reader.close();
});

test("a record that is dropped on an embed opens there, and goes along to the page", {
  tag: "@slow",
}, async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters&view=code" });
  await expect(host.frame.locator("[data-editor=reader]")).toContainText("compute_piece");
  const dropped = corpus("dagster-fan24-spawn-4.gz").toString("base64");
  await host.frame.locator("body").evaluate((body, base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], "run.gz"));
    body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, dropped);
  await expect(host.frame.getByRole("heading", { name: /^82% of the time/ })).toBeVisible();
  const opened = page.waitForEvent("popup");
  await host.frame.getByRole("button", { name: "Open in Fanout" }).click();
  const tab = await opened;
  await expect(tab.getByRole("heading", { name: /^82% of the time/ })).toBeVisible();
  await host.close();
});

test("the text of a record is pasted", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./#example=squares");
  await expect(editor(page)).toContainText("squares");
  const text = gunzipSync(corpus("flyte2-pods-SYNTHETIC.json.gz")).toString();
  await page.getByRole("banner").evaluate((banner, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    banner.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await expect(page.getByText(/· Flyte 2 ·/)).toBeVisible();
});

test("one of several runs in a file is chosen", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./#example=squares");
  await expect(editor(page)).toContainText("squares");
  const line = (run: string, step: string): string => JSON.stringify({ run, step, started: 0, ended: 1 });
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("banner").getByRole("button").first().click();
  await page.getByRole("menuitem", { name: "Open a file…" }).click();
  await (await chosen).setFiles({
    name: "runs.jsonl",
    mimeType: "application/octet-stream",
    buffer: Buffer.from([line("monday", "load"), line("tuesday", "clean")].join("\n")),
  });
  await expect(page.getByText("2 runs in this record")).toBeVisible();
  await expect(editor(page)).toContainText("const load = task(");
  await page.getByRole("button", { name: /^2: .*tuesday/ }).click();
  await expect(editor(page)).toContainText("const clean = task(");
});

test("two runs of one job are compared, step by step", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./#example=squares");
  await expect(editor(page)).toContainText("squares");
  await openFiles(page, ["dagster-fan24-spawn-4.gz"]);
  await expect(page.getByRole("heading", { name: /^82% of the time/ })).toBeVisible();
  await openFiles(page, ["dagster-fan24-in-process.gz"]);
  const comparison = page.getByRole("region", { name: "Run comparison" });
  await expect(comparison.getByRole("heading", { name: /took 1 min 3 s, then 24\.\d s/ })).toBeVisible();
  await expect(
    comparison.getByRole("region", { name: "Step by step" }).getByRole("row", { name: /^work/ }),
  ).toContainText("24");
  await comparison.getByRole("button", { name: "Close comparison" }).click();
  await expect(comparison).toHaveCount(0);
});

test("a record is compared with a run of the program here", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./#example=squares");
  await expect(editor(page)).toContainText("squares");
  await openFiles(page, ["dagster-fan24-in-process.gz"]);
  await expect(page.getByRole("heading", { name: /of the time that steps took was work/ })).toBeVisible();
  await runToEnd(page);
  const steps = page.getByRole("region", { name: "Step by step" });
  await expect(steps.getByRole("heading", { name: "3 steps in both runs: recorded and here" })).toBeVisible();
  await expect(steps.getByRole("row", { name: /^work/ })).toBeVisible();
});

test("the lesson about a record shows it in its playground", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./learn/dagster-run/");
  await expect(page.locator("[data-recorded]")).toContainText("82% of the time that steps held a slot");
  const frame = page.frameLocator("fanout-playground iframe");
  await expect(frame.getByRole("heading", { name: /^82% of the time that steps held a slot/ })).toBeVisible();
  await page.getByRole("link", { name: "its timeline" }).click();
  await expect(page.getByRole("tab", { name: "Timeline" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("application")).toBeVisible();
});
