import { existsSync, readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { inRoot } from "../../scripts/paths.mjs";
import { linkTo, PLAIN_EDITOR, runToEnd } from "./support/page";

/** `npm run packs` has made it, and the build has put it into the site. */
const hasPack = (id: string): boolean => existsSync(inRoot("out/packs", `${id}-pack.json`));

test.use(PLAIN_EDITOR);

const JOB = `from dagster import DynamicOut, DynamicOutput, RetryPolicy, job, op

tries = []


@op(out=DynamicOut(str))
def split():
    for letter in "ab":
        yield DynamicOutput(letter, mapping_key=letter)


@op(retry_policy=RetryPolicy(max_retries=1))
def upper(context, letter: str) -> str:
    tries.append(letter)
    context.log.info(f"try {tries.count(letter)} of {letter}")
    if tries == ["a"]:
        raise ValueError("not yet")
    return letter.upper()


@op
def join(letters: list[str]) -> str:
    return "".join(letters)


@job
def letters():
    join(split().map(upper).collect())
`;

async function open(page: Page, code: string): Promise<void> {
  await page.goto(linkTo(code, { strategies: ["sequential"] }, { language: "python" }));
  await runToEnd(page);
}

test("a Dagster program's answer says how the host adds the real Dagster, where it is not there", async ({
  page,
}) => {
  test.skip(hasPack("dagster"), "the site has a pack of Dagster");
  await open(page, JOB);
  await expect(page.getByText("This site does not have Dagster 1.13.28 itself")).toBeVisible();
  await expect(page.getByText("npm run packs", { exact: true })).toBeVisible();
});

test("a program's result is the same as the real Dagster's, retries and log included @slow", async ({
  page,
}) => {
  test.skip(!hasPack("dagster"), "there is no pack of Dagster: `npm run packs -- dagster`, then build");
  await open(page, JOB);
  await page.getByRole("button", { name: "Check with Dagster 1.13.28" }).click();
  await expect(page.getByText("Same result as Dagster 1.13.28 (4 steps).")).toBeVisible({ timeout: 150_000 });
});

test("a result that differs is shown with both texts, and a report can be copied @slow", async ({ page }) => {
  test.skip(!hasPack("dagster"), "there is no pack of Dagster: `npm run packs -- dagster`, then build");
  // Where a package is, is another place for each.
  await open(page, `${JOB}\nimport dagster\n\nletters.execute_in_process()\ndagster.__file__\n`);
  await page.getByRole("button", { name: "Check with Dagster 1.13.28" }).click();
  const check = page.getByRole("region", { name: "Check with Dagster 1.13.28" });
  await expect(check.getByText("1 difference from Dagster 1.13.28 (4 steps).")).toBeVisible({
    timeout: 150_000,
  });
  await expect(check.getByRole("heading", { name: "value of the last line" })).toBeVisible();
  await expect(check.getByText("'/fanout/dagster/__init__.py'")).toBeVisible();
  await expect(check.getByText("'/site/dagster/__init__.py'")).toBeVisible();
  await expect(check.getByRole("button", { name: "Copy report" })).toBeVisible();
});

for (const [id, verdict] of [
  ["flytekit", "Same result as flytekit 1.16.31 (4 steps)."],
  ["flyte", "Same result as Flyte 2.12.1 (4 steps)."],
] as const) {
  test(`a program's result is the same as the real ${id}'s @slow`, async ({ page }) => {
    test.skip(!hasPack(id), `there is no pack of ${id}: \`npm run packs -- ${id}\`, then build`);
    await open(page, readFileSync(inRoot(`tests/platforms/words_${id}.py`), "utf8"));
    await page.getByRole("button", { name: /^Check with / }).click();
    await expect(page.getByText(verdict)).toBeVisible({ timeout: 150_000 });
  });
}
