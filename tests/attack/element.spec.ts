import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../scripts/serve.mjs";
import { PLAIN_EDITOR } from "../e2e/support/page";
import { test as base, expect } from "./support/lab";

/** `embed.js` on pages of another site: their readers' markup, and an embed that is not ours. */

const test = base.extend<{
  docs: { readonly url: string; write(name: string, text: string): Promise<void> };
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
  docs: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "fanout-element-"));
    const server = await serve({ folder, isolate: false });
    await use({
      url: server.url,
      async write(name, text) {
        await mkdir(join(folder, name, ".."), { recursive: true });
        await writeFile(
          join(folder, name),
          `<!doctype html><meta charset="utf-8"><title>Docs</title>${text}`,
        );
      },
    });
    await server.close();
    await rm(folder, { recursive: true });
  },
});
test.use(PLAIN_EDITOR);

const PLAYGROUND = `<fanout-playground example="letters"></fanout-playground>`;

test("markup of a page's readers does not choose what embed.js frames", async ({
  page,
  baseURL,
  docs,
  hits,
}) => {
  const evil = `http://127.0.0.1:${hits.port}/embed.js`;
  const markup = [
    `<img name="currentScript" src="${evil}">`,
    `<form name="currentScript"><input name="src" value="${evil}"></form>`,
  ];
  for (const [at, forged] of markup.entries()) {
    await docs.write(`${at}.html`, `${forged}<script src="${baseURL}embed.js"></script>${PLAYGROUND}`);
    await page.goto(`${docs.url}${at}.html`);
    await expect
      .poll(() => page.frames().map((frame) => frame.url()))
      .toContainEqual(expect.stringContaining("/embed/"));
    for (const frame of page.frames().slice(1)) expect(frame.url()).toContain(`${baseURL}embed/`);
  }
});

test("a code block's data attribute sets no handlers and chooses no other site", async ({
  page,
  baseURL,
  docs,
  hits,
}) => {
  const evil = `http://127.0.0.1:${hits.port}/`;
  const options = new URLSearchParams({
    base: evil,
    src: `${evil}#f1.x`,
    onclick: "injected = 1",
    style: "position:fixed",
    id: "mine",
    view: "code",
  });
  await hits.take();
  await docs.write(
    "data.html",
    `<script src="${baseURL}embed.js"></script><pre><code data-fanout="${options.toString().replaceAll("&", "&amp;")}">const a = 1;</code></pre>`,
  );
  await page.goto(`${docs.url}data.html`);
  const element = page.locator("fanout-playground");
  await expect(element).toHaveAttribute("view", "code");
  expect(await element.evaluate((one) => one.getAttributeNames())).toEqual(["view"]);
  await expect
    .poll(() => page.frames().map((frame) => frame.url()))
    .toContainEqual(expect.stringContaining(`${baseURL}embed/`));
  expect(await hits.take()).toEqual([]);
});

test("an embed that sends errors of a wrong shape does not throw in its host", async ({
  page,
  baseURL,
  docs,
}) => {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await docs.write(
    "fake/embed/index.html",
    `<script>const say = (message) => parent.postMessage({ version: 1, ...message }, "*");
    for (const message of [{ toString: 1 }, null, 5, [], undefined]) say({ type: "fanout:error", message });
    for (const height of [{ valueOf: 1 }, "x", NaN, -1, [[]]]) say({ type: "fanout:resize", height });
    say({ type: "fanout:progress" }); say({ type: "fanout:result", report: { toString: 1 } }); say({ type: "fanout:ready" });
    say({ type: "fanout:error", message: "last" });</script>`,
  );
  await docs.write(
    "index.html",
    `<script>addEventListener("fanout-error", ({ detail }) => (window.heard ??= []).push(detail.message));</script>
    <script src="${baseURL}embed.js"></script><fanout-playground base="${docs.url}fake/" example="letters"></fanout-playground>`,
  );
  await page.goto(docs.url);
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "heard"))).toEqual(["last"]);
  expect(errors).toEqual([]);
});
