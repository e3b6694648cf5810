import { expect, test } from "./support/embed";
import { linkTo, PLAIN_EDITOR, runButton, runToEnd } from "./support/page";

test.use(PLAIN_EDITOR);

const JOB = `from dagster import job, op

@op
def one():
    return 20

@op
def two(value: int):
    return value + 22

@job
def both():
    two(one())
`;

test("a Dagster job runs in the local mode, once, and the result says so; the setting is kept in the link", async ({
  page,
}) => {
  await page.goto(linkTo(JOB, { workers: 1 }, { language: "python" }));
  const settings = page.getByRole("button", { name: "Settings" });
  // The setting is there once the program is known to be a platform's.
  await settings.click();
  const mode = page.getByRole("radiogroup", { name: "Steps" });
  await expect(mode).toBeVisible();
  await mode.getByRole("radio", { name: "Local mode" }).click();
  await page.keyboard.press("Escape");
  await runToEnd(page);
  const results = page.getByRole("region", { name: "Results" });
  await expect(results.getByText("Ran as in the platform's local mode")).toBeVisible();
  await expect(page).toHaveURL(/#/);
  await page.reload();
  await settings.click();
  await expect(mode.getByRole("radio", { name: "Local mode" })).toBeChecked();
  await page.getByRole("button", { name: "Reset to defaults" }).click();
  await expect(mode.getByRole("radio", { name: "Platform" })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(runButton(page)).toBeEnabled();
});

const MAPPED = `from dagster import DynamicOut, DynamicOutput, RetryPolicy, job, op

@op(out=DynamicOut(int))
def numbers():
    for n in range(6):
        yield DynamicOutput(n, mapping_key=f"n{n}")

@op(retry_policy=RetryPolicy(max_retries=2))
def square(context, n: int) -> int:
    if n == 2 and context.retry_number == 0:
        raise ValueError("once more")
    return n * n

@op
def half(n: int) -> float:
    return n / 2

@op
def total(ns: list) -> float:
    return sum(ns)

@job
def all_numbers():
    total(numbers().map(square).map(half).collect())
`;

const RUN = { strategies: ["hybrid" as const], workers: 2, rounds: 1 };

test("mapped steps of Dagster share interpreters under hybrid, a chunk in each", async ({ embed }) => {
  const report = await embed.run(MAPPED, { language: "python", settings: RUN });
  expect(report.strategies).toMatchObject([
    // Two maps of six in two chunks each, and two single steps.
    { status: "succeeded", output: { total: 27.5 }, counts: { retries: 1, opRuns: 6 } },
  ]);
});

test("a mapped step that fails under hybrid fails the run with its own error, after the others", async ({
  embed,
}) => {
  const failing = MAPPED.replace("return n / 2", 'if n == 4: raise ValueError("never")\n    return n / 2');
  const report = await embed.run(failing, { language: "python", settings: RUN });
  expect(report.strategies).toMatchObject([
    {
      status: "failed",
      error: { name: "ValueError", message: "never", line: 16 },
      counts: { spans: 19, failed: 3 },
    },
  ]);
});

test("mapped steps that cannot cross fail the run in words under hybrid", async ({ embed }) => {
  const failing = MAPPED.replace(
    "from dagster import",
    "import threading\nfrom dagster import Definitions, ",
  ).replace("@op\ndef half(n: int)", '@op(required_resource_keys={"lock"})\ndef half(context, n: int)');
  const code = `${failing}\ndefs = Definitions(jobs=[all_numbers], resources={"lock": threading.Lock()})\n`;
  const report = await embed.run(code, { language: "python", settings: RUN });
  expect(report.strategies).toMatchObject([
    { status: "failed", error: { message: expect.stringMatching(/pickle/) } },
  ]);
});
