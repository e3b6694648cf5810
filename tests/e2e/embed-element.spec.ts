import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { decodeLink } from "@/lib/share/link";
import { bundleEmbed } from "../../scripts/embed.mjs";
import { serve } from "../../scripts/serve.mjs";

/**
 * `<fanout-playground>` by itself: on pages of one site, with an embed on another that is nothing but an echo. It says what a
 * real one says when its host asks for it, so that silence, lies and lateness can be tried. The real embed is driven in
 * embed.spec.ts.
 */
const ECHO = `<!doctype html><meta charset="utf-8"><title>Echo</title><p>Embed</p>
<script>
  window.heard = [];
  const say = (message) => parent.postMessage({ version: 1, ...message }, "*");
  window.say = say;
  const report = { version: 1, program: { name: "echo", hash: "0" }, inputs: {}, strategies: [] };
  addEventListener("message", ({ data }) => {
    window.heard.push(data);
    const { type, id } = data;
    if (location.hash.includes("example=deaf")) return;
    if (type === "fanout:load" && data.code === "broken") say({ type: "fanout:error", id, message: "Unexpected token", line: 3, column: 7 });
    else if (type === "fanout:load") say({ type: "fanout:loaded", id });
    else if (type === "fanout:stop") say({ type: "fanout:result", id, report });
    else if (type === "fanout:run") {
      say({ type: "fanout:progress", id, strategy: "pooled", round: 1, done: 1, total: 2 });
      say({ type: "fanout:result", id, report: { ...report, inputs: data.inputs ?? {} } });
    }
  });
  if (!location.hash.includes("example=silent")) say({ type: "fanout:ready" });
</script>`;

const CODE = 'import { task } from "fanout";\n\nconst a = "<b> & ü";\n';
const escaped = CODE.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

let folder = "";
let sites: Awaited<ReturnType<typeof serve>>[] = [];
/** Of Fanout, and of the documentation; "localhost" is another site than "127.0.0.1". */
let fanout = "";
let docs = "";

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fanout-element-"));
  await mkdir(join(folder, "fanout/embed"), { recursive: true });
  await mkdir(join(folder, "docs"));
  await writeFile(join(folder, "fanout/embed.js"), await bundleEmbed());
  await writeFile(join(folder, "fanout/embed/index.html"), ECHO);
  sites = [
    await serve({ folder: join(folder, "fanout"), isolate: false }),
    await serve({ folder: join(folder, "docs"), isolate: false }),
  ];
  fanout = (sites[0]?.url ?? "").replace("localhost", "127.0.0.1");
  docs = sites[1]?.url ?? "";
});

test.afterAll(async () => {
  for (const site of sites) await site.close();
  await rm(folder, { recursive: true });
});

/** Opens a page of the documentation. */
async function openDocs(page: Page, body: string, html = "<html>"): Promise<void> {
  const name = `page-${Math.random().toString(36).slice(2)}.html`;
  const text = `<!doctype html>${html}<meta charset="utf-8"><title>Docs</title><script src="${fanout}embed.js"></script><body>${body}`;
  await writeFile(join(folder, "docs", name), text);
  await page.goto(docs + name);
}

const embedFrame = (page: Page) => page.frames().find((frame) => frame.url().startsWith(`${fanout}embed/#`));

/** Waits until the embed of the first element has said that it is ready. */
async function frameOf(page: Page): Promise<NonNullable<ReturnType<typeof embedFrame>>> {
  await expect
    .poll(() =>
      page.evaluate(() => !!document.querySelector("fanout-playground")?.shadowRoot?.querySelector(".ready")),
    )
    .toBe(true);
  const frame = embedFrame(page);
  if (!frame) throw new Error("there is no frame");
  return frame;
}

const fragmentOf = async (page: Page): Promise<string> => new URL((await frameOf(page)).url()).hash;
const heardBy = async (page: Page): Promise<Record<string, unknown>[]> =>
  (await frameOf(page)).evaluate(() => Reflect.get(window, "heard"));

test("a code block stays until the playground can take its place, and is its program", async ({ page }) => {
  await openDocs(
    page,
    `<fanout-playground view="split"><pre><code class="language-ts">${escaped}</code></pre></fanout-playground>`,
  );
  const decoded = decodeLink(await fragmentOf(page), ["theme", "height"]);
  expect(decoded).toMatchObject({ ok: true, state: { code: CODE, view: "split" }, notes: [] });
  await expect(page.locator("pre")).toBeHidden();
  await expect(page.frameLocator("fanout-playground iframe").getByText("Embed")).toBeVisible();
  const frame = page.locator("fanout-playground iframe");
  await expect(frame).toHaveAttribute("title", "Fanout playground");
  await expect(frame).toHaveAttribute("allow", "cross-origin-isolated; clipboard-write");
});

test("without scripts the code block is what there is", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await openDocs(page, `<fanout-playground><pre><code>${escaped}</code></pre></fanout-playground>`);
  await expect(page.locator("pre")).toBeVisible();
  expect(page.frames().length).toBe(1);
  await context.close();
});

test("an embed that says nothing leaves the code block where it is", async ({ page }) => {
  await openDocs(page, '<fanout-playground example="silent"><pre><code>x</code></pre></fanout-playground>');
  await expect.poll(() => embedFrame(page)?.url()).toContain("example=silent");
  await embedFrame(page)?.waitForLoadState();
  await expect(page.locator("pre")).toBeVisible();
  // Nothing in a frame that cannot be seen takes the focus.
  expect(await page.locator("fanout-playground iframe").evaluate((frame: HTMLElement) => frame.inert)).toBe(
    true,
  );
  await expect(
    page.evaluate(() => document.querySelector("fanout-playground")?.run({ timeoutMs: 50 })),
  ).rejects.toThrow("No answer to fanout:run within 50 ms.");
});

test("it loads when it comes near, not before", async ({ page }) => {
  await openDocs(
    page,
    '<div style="height: 10000px"></div><fanout-playground example="letters"></fanout-playground>',
  );
  await page.waitForLoadState("load");
  // Two frames on, the observer has spoken.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(page.frames().length).toBe(1);
  await page.evaluate(() => scrollTo(0, 9000));
  expect(await fragmentOf(page)).toContain("#example=letters");
});

test("a method loads it wherever it is", async ({ page }) => {
  await openDocs(
    page,
    '<div style="height: 10000px"></div><fanout-playground example="letters"></fanout-playground>',
  );
  const report = await page.evaluate(() =>
    document.querySelector("fanout-playground")?.run({ inputs: { n: 1 } }),
  );
  expect(report).toMatchObject({ version: 1, inputs: { n: 1 } });
});

test("every attribute is said in the frame's address", async ({ page }) => {
  await openDocs(
    page,
    `<fanout-playground example="letters" view="compare" theme="dark" height="300" width="500" readonly
       strategies="sequential,pooled" workers="4" title="Letters"></fanout-playground>`,
  );
  expect(await fragmentOf(page)).toBe(
    "#example=letters&view=compare&strategies=sequential,pooled&workers=4&theme=dark&readonly",
  );
  const frame = page.locator("fanout-playground iframe");
  await expect(frame).toHaveAttribute("title", "Letters");
  expect(await frame.boundingBox()).toMatchObject({ width: 500, height: 300 });
});

test("the program may be in an attribute, a file or a link", async ({ page }) => {
  await writeFile(join(folder, "docs/program.ts"), CODE);
  await openDocs(
    page,
    '<fanout-playground code="const a = 1;"><pre><code>x</code></pre></fanout-playground>',
  );
  expect(decodeLink(await fragmentOf(page))).toMatchObject({ state: { code: "const a = 1;" } });
  await openDocs(page, '<fanout-playground src="program.ts"></fanout-playground>');
  expect(decodeLink(await fragmentOf(page))).toMatchObject({ state: { code: CODE } });
  await openDocs(
    page,
    '<fanout-playground src="https://example.org/#j1.e30&workers=3" view="tree"></fanout-playground>',
  );
  expect(await fragmentOf(page)).toMatch(/^#j1\.e30&workers=3&view=tree&theme=/);
});

test("a file that is not there is an error, and the code block stays", async ({ page }) => {
  await openDocs(
    page,
    `<script>window.errors = []; addEventListener("fanout-error", ({ detail }) => errors.push(detail.message))</script>
     <fanout-playground src="missing.ts"><pre><code>x</code></pre></fanout-playground>`,
  );
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "errors")))
    .toEqual([`${docs}missing.ts could not be had: 404 Not Found`]);
  await expect(page.locator("pre")).toBeVisible();
});

test("code is found in what generators make of it", async ({ page }) => {
  for (const [name, html] of [
    [
      "Docusaurus",
      '<div><pre class="prism-code"><code><span class="token-line">const a = 1;<br></span><span class="token-line">const b = 2;<br></span></code></pre><button>Copy</button></div>',
    ],
    [
      "VitePress",
      '<div class="language-ts line-numbers-mode"><button title="Copy Code"></button><span class="lang">ts</span><pre class="shiki"><code><span class="line">const a = 1;</span>\n<span class="line">const b = 2;</span></code></pre><div class="line-numbers-wrapper" aria-hidden="true">1<br>2<br></div></div>',
    ],
    [
      "Hugo",
      '<div class="highlight"><table><tr><td class="lntd"><pre><code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd"><pre><code class="language-ts"><span>const a = 1;\n</span><span>const b = 2;\n</span></code></pre></td></tr></table></div>',
    ],
    [
      "MkDocs",
      '<div class="highlight"><pre><span></span><code><span class="linenos">1</span><a id="l1" href="#l1"></a>const a = 1;\n<span class="linenos">2</span>const b = 2;\n</code></pre></div>',
    ],
    [
      "Sphinx",
      '<div class="highlight-ts"><div class="highlight"><pre><span></span>const a = 1;\nconst b = 2;\n</pre></div></div>',
    ],
  ]) {
    await openDocs(page, `<fanout-playground>${html}</fanout-playground>`);
    expect(decodeLink(await fragmentOf(page)), name).toMatchObject({
      state: { code: "const a = 1;\nconst b = 2;\n" },
    });
  }
});

test("it is as high as its content wants, within reason", async ({ page }) => {
  await openDocs(page, '<fanout-playground example="letters"></fanout-playground><p>after</p>');
  const frame = await frameOf(page);
  const height = async () => (await page.locator("fanout-playground").boundingBox())?.height;
  expect(await fragmentOf(page)).toContain("height=auto");
  expect(await height()).toBe(320);
  await frame.evaluate(() => Reflect.get(window, "say")({ type: "fanout:resize", height: 456.5 }));
  await expect.poll(height).toBe(457);
  await frame.evaluate(() => Reflect.get(window, "say")({ type: "fanout:resize", height: 1e9 }));
  await expect.poll(height).toBe(20_000);
  await frame.evaluate(() => {
    for (const wrong of [-5, "x", Number.NaN, null])
      Reflect.get(window, "say")({ type: "fanout:resize", height: wrong });
    Reflect.get(window, "say")({ type: "fanout:resize", height: 200 });
  });
  await expect.poll(height).toBe(200);
});

test.describe("the host's theme", () => {
  const themeOf = (fragment: string) => /theme=(\w+)/.exec(fragment)?.[1];
  const heardThemes = async (page: Page) => (await heardBy(page)).map(({ theme }) => theme);

  for (const [html, theme] of [
    ['<html data-theme="dark">', "dark"],
    ['<html class="dark">', "dark"],
    ['<html data-bs-theme="dark">', "dark"],
    ['<html style="background: #1b1b1f">', "dark"],
    ['<html data-theme="light" style="background: #111">', "light"],
    ["<html>", "light"],
  ] as const) {
    test(`${html} is ${theme}`, async ({ page }) => {
      await openDocs(page, '<fanout-playground example="letters"></fanout-playground>', html);
      expect(themeOf(await fragmentOf(page))).toBe(theme);
    });
  }

  test("by the system where the page says nothing", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await openDocs(page, '<fanout-playground example="letters"></fanout-playground>');
    expect(themeOf(await fragmentOf(page))).toBe("dark");
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(() => heardThemes(page)).toEqual(["light"]);
  });

  test("is followed while it changes", async ({ page }) => {
    await openDocs(page, '<fanout-playground example="letters"></fanout-playground>');
    await frameOf(page);
    await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
    await expect.poll(() => heardThemes(page)).toEqual(["dark"]);
    await page.evaluate(() => document.documentElement.removeAttribute("data-theme"));
    await expect.poll(() => heardThemes(page)).toEqual(["dark", "light"]);
    await page.evaluate(() => document.documentElement.classList.add("dark"));
    await expect.poll(() => heardThemes(page)).toEqual(["dark", "light", "dark"]);
    // The attribute wins.
    await page.evaluate(() => document.querySelector("fanout-playground")?.setAttribute("theme", "light"));
    await expect.poll(() => heardThemes(page)).toEqual(["dark", "light", "dark", "light"]);
  });
});

test("methods answer, and events tell the same", async ({ page }) => {
  await openDocs(page, '<fanout-playground example="letters"></fanout-playground>');
  const told = await page.evaluate(async () => {
    const element = document.querySelector("fanout-playground");
    if (!element) throw new Error("no element");
    const events: [string, unknown][] = [];
    for (const name of ["fanout-ready", "fanout-progress", "fanout-result", "fanout-error"]) {
      document.addEventListener(name, (event) =>
        events.push([name, event instanceof CustomEvent && event.detail]),
      );
    }
    const report = await element.run({ strategies: ["pooled"], inputs: { n: 2 } });
    const stopped = await element.stop();
    await element.load({ code: "const a = 1;", inputs: { n: 1 }, settings: { workers: 2 } });
    const error = await element.load({ code: "broken" }).catch((one) => ({ ...one, message: one.message }));
    return { events, report, stopped, error, last: element.report };
  });
  expect(told.report).toMatchObject({ inputs: { n: 2 } });
  expect(told.stopped).toMatchObject({ version: 1 });
  expect(told.last).toEqual(told.stopped);
  expect(told.error).toEqual({ message: "Unexpected token", line: 3, column: 7 });
  // The frame may have been ready before this page listened.
  expect(told.events.filter(([name]) => name !== "fanout-ready")).toEqual([
    ["fanout-progress", { strategy: "pooled", round: 1, done: 1, total: 2 }],
    ["fanout-result", { report: told.report }],
    ["fanout-result", { report: told.stopped }],
    ["fanout-error", { message: "Unexpected token", line: 3, column: 7 }],
  ]);
  expect(await heardBy(page)).toMatchObject([
    { type: "fanout:run", version: 1, strategies: ["pooled"], inputs: { n: 2 } },
    { type: "fanout:stop", version: 1 },
    { type: "fanout:load", version: 1, code: "const a = 1;", inputs: { n: 1 }, settings: { workers: 2 } },
    { type: "fanout:load", version: 1, code: "broken" },
  ]);
  const ids = (await heardBy(page)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
});

test("an answer that never comes is a rejection, and so is an element that goes", async ({ page }) => {
  await openDocs(page, '<fanout-playground example="deaf"></fanout-playground>');
  await frameOf(page);
  await expect(
    page.evaluate(() => document.querySelector("fanout-playground")?.run({ timeoutMs: 30 })),
  ).rejects.toThrow("No answer to fanout:run within 30 ms.");
  await page.evaluate(() => {
    const run = document.querySelector("fanout-playground")?.run();
    run?.catch((error: Error) => Reflect.set(window, "outcome", `${error.name}: ${error.message}`));
  });
  await expect.poll(async () => (await heardBy(page)).length).toBe(2);
  await page.evaluate(() => document.querySelector("fanout-playground")?.remove());
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "outcome")))
    .toBe("AbortError: The playground was removed from the page.");
  await expect.poll(() => page.frames().length).toBe(1);
});

test("taken out and put back it loads anew", async ({ page }) => {
  await openDocs(page, '<fanout-playground example="letters"></fanout-playground><div id="other"></div>');
  await frameOf(page);
  await page.evaluate(() => {
    const element = document.querySelector("fanout-playground");
    if (element) document.getElementById("other")?.append(element);
  });
  await frameOf(page);
  expect(page.frames().length).toBe(2);
});

test("changed attributes make one new frame; new code goes into the one that is there", async ({ page }) => {
  await openDocs(page, '<fanout-playground code="const a = 1;"></fanout-playground>');
  await frameOf(page);
  await page.evaluate(() =>
    document.querySelector("fanout-playground")?.setAttribute("code", "const b = 2;"),
  );
  await expect.poll(async () => (await heardBy(page)).map(({ code }) => code)).toEqual(["const b = 2;"]);
  await page.evaluate(() => {
    const element = document.querySelector("fanout-playground");
    element?.setAttribute("example", "letters");
    element?.setAttribute("view", "tree");
  });
  await expect.poll(() => embedFrame(page)?.url()).toContain("#example=letters&view=tree");
  await frameOf(page);
  expect(page.frames().length).toBe(2);
  expect(await heardBy(page)).toEqual([]);
});

test("only its own embed is listened to, not its page and not another embed", async ({ page }) => {
  await openDocs(
    page,
    `<fanout-playground example="deaf"></fanout-playground>
     <iframe id="other" src="${fanout}embed/index.html"></iframe>`,
  );
  await frameOf(page);
  await page.evaluate(() => {
    Reflect.set(window, "results", []);
    addEventListener("fanout-result", () => Reflect.get(window, "results").push("believed"));
    addEventListener("message", ({ data }) => data === "said" && Reflect.get(window, "results").push("said"));
    const run = document.querySelector("fanout-playground")?.run();
    run?.then(() => Reflect.get(window, "results").push("believed"));
  });
  await expect.poll(async () => (await heardBy(page)).length).toBe(1);
  const [{ id } = { id: "" }] = await heardBy(page);
  const lie = { type: "fanout:result", version: 1, id, report: { version: 1, strategies: [] } };
  await page.evaluate((data) => postMessage(data, "*"), lie);
  const other = page.frames().find((frame) => frame.url().endsWith("embed/index.html"));
  await other?.evaluate((data) => {
    parent.postMessage(data, "*");
    parent.postMessage("said", "*");
  }, lie);
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "results"))).toEqual(["said"]);
});

test("what another site says in the embed's frame is not believed", async ({ page }) => {
  await writeFile(
    join(folder, "docs/stranger.html"),
    `<!doctype html><script>
       for (const type of ["fanout:resize", "fanout:result"])
         parent.postMessage({ type, version: 1, height: 9999, report: { version: 1, strategies: [] } }, "*");
       parent.postMessage("said", "*");
     </script>`,
  );
  await openDocs(page, '<fanout-playground example="letters"></fanout-playground>');
  const frame = await frameOf(page);
  await page.evaluate(() => {
    Reflect.set(window, "seen", []);
    addEventListener("fanout-result", () => Reflect.get(window, "seen").push("believed"));
    addEventListener("message", ({ data }) => data === "said" && Reflect.get(window, "seen").push("said"));
  });
  await frame.evaluate((url) => location.assign(url), `${docs}stranger.html`);
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "seen"))).toEqual(["said"]);
  expect((await page.locator("fanout-playground").boundingBox())?.height).toBe(320);
});

test("what an embed says amiss is not passed on", async ({ page }) => {
  await openDocs(page, '<fanout-playground example="letters"></fanout-playground>');
  const frame = await frameOf(page);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.evaluate(() => {
    Reflect.set(window, "results", 0);
    addEventListener("fanout-result", () =>
      Reflect.set(window, "results", Reflect.get(window, "results") + 1),
    );
  });
  await frame.evaluate(() => {
    const say = Reflect.get(window, "say");
    for (const report of [undefined, null, 1, {}, { version: 2, strategies: [] }])
      say({ type: "fanout:result", report });
    say({ type: "fanout:progress", done: "many" });
    say({ type: "fanout:result", version: 2, report: { version: 1, strategies: [] } });
    parent.postMessage("fanout:result", "*");
    parent.postMessage(null, "*");
    say({ type: "fanout:result", report: { version: 1, strategies: [] } });
  });
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "results"))).toBe(1);
  expect(errors).toEqual([]);
});

test("in a host that may only run scripts", async ({ page }) => {
  const inner = `<!doctype html><script src="${fanout}embed.js"></script><fanout-playground example="letters"></fanout-playground>
    <script>document.querySelector("fanout-playground").run().then(
      (report) => parent.postMessage(["answer", report.version], "*"), (error) => parent.postMessage(["answer", error.message], "*"))</script>`;
  await writeFile(join(folder, "docs/inner.html"), inner);
  await openDocs(
    page,
    `<script>addEventListener("message", ({ data }) => { if (data[0] === "answer") window.answer = data[1]; });</script>
     <iframe sandbox="allow-scripts" src="inner.html"></iframe>`,
  );
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "answer"))).toBe(1);
});

test("a framework that hydrates the page finds its own markup", async ({ page }) => {
  const markup = '<fanout-playground example="letters"><pre><code>x</code></pre></fanout-playground>';
  await openDocs(page, `<main>${markup}</main>`);
  await frameOf(page);
  expect(await page.locator("main").innerHTML()).toBe(markup);
});

test("the script may stand there twice, as a module too", async ({ page }) => {
  await openDocs(
    page,
    `<script src="${fanout}embed.js"></script><script type="module" src="${fanout}embed.js"></script>
     <fanout-playground example="letters"></fanout-playground>`,
  );
  await frameOf(page);
});

test("imported without a tag of its own it asks for its base", async ({ page }) => {
  await writeFile(join(folder, "docs/bundle.js"), await readFile(join(folder, "fanout/embed.js"), "utf8"));
  await writeFile(
    join(folder, "docs/bundled.html"),
    `<!doctype html><script>window.errors = []; addEventListener("fanout-error", ({ detail }) => errors.push(detail.message))</script>
     <script src="bundle.js"></script><fanout-playground id="lost" example="letters"></fanout-playground>
     <fanout-playground base="${fanout}" example="letters"></fanout-playground>`,
  );
  await page.goto(`${docs}bundled.html`);
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "errors")))
    .toEqual(["fanout-playground does not know where Fanout is served: give it a base attribute."]);
  await expect.poll(() => embedFrame(page)?.url()).toContain("#example=letters");
});
