import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { DOUBLING, doublingLink } from "./support/doubling";
import { draftKept, editor, PLAIN_EDITOR, runToEnd, writeProgram } from "./support/page";

test.use(PLAIN_EDITOR);

const LINK = doublingLink({ strategies: ["sequential", "pooled"] });

/** Writes a program, and waits until it is saved. */
async function writeDraft(page: Page): Promise<void> {
  await page.goto("./#example=letters");
  await writeProgram(page, DOUBLING);
  await draftKept(page);
}

const menu = (page: Page) => page.getByRole("banner").getByRole("button").first();

test("a link with results shows them as recorded, and after a run here next to the new ones", async ({
  page,
  browser,
}) => {
  await page.goto(`./${LINK}`);
  await expect(editor(page)).toContainText("doubling");
  await runToEnd(page);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  const field = dialog.getByRole("textbox", { name: "Link" });
  await expect(field).toHaveValue(/#f1\./);
  const results = dialog.getByRole("switch", { name: "Include results" });
  await expect(results).toBeChecked();
  const long = (await field.inputValue()).length;
  await results.click();
  await expect.poll(async () => (await field.inputValue()).length).toBeLessThan(long);
  const short = (await field.inputValue()).length;
  await expect(dialog).toContainText(`${short} characters · works everywhere`);
  await expect(dialog).toContainText("upTo: 6");
  await expect(dialog).toContainText("strategies: sequential, pooled");
  await results.click();
  await expect(dialog).toContainText(/Resultssequential .*, measured in /);
  await expect.poll(async () => (await field.inputValue()).length).toBeGreaterThan(short);
  const link = await field.inputValue();

  await dialog.getByRole("radio", { name: "Markdown" }).click();
  const markdown = dialog.getByRole("textbox", { name: "Markdown" });
  await expect(markdown).toHaveValue(
    /```ts\nimport [\s\S]*\[Open doubling in Fanout\][\s\S]*\| sequential \|/,
  );

  await dialog.getByRole("radio", { name: "Embed" }).click();
  const snippet = dialog.getByRole("textbox", { name: "Embed" });
  const preview = dialog.frameLocator("iframe");
  await expect(preview.getByText("Your machine will give different times")).toBeVisible();
  await dialog.getByRole("combobox", { name: "View" }).selectOption("code");
  await dialog.getByRole("combobox", { name: "Theme" }).selectOption("dark");
  await dialog.getByRole("switch", { name: "Read only" }).click();
  await expect(snippet).toHaveValue(/<fanout-playground src="#f1\.\S+" view="code" theme="dark" readonly/);
  await expect(preview.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(preview.locator("[data-editor=reader]")).toContainText("doubling");
  await expect(preview.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "Format" }).selectOption("frame");
  await expect(snippet).toHaveValue(
    /^<iframe src="[^"]*\/embed\/#f1\.\S+view=code&amp;theme=dark&amp;readonly"/,
  );

  const reader = await (await browser.newContext()).newPage();
  await reader.goto(link);
  const shown = reader.getByRole("region", { name: "Results" });
  await expect(shown).toContainText(/Recorded \d.*Your machine will give different times/);
  await reader.getByRole("tab", { name: "Timeline" }).click();
  await expect(shown).toContainText("Critical path");
  await reader.getByRole("tab", { name: "Tree" }).click();
  await reader.getByRole("treegrid").getByRole("row", { name: /twice/ }).first().click();
  await expect(reader.getByLabel("Selected span")).toContainText("Succeeded");
  for (const view of ["Breakdown"]) {
    await reader.getByRole("tab", { name: view }).click();
    await expect(shown).toContainText("Not in this recording");
  }
  await reader.getByRole("tab", { name: "Compare" }).click();
  await expect(shown).toContainText(/sequential/i);
  await shown.getByRole("button", { name: "Run here" }).click();
  const both = reader.getByRole("region", { name: "Run comparison" });
  await expect(both).toContainText(/Recorded: .*, \d+ cores?\. Here: this run/);
  await expect(both.getByRole("columnheader", { name: "Here over recorded" })).toBeVisible();
  for (const strategy of ["sequential", "pooled"])
    await expect(both.getByRole("row", { name: strategy })).toContainText("×");
  await expect(shown).not.toContainText("Your machine will give different times");
  await reader.context().close();
});

test("a program is saved as a file; files are opened or dropped as drafts; other files show an error", async ({
  page,
}) => {
  await page.goto(`./${LINK}`);
  await menu(page).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Download doubling.ts" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("doubling.ts");
  expect(await readFile(await file.path(), "utf8")).toBe(DOUBLING);

  await menu(page).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "Open a file…" }).click();
  await (await chooser).setFiles({
    name: "tripling.ts",
    mimeType: "text/plain",
    buffer: Buffer.from(DOUBLING.replaceAll("twice", "thrice")),
  });
  await expect(editor(page)).toContainText("thrice");
  await draftKept(page);
  await page.reload();
  await expect(editor(page)).toContainText("thrice");

  /** Drops a file on the editor. */
  const drop = (name: string, bytes: readonly number[]) =>
    page.evaluate(
      ([as, content]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(content)], as));
        const target = document.querySelector("[data-editor]");
        for (const type of ["dragenter", "dragover", "drop"])
          target?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, bytes] as const,
    );
  await drop("picture.png", [0x89, 0x50, 0xff, 0]);
  const notice = page.getByRole("alert").filter({ hasText: "Could not open the file" });
  await expect(notice).toContainText("picture.png is not a UTF-8 text file.");
  await expect(editor(page)).toContainText("thrice");
  await drop("pipeline.ts", [...Buffer.from(DOUBLING.replaceAll("twice", "dropped"))]);
  await expect(editor(page)).toContainText("dropped");
  await expect(notice).toHaveCount(0);
});

test.describe("with Monaco", () => {
  test.use({ hasTouch: false });

  test("drafts are listed, deleted and restored; a tab closed while typing loses nothing", async ({
    page,
    context,
  }) => {
    await writeDraft(page);
    await page.keyboard.type("// the last word");
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;

    const again = await context.newPage();
    await again.goto("./");
    await expect(editor(again)).toContainText("// the last word");
    await menu(again).click();
    await again.getByRole("menuitem", { name: "Drafts…" }).click();
    const dialog = again.getByRole("dialog", { name: "Drafts" });
    await dialog.getByRole("button", { name: "Delete doubling" }).click();
    await expect(dialog).toContainText("No drafts");
    await dialog.getByRole("button", { name: "Restore doubling" }).click();
    await dialog
      .getByRole("list", { name: "Drafts" })
      .getByRole("button", { name: /^doubling/ })
      .click();
    await expect(dialog).toHaveCount(0);
    await expect(editor(again)).toContainText("// the last word");
  });

  test("two tabs with one draft: each keeps its own text, and the second shows a notice", {
    tag: "@slow",
  }, async ({ page, context }) => {
    await writeDraft(page);
    const other = await context.newPage();
    await other.goto("./");
    await expect(editor(other)).toContainText("doubling");
    await writeProgram(other, DOUBLING.replaceAll("twice", "theirs"));
    await expect
      .poll(async () => {
        const [draft] = await drafts(other);
        return draft?.includes("theirs");
      })
      .toBe(true);
    await writeProgram(page, DOUBLING.replaceAll("twice", "ours"));
    await expect(page.getByText("Another tab changed this draft")).toBeVisible();
    const texts = await drafts(page);
    expect(texts).toHaveLength(2);
    expect(texts.filter((text) => text.includes("ours"))).toHaveLength(1);
    expect(texts.filter((text) => text.includes("theirs"))).toHaveLength(1);
  });

  /** Every stored draft, as JSON. */
  const drafts = (page: Page): Promise<string[]> =>
    page.evaluate(async () => {
      const known = (await indexedDB.databases()).find(({ name }) => name?.includes("drafts"));
      const open = indexedDB.open(known?.name ?? "");
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      const store = [...database.objectStoreNames][0] ?? "";
      const all = database.transaction(store).objectStore(store).getAll();
      const records = await new Promise<unknown[]>((resolve, reject) => {
        all.onsuccess = () => resolve(all.result);
        all.onerror = () => reject(all.error);
      });
      database.close();
      return records.map((record) => JSON.stringify(record));
    });
});

test("without storage, the first edit shows a notice, and drafts last as long as the tab", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    for (const name of ["indexedDB", "localStorage"])
      Object.defineProperty(window, name, { get: refuse, configurable: true });
  });
  await page.goto("./#example=letters");
  await writeProgram(page, DOUBLING);
  await expect(page.getByText("Not saved")).toBeVisible();
  await menu(page).click();
  await page
    .getByRole("menuitemcheckbox", { name: /^Squares/ })
    .or(page.getByRole("menuitem", { name: /^Squares/ }))
    .first()
    .click();
  await expect(editor(page)).not.toContainText("doubling");
  await menu(page).click();
  await page.getByRole("menuitem", { name: /^doubling/ }).click();
  await expect(editor(page)).toContainText("twice");
});
