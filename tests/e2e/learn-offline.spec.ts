import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { writeServiceWorker } from "../../scripts/offline.mjs";
import { serve } from "../../scripts/serve.mjs";
import { inForeignPage } from "../support/foreign-page";
import { codeField, monacoArrives, runButton, runIsOver, runToEnd } from "./support/page";

test.use({ serviceWorkers: "allow" });

const basePath = process.env.FANOUT_BASE_PATH ?? "";

type Site = Awaited<ReturnType<typeof serve>>;

/** Our own host, which can be stopped: a browser's offline mode does not apply to workers. */
const open = (folder?: string, port?: number): Promise<Site> =>
  serve({ basePath, ...(folder && { folder }), ...(port && { port }) });

/** Waits for the start page's first run, which takes long on a busy machine. */
const firstResult = (page: Page) =>
  expect(page.getByRole("region", { name: "Results" })).toContainText(/faster than sequential/);

/** Waits until the service worker has cached everything and controls this page. */
async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Waits until the whole editor is cached too; its workers load later. */
async function isEditorKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("fanout-editor"));
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().some(({ url }) => url.endsWith("/typescript.worker.js"));
  });
}

/** Offline, programs have no network and no origin either: the service worker must not answer the sandbox. */
async function expectShutSandbox(page: Page, url: string): Promise<void> {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  const origins = await Promise.all(frames.map((frame) => frame.evaluate(() => origin)));
  // The page that opens the sandbox, and the sandbox.
  expect(origins).toEqual([new URL(url).origin, "null"]);
  const reached = await frames[1]?.evaluate(
    (kept) =>
      fetch(kept).then(
        () => "reached",
        () => "refused",
      ),
    `${url}index.html`,
  );
  expect(reached).toBe("refused");
}

test("after one visit, the playground and lessons work offline", async ({ page }) => {
  const site = await open();
  await page.goto(`${site.url}#example=letters`);
  await monacoArrives(page);
  await isKept(page);
  await isEditorKept(page);
  // Missing pages stay missing.
  expect((await page.goto(`${site.url}learn/nothing/`))?.status()).toBe(404);
  await site.close();

  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${site.url}#example=letters&strategies=pooled&rounds=1`);
  await expect(page.getByRole("heading", { name: "Fanout" })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await runToEnd(page);
  await page.getByRole("tab", { name: "Output" }).click();
  await expect(page.getByRole("region", { name: "Results" })).toContainText("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  await expectShutSandbox(page, site.url);
  // The editor was loaded before the service worker could cache it.
  await monacoArrives(page);
  await expect(codeField(page)).toBeVisible();

  // A lesson that was not opened before.
  await page.goto(`${site.url}learn/`);
  await page.getByRole("link", { name: "The lost wave" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How many items per message?");
  const playground = page.frameLocator("fanout-playground iframe");
  await runButton(playground).click();
  await runIsOver(playground);
  expect(errors).toEqual([]);
  await expect(page.goto(`${site.url}learn/nothing/`)).rejects.toThrow("ERR_");
});

test("a page caches the site, and an embed caches nothing", async ({ page }) => {
  // Records every page's registration of a service worker, successful or not.
  const wishes: string[] = [];
  await page.exposeFunction("wish", (from: string) => wishes.push(from));
  await page.addInitScript(() => {
    window.requestIdleCallback = (callback) => setTimeout(callback, 0);
    ServiceWorkerContainer.prototype.register = () => {
      Reflect.get(window, "wish")(location.pathname);
      return Promise.reject(new Error("noted"));
    };
  });
  const site = await open();
  await page.goto(site.url);
  await expect.poll(() => wishes).toEqual([`${basePath}/`]);
  await inForeignPage(page, `${site.url.replace("localhost", "127.0.0.1")}embed/`, async (frame) => {
    await frame.waitForFunction(() => document.readyState === "complete");
    await expect(frame.getByRole("button", { name: /^Run/ })).toBeEnabled();
  });
  expect(wishes).toEqual([`${basePath}/`]);
  await site.close();
});

test.describe("a new release", { tag: "@slow" }, () => {
  let folder = "";
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "fanout-release-"));
    // test:guards serves a copy of the site in which a guard is missing.
    await cp(process.env.FANOUT_TEST_FOLDER ?? "out", folder, { recursive: true });
  });
  test.afterEach(() => rm(folder, { recursive: true }));

  const PAGE = "learn/index.html";
  /** A new release: another text on the page, and another name for the share dialog's script. */
  async function release(word: string): Promise<void> {
    const text = await readFile(join(folder, PAGE), "utf8");
    await writeFile(join(folder, PAGE), text.replace(/<h1>.*?<\/h1>/, `<h1>${word}</h1>`));
    await writeServiceWorker({ folder, keep: true });
  }
  /** Waits until this release is cached, its worker controls the page, and this many releases are cached. */
  async function takesOver(page: Page, word: string, releases: number): Promise<void> {
    const state = () =>
      page.evaluate(async () => {
        const { installing, waiting, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
        const names = (await caches.keys()).filter((name) => name.startsWith("fanout http"));
        const newest = await caches.open(names.at(-1) ?? "");
        const kept = (await newest.keys()).find(({ url }) => url.includes("/learn/index.html"));
        const text = kept && (await (await newest.match(kept))?.text());
        return {
          settled: !installing && !waiting && active?.state === "activated",
          releases: names.length,
          heading: /<h1>(.*?)<\/h1>/.exec(text ?? "")?.[1],
        };
      });
    await expect.poll(state).toEqual({ settled: true, releases, heading: word });
  }

  test("appears at the next load, and is cached from then on", async ({ page }) => {
    const heading = page.getByRole("heading", { level: 1 });
    await release("First");
    const site = await open(folder);
    await page.goto(`${site.url}learn/`);
    await expect(heading).toHaveText("First");
    await isKept(page);
    await takesOver(page, "First", 1);

    await release("Second");
    await page.reload();
    await expect(heading).toHaveText("Second");
    await takesOver(page, "Second", 2);

    // The release before the previous one is deleted.
    await release("Third");
    await page.reload();
    await expect(heading).toHaveText("Third");
    await takesOver(page, "Third", 2);
    await site.close();
    await page.reload();
    await expect(heading).toHaveText("Third");
  });

  test("leaves an open page its own scripts", async ({ page, context }) => {
    await release("First");
    const site = await open(folder);
    await page.goto(site.url);
    await firstResult(page);
    await isKept(page);
    await takesOver(page, "First", 1);

    // The host deletes every script of the first release; another visit loads the second.
    const chunks = join(folder, "_next/static/chunks");
    for (const name of await readdir(chunks)) if (name.endsWith(".js")) await rm(join(chunks, name));
    await release("Second");
    const other = await context.newPage();
    await other.goto(`${site.url}learn/`);
    await takesOver(other, "Second", 2);
    await other.close();

    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await site.close();
  });

  /** What a network that wants a log-in answers everything with. */
  const LOG_IN = "<!doctype html><title>Log in</title>";
  const scripts = async () =>
    (await readdir(join(folder, "_next/static/chunks"))).filter((name) => name.endsWith(".js"));

  test("is not cached as a log-in page", async ({ page, context }) => {
    const worker = await readFile(join(folder, "sw.js"));
    await rm(join(folder, "sw.js"));
    const site = await open(folder);
    await page.goto(site.url);
    await firstResult(page);
    // From now on the network answers with its log-in page, while the cache is filled.
    const before = new Map<string, Buffer>();
    for (const name of await scripts()) {
      const path = join(folder, "_next/static/chunks", name);
      before.set(path, await readFile(path));
      await writeFile(path, LOG_IN);
    }
    await writeFile(join(folder, "sw.js"), worker);
    await page.evaluate(() => navigator.serviceWorker.register("sw.js").then(() => undefined));
    const state = () =>
      page.evaluate(async () => {
        const { installing, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
        return installing ? "installing" : active ? "active" : "none";
      });
    await expect.poll(state).not.toBe("installing");
    expect(await state()).toBe("none");
    for (const [path, content] of before) await writeFile(path, content);
    const next = await context.newPage();
    await next.goto(`${site.url}#example=letters`);
    await isKept(next);
    // What the browser itself had cached of the log-in page is not asked for any more.
    await next.reload();
    await runToEnd(next);
    await next.getByRole("tab", { name: "Tree" }).click();
    await expect(next.getByRole("tabpanel")).toContainText("compute_piece");
    await site.close();
  });

  test("replaces log-in pages that were cached as scripts", async ({ page }) => {
    const site = await open(folder);
    await page.goto(site.url);
    await firstResult(page);
    await isKept(page);
    await page.evaluate(async (text) => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
          if (new URL(request.url).pathname.endsWith(".js"))
            await cache.put(request, new Response(text, { headers: { "Content-Type": "text/html" } }));
      }
    }, LOG_IN);
    await page.goto("about:blank");
    await page.goto(`${site.url}#example=letters`);
    await runToEnd(page);
    await page.getByRole("tab", { name: "Tree" }).click();
    await expect(page.getByRole("tabpanel")).toContainText("compute_piece");
    await site.close();
  });

  test("without offline use clears the caches", async ({ page }) => {
    const site = await open(folder);
    await page.goto(`${site.url}learn/`);
    await isKept(page);
    await writeServiceWorker({ folder, keep: false });
    await page.reload();
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
  });
});
