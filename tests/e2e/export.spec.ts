import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { linkTo, PLAIN_EDITOR } from "./support/page";

test.use(PLAIN_EDITOR);

const PROGRAM = `from dagster import job, op


@op
def load():
    return 1


@job(config={"execution": {"config": {"multiprocess": {"max_concurrent": 2}}}})
def letters():
    load()
`;

test("settings of an exported project are chosen, and shown as a diff", { tag: "@slow" }, async ({
  page,
}) => {
  await page.goto(linkTo(PROGRAM, { workers: 3 }, { language: "python" }));
  await page
    .getByRole("banner")
    .getByRole("button", { name: /^(Programs|letters|main)/i })
    .click();
  await page.getByRole("menuitem", { name: "Export project…" }).click();
  const dialog = page.getByRole("dialog", { name: "Export project" });
  await expect(dialog).toContainText("main.py unchanged");
  await expect(dialog).toContainText("multiprocess.yaml new");

  await dialog.getByRole("textbox", { name: "max_concurrent" }).fill("5");
  const diff = dialog.getByRole("region", { name: "Changes in main.py" });
  await expect(diff).toContainText(
    '- @job(config={"execution": {"config": {"multiprocess": {"max_concurrent": 2}}}})',
  );
  await expect(diff).toContainText(
    '+ @job(config={"execution": {"config": {"multiprocess": {"max_concurrent": 5}}}})',
  );
  await dialog.getByRole("combobox", { name: "Add retries to a task" }).selectOption({ label: "load" });
  await dialog.getByRole("textbox", { name: "max_retries of load" }).fill("2");
  await expect(diff).toContainText("+ @op(retry_policy=dagster.RetryPolicy(max_retries=2))");

  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download" }).click(),
  ]);
  const files = unzipSync(new Uint8Array(readFileSync(await saved.path())));
  const textOf = (path: string) =>
    new TextDecoder().decode(Object.entries(files).find(([name]) => name.endsWith(`/${path}`))?.[1]);
  expect(textOf("main.py")).toContain('"max_concurrent": 5');
  expect(textOf("README.md")).toContain("- max_concurrent: 5, was 2");
  await dialog.getByRole("button", { name: "Reset" }).click();
  await expect(dialog).toContainText("main.py unchanged");
});
