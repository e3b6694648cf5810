import { expect, type Page, test } from "@playwright/test";
import { linkTo, PLAIN_EDITOR, runToEnd } from "./support/page";

test.use(PLAIN_EDITOR);

const PROGRAM = `import boto3
import pandas as pd
from dagster import DynamicOut, DynamicOutput, job, op

s3 = boto3.client("s3")


@op(out=DynamicOut(str))
def files():
    for each in s3.list_objects_v2(Bucket="a")["Contents"]:
        yield DynamicOutput(each["Key"], mapping_key=each["Key"])


@op
def rows(path: str) -> int:
    return len(pd.read_csv(path))


@op
def total(counts: list[int]) -> int:
    return sum(counts)


@job
def sizes():
    total(files().map(rows).collect())
`;

const results = (page: Page) => page.getByRole("region", { name: "Results" });
const problems = (page: Page) => page.getByRole("region", { name: "Problems" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Stand-ins" });

test("a program that needs what a browser lacks runs with stand-ins, and says that its times are modelled", async ({
  page,
}) => {
  await page.goto(linkTo(PROGRAM, { strategies: ["pooled"], rounds: 1, workers: 2 }, { language: "python" }));
  await expect(problems(page)).toContainText("files uses boto3, so it fails here.");
  await runToEnd(page);
  await expect(problems(page)).toContainText("Give files a stand-in");

  await problems(page).getByRole("button", { name: "Give files a stand-in" }).click();
  await expect(dialog(page)).toContainText("uses pandas, line 16");
  await dialog(page).getByRole("button", { name: "Give all 2 a stand-in" }).click();
  const takes = dialog(page).getByRole("textbox", { name: "Takes (rows)" });
  await takes.fill("30 s ± 20%");
  await dialog(page).getByRole("textbox", { name: "Time scale: a minute takes" }).fill("200 ms");
  await dialog(page).getByRole("textbox", { name: "Value, as Python writes it" }).last().fill("7");
  await page.keyboard.press("Escape");
  await expect(problems(page)).not.toContainText("so it fails here");

  await runToEnd(page);
  await expect(results(page)).toContainText(
    "Times are modelled: stand-ins ran in place of files and rows. Their durations are divided by 300",
  );
  await results(page).getByRole("tab", { name: "Tree" }).click();
  await expect(results(page).getByText("modelled").first()).toBeVisible();
  await results(page).getByRole("tab", { name: "Timeline" }).click();
  await expect(results(page).getByText("Modelled")).toBeVisible();
  await results(page).getByRole("tab", { name: "Breakdown" }).click();
  await expect(results(page).getByText(/Modelled\.$/)).toBeVisible();
  await results(page).getByRole("tab", { name: "Output" }).click();
  // Four files of seven rows each.
  await expect(results(page)).toContainText("28");

  // The link has them.
  await page.reload();
  await expect(problems(page)).toHaveCount(1);
  await expect(problems(page)).not.toContainText("so it fails here");
});
