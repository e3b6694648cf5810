import { expect, test } from "@playwright/test";
import { withModule } from "../attack/support/other-sandbox";
import { linkTo, PLAIN_EDITOR, runToEnd } from "./support/page";

test.use(PLAIN_EDITOR);

const PROGRAM = `from multiprocessing import Pool, Process, Queue

def square(n):
    return n * n

def produce(queue):
    for n in range(3):
        queue.put(n)
    queue.put(None)

if __name__ == "__main__":
    with Pool(2) as pool:
        print("squares", pool.map(square, range(4)))
    queue = Queue()
    process = Process(target=produce, args=(queue,))
    process.start()
    print("items", list(iter(queue.get, None)))
    process.join()
`;

test("where a browser cannot suspend Python, a program runs one after the other, and every time shows it @slow", async ({
  page,
}) => {
  test.setTimeout(120_000);
  // No switch of Chromium turns it off.
  const without =
    'Reflect.deleteProperty(WebAssembly, "Suspending"); Reflect.deleteProperty(WebAssembly, "promising");';
  await page.addInitScript(without);
  await withModule(
    page,
    "lib/runner/python/stacks.ts",
    `${without} export const canSwitchStacks = false;`,
    "sandbox-python.html",
  );
  await page.goto(
    linkTo(PROGRAM, { strategies: ["sequential", "pooled"], workers: 2 }, { language: "python" }),
  );
  expect(await page.evaluate(() => "Suspending" in WebAssembly)).toBe(false);
  await runToEnd(page);
  const results = page.getByRole("region", { name: "Results" });
  await results.getByRole("tab", { name: "Compare" }).click();
  await expect(results).toContainText("Pools, processes and threads ran one after the other");
  await expect(results).not.toContainText("faster");
  await expect(results.getByText(/ m?s, not parallel$/)).toHaveCount(2);
  await expect(results.getByRole("cell", { name: "succeeded, not parallel" })).toHaveCount(2);
  await results.getByRole("tab", { name: "Timeline" }).click();
  await expect(results.getByText("Not parallel", { exact: true })).toBeVisible();
  await results.getByRole("tab", { name: "Log" }).click();
  for (const line of ["squares [0, 1, 4, 9]", "items [0, 1, 2]"])
    await expect(results.getByText(line).first()).toBeVisible();
});
