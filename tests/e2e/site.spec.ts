import { readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { headersFor } from "../../scripts/headers.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { inForeignPage } from "../support/foreign-page";
import { PLAIN_EDITOR } from "./support/page";

test.use(PLAIN_EDITOR);

test("other sites can frame the embed, and no other page", () => {
  const folder = process.env.FANOUT_TEST_FOLDER ?? inRoot("out");
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html"))
    .map((file) => `/${file.replaceAll("\\", "/").replace(/index\.html$/, "")}`);
  const framed = pages.filter(
    (path) => headersFor(path)["Content-Security-Policy"] !== "frame-ancestors 'self'",
  );
  expect(framed.sort()).toEqual([
    "/embed/",
    "/sandbox-offline-python.html",
    "/sandbox-offline.html",
    "/sandbox-python.html",
    "/sandbox.html",
  ]);
});

test("the start page is isolated and loads without an error", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto("./");
  await page.waitForLoadState("load");
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(errors).toEqual([]);
});

for (const sandbox of [undefined, "allow-scripts"]) {
  for (const isolate of [false, true]) {
    const host = `${isolate ? "an isolated" : "a plain"} page${sandbox ? ", without an origin" : ""}`;
    test(`the embed opens inside ${host}`, async ({ page, baseURL }) => {
      const failed: string[] = [];
      page.on("requestfailed", (request) => failed.push(request.url()));
      const answer = page.waitForResponse(`${baseURL}embed/`);
      await inForeignPage(
        page,
        `${baseURL}embed/`,
        async (frame) => {
          expect((await answer).status()).toBe(200);
          expect(await frame.evaluate(() => origin)).toBe(sandbox ? "null" : new URL(baseURL ?? "").origin);
        },
        { ...(sandbox ? { sandbox } : {}), isolate },
      );
      expect(failed).toEqual([]);
    });
  }
}

test("an unknown address has a page with a way to the lessons and the playground", async ({ page }) => {
  expect((await page.goto("./nothing/"))?.status()).toBe(404);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expect(main.getByRole("link", { name: "read the lessons" })).toHaveAttribute("href", /\/learn\/$/);
  await main.getByRole("link", { name: "Open the playground" }).click();
  await expect(page.getByRole("region", { name: "Results" })).toBeVisible();
});

test("the sandbox's page reaches no network", async ({ page, baseURL }) => {
  // The browser reports requests that it then refuses to send, so only answers count.
  const answers: string[] = [];
  page.on("response", (response) => answers.push(response.url()));
  await inForeignPage(
    page,
    `${baseURL}sandbox.html`,
    async (frame) => {
      const outcomes = await frame.evaluate(async (url) => {
        const outcome = (result: Promise<unknown>) =>
          result.then(
            () => "reached",
            () => "refused",
          );
        const image = new Image();
        const loaded = new Promise((resolve, reject) => {
          image.onload = resolve;
          image.onerror = reject;
        });
        image.src = `${url}&image`;
        const socket = new Promise((resolve, reject) => {
          const opened = new WebSocket(url.replace("http", "ws"));
          opened.onopen = resolve;
          opened.onerror = reject;
        });
        return Promise.all([fetch(url), import(url), loaded, socket].map(outcome));
      }, new URL("index.html?probe", baseURL).href);
      expect(outcomes).toEqual(["refused", "refused", "refused", "refused"]);
      expect(await frame.evaluate(() => origin)).toBe("null");
    },
    { sandbox: "allow-scripts" },
  );
  expect(answers.filter((url) => url.includes("probe"))).toEqual([]);
});
