import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "./gallery";

test("a program's HTML and Markdown cannot run scripts or affect the page", async ({ scene }) => {
  const page = await scene("artifacts");
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { name: "Report" })).toBeVisible();
  await page.getByRole("button", { name: /page\.html/ }).click();
  await expect(frame.getByRole("heading", { name: "Page" })).toBeVisible();
  await expect(page.locator("iframe")).toHaveAttribute("sandbox", "");
  await frame.getByRole("link").click();
  await expect(frame.getByRole("heading", { name: "Page" })).toBeVisible();
  await expect(page).toHaveTitle("Gallery");
  expect(page.context().pages()).toHaveLength(1);
});

test("JSON folds, pictures are shown, other files can only be saved", async ({ scene }) => {
  const page = await scene("artifacts");
  await page.getByRole("button", { name: /data\.json/ }).click();
  await expect(page.getByRole("treeitem", { name: /^topics:/ })).toBeVisible();
  await page.getByRole("button", { name: /logo\.svg/ }).click();
  const image = page.frameLocator("iframe[title='report/logo.svg']").locator("img");
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(64);
  await page.getByRole("button", { name: /raw\.bin/ }).click();
  await expect(page.getByText("binary file")).toBeVisible();
});

test("all files are saved as one zip", async ({ scene }) => {
  const page = await scene("artifacts");
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save all" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("pooled-files.zip");
  const files = unzipSync(await readFile(await saved.path()));
  expect(Object.keys(files)).toHaveLength(6);
  expect(strFromU8(files["report/data.json"] ?? new Uint8Array())).toContain("topics");
});

test("a chart is exported in every format, as it looks", async ({ scene }) => {
  // Dark theme, but light colors in the export.
  const page = await scene("compare-analysed", "dark");
  const save = async (name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name }).click(),
    ]);
    return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
  };
  await expect(page.locator(".recharts-surface").first()).toBeVisible();
  const svg = await save("Save as SVG");
  expect(svg.name).toBe("letters-compare.svg");
  const text = svg.bytes.toString();
  expect(text).toContain("Sequential");
  expect(text).toContain("rgb(24, 50, 117)");
  expect(text).not.toContain("var(");
  for (const words of ["faster than", "Start", "Measured with Fanout in", "rgb(255, 255, 255)"])
    expect(text).toContain(words);
  const png = await save("Save as PNG");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(png.bytes.length).toBeGreaterThan(5000);
  const csv = await save("Save as CSV");
  expect(csv.bytes.toString().split("\r\n")[0]).toBe("Figure,Sequential,Dynamic,Pooled");
});

test("a table is copied without the clipboard API", async ({ scene }) => {
  const page = await scene("compare-analysed");
  // No secure context, so there is no navigator.clipboard, as in an embed without that permission.
  expect(await page.evaluate(() => "clipboard" in navigator)).toBe(false);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: "Copy as Markdown table" }).click();
  await expect(page.getByText("Copied as Markdown")).toBeAttached();
  await page.getByText("All figures").click();
  const price = page.getByLabel(/^Price per op run/);
  await price.fill("");
  await price.press("ControlOrMeta+v");
  await expect(price).toHaveValue(/\| Sequential \| Dynamic \| Pooled \|/);
});

test("a trace is exported for other tools, and the timeline as a picture", async ({ scene }) => {
  // Dark theme, but light colors in the export.
  const page = await scene("timeline-letters", "dark");
  const save = async (name: string | RegExp) => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name }).click(),
    ]);
    return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) };
  };
  const chrome = await save(/Perfetto/);
  expect(chrome.name).toBe("letters-pooled.trace.json");
  expect(JSON.parse(chrome.bytes.toString()).traceEvents.length).toBeGreaterThan(30);
  const speedscope = await save(/speedscope/);
  expect(JSON.parse(speedscope.bytes.toString()).$schema).toContain("speedscope");
  const csv = await save(/CSV/);
  expect(csv.bytes.toString().split("\r\n").length).toBeGreaterThan(30);
  const picture = await save(/PNG/);
  expect(picture.name).toBe("letters-pooled-timeline.png");
  const seen = await page.evaluate(
    async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const { width, height } = image;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] };
      const count = (red: number, green: number, blue: number): number => {
        let found = 0;
        for (let at = 0; at < data.length; at += 4)
          if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) found += 1;
        return found / (width * height);
      };
      // The background, and bodies on workers, in light colors.
      return { ground: count(255, 255, 255), bodies: count(24, 50, 117) };
    },
    [...picture.bytes],
  );
  expect(seen.ground).toBeGreaterThan(0.4);
  expect(seen.bodies).toBeGreaterThan(0.02);
});
