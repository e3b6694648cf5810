import { expect, test } from "@playwright/test";
import { draftKept, PLAIN_EDITOR, runToEnd, writeProgram } from "./support/page";

test.use(PLAIN_EDITOR);

const CODE = `import { task, workflow } from "fanout";
const half = task((n: number) => n / 2, { name: "half", cache: true });
export default workflow(() => half(4), { name: "mine" });
`;

/** Everything that the page has stored: keys of its databases and of \`localStorage\`. */
const stored = () =>
  new Promise<string[]>((resolve) => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith("fanout:"));
    let left = 3;
    for (const name of ["drafts", "history", "results"]) {
      const opening = indexedDB.open(`fanout-${name}`);
      opening.onsuccess = () => {
        const { result: db } = opening;
        const done = (found: IDBValidKey[]) => {
          db.close();
          keys.push(...found.map((key) => `${name} ${key}`));
          left -= 1;
          if (left === 0) resolve(keys);
        };
        if (!db.objectStoreNames.contains("entries")) return done([]);
        const all = db.transaction("entries").objectStore("entries").getAllKeys();
        all.onsuccess = () => done(all.result);
      };
    }
  });

test("everything on this device is deleted after a question, and the page says what", async ({ page }) => {
  await page.goto("./#example=spawn&strategies=pooled&rounds=1");
  await writeProgram(page, CODE);
  await draftKept(page);
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Dark" }).click();
  await runToEnd(page);
  await expect.poll(async () => (await page.evaluate(stored)).length).toBeGreaterThan(5);

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Delete everything on this device" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete everything" });
  await expect(dialog).toContainText("It cannot be undone.");
  await dialog.getByRole("button", { name: "Delete everything" }).click();
  await expect(page.getByText("Everything on this device was deleted")).toBeVisible();
  await expect(page.getByText(/Deleted: .*1 draft, 1 earlier run, 1 cached result/)).toBeVisible();
  expect(await page.evaluate(stored)).toEqual([]);
  // What is on the screen stays there, and is stored again when it is changed.
  await expect(page.locator("[data-editor]")).toContainText("mine");
  await writeProgram(page, `${CODE}// more`);
  await draftKept(page);
});

test("drafts that cannot be read are kept, mentioned, and can be downloaded", async ({ page }) => {
  await page.goto("./#example=letters");
  await writeProgram(page, CODE);
  await draftKept(page);
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const opening = indexedDB.open("fanout-drafts");
        opening.onsuccess = () => {
          const { result: db } = opening;
          const change = db.transaction("entries", "readwrite");
          change.objectStore("entries").put({ version: 99, data: { code: "of tomorrow" } }, "newer");
          change.oncomplete = () => {
            db.close();
            done();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByText("1 draft cannot be read by this version of Fanout")).toBeVisible();
  await page.getByRole("button", { name: "mine" }).click();
  await page.getByRole("menuitem", { name: "Drafts…" }).click();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download draft 1 as it is stored" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("draft-newer.json");
});

test("a list of earlier runs that cannot be read is made again, and the page says so", async ({ page }) => {
  await page.goto("./#example=spawn&strategies=pooled&rounds=1");
  await runToEnd(page);
  await expect.poll(async () => (await page.evaluate(stored)).join()).toContain("history value:");
  const before = (await page.evaluate(stored)).filter((key) => key.startsWith("history value:"));
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const opening = indexedDB.open("fanout-history");
        opening.onsuccess = () => {
          const { result: db } = opening;
          const change = db.transaction("entries", "readwrite");
          const entries = change.objectStore("entries");
          const reading = entries.get("index");
          reading.onsuccess = () => entries.put({ ...reading.result, version: 2 }, "index");
          change.oncomplete = () => {
            db.close();
            done();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByText("The list of earlier runs could not be read")).toBeVisible();
  const after = (await page.evaluate(stored)).filter((key) => key.startsWith("history value:"));
  expect(after).toEqual(before);
});
