import { decodeLink } from "@/lib/share/link";
import { bundleEmbed } from "../../scripts/embed.mjs";
import { Docs, expect, test } from "./support/echo";

// `<fanout-playground>` alone: what it loads and when, and what it looks like.

const CODE = 'import { task } from "fanout";\n\nconst a = "<b> & ü";\n';
const escaped = CODE.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

test("a code block stays until the playground replaces it, and is its program", async ({ page, docs }) => {
  await docs.open(
    `<fanout-playground view="split"><pre><code class="language-ts">${escaped}</code></pre></fanout-playground>`,
  );
  const decoded = decodeLink(await docs.fragment(), ["theme", "height"]);
  expect(decoded).toMatchObject({ ok: true, state: { code: CODE, view: "split" }, notes: [] });
  await expect(page.locator("pre")).toBeHidden();
  await expect(page.frameLocator("fanout-playground iframe").getByText("Embed")).toBeVisible();
  const frame = page.locator("fanout-playground iframe");
  await expect(frame).toHaveAttribute("title", "Fanout playground");
  await expect(frame).toHaveAttribute("allow", "cross-origin-isolated; clipboard-write");
});

test("without scripts the code block is shown", async ({ browser, sites }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await new Docs(page, sites).open(
    `<fanout-playground><pre><code>${escaped}</code></pre></fanout-playground>`,
  );
  await expect(page.locator("pre")).toBeVisible();
  expect(page.frames().length).toBe(1);
  await context.close();
});

test("a silent embed leaves the code block in place", async ({ page, docs }) => {
  await docs.open('<fanout-playground example="silent"><pre><code>x</code></pre></fanout-playground>');
  await expect.poll(() => docs.embed()?.url()).toContain("example=silent");
  await docs.embed()?.waitForLoadState();
  await expect(page.locator("pre")).toBeVisible();
  // Nothing in a hidden frame can get the focus.
  expect(await page.locator("fanout-playground iframe").evaluate((frame: HTMLElement) => frame.inert)).toBe(
    true,
  );
  await expect(
    page.evaluate(() => document.querySelector("fanout-playground")?.run({ timeoutMs: 50 })),
  ).rejects.toThrow("fanout:run timed out after 50 ms.");
});

test("it loads when it comes near the viewport, not before", async ({ page, docs }) => {
  await docs.open(
    '<div style="height: 10000px"></div><fanout-playground example="letters"></fanout-playground>',
  );
  await page.waitForLoadState("load");
  // After two frames, the observer has reported.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(page.frames().length).toBe(1);
  await page.evaluate(() => scrollTo(0, 9000));
  expect(await docs.fragment()).toContain("#example=letters");
});

test("calling a method loads it wherever it is", async ({ page, docs }) => {
  await docs.open(
    '<div style="height: 10000px"></div><fanout-playground example="letters"></fanout-playground>',
  );
  const report = await page.evaluate(() =>
    document.querySelector("fanout-playground")?.run({ inputs: { n: 1 } }),
  );
  expect(report).toMatchObject({ version: 1, inputs: { n: 1 } });
});

test("a plain code block marked for it becomes a playground", async ({ page, docs }) => {
  await docs.open(
    `<pre><code class="language-python" data-fanout="show=compare&amp;workers=3">print(1)</code></pre>
     <pre><code class="language-ts">plain</code></pre>`,
  );
  const decoded = decodeLink(await docs.fragment(), ["theme", "height", "show"]);
  expect(decoded).toMatchObject({
    ok: true,
    state: { code: "print(1)\n", language: "python", settings: { workers: 3 } },
    notes: [],
  });
  expect(await docs.fragment()).toContain("show=compare");
  await expect(page.getByText("print(1)")).toBeHidden();
  await expect(page.getByText("plain")).toBeVisible();
});

test("every attribute is in the frame's address", async ({ page, docs }) => {
  await docs.open(
    `<fanout-playground example="letters" view="compare" theme="dark" height="300" width="500" readonly
       strategies="sequential,pooled" workers="4" title="Letters"></fanout-playground>`,
  );
  expect(await docs.fragment()).toBe(
    "#example=letters&view=compare&strategies=sequential,pooled&workers=4&theme=dark&readonly",
  );
  const frame = page.locator("fanout-playground iframe");
  await expect(frame).toHaveAttribute("title", "Letters");
  expect(await frame.boundingBox()).toMatchObject({ width: 500, height: 300 });
});

test("the program may be in an attribute, a file or a link", async ({ docs }) => {
  await docs.write("program.ts", CODE);
  await docs.open('<fanout-playground code="const a = 1;"><pre><code>x</code></pre></fanout-playground>');
  expect(decodeLink(await docs.fragment())).toMatchObject({ state: { code: "const a = 1;" } });
  await docs.open('<fanout-playground code="const a = 1;" language="typescript"></fanout-playground>');
  expect(decodeLink(await docs.fragment())).toMatchObject({
    state: { code: "const a = 1;", language: "typescript" },
  });
  await docs.open('<fanout-playground code="DISPLAY 1." language="cobol"></fanout-playground>');
  expect(decodeLink(await docs.fragment())).toMatchObject({
    ok: false,
    message: expect.stringContaining('the program is written in "cobol"'),
  });
  await docs.open('<fanout-playground src="program.ts"></fanout-playground>');
  expect(decodeLink(await docs.fragment())).toMatchObject({ state: { code: CODE } });
  await docs.open(
    '<fanout-playground src="https://example.org/#j1.e30&workers=3" view="tree"></fanout-playground>',
  );
  expect(await docs.fragment()).toMatch(/^#j1\.e30&workers=3&view=tree&theme=/);
});

test("a missing file is an error, and the code block stays", async ({ page, docs }) => {
  await docs.open(
    `<script>window.errors = []; addEventListener("fanout-error", ({ detail }) => errors.push(detail.message))</script>
     <fanout-playground src="missing.ts"><pre><code>x</code></pre></fanout-playground>`,
  );
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "errors")))
    .toEqual([`Could not load ${docs.url}missing.ts: 404 Not Found`]);
  await expect(page.locator("pre")).toBeVisible();
});

test("code is found in the markup of generators", async ({ docs }) => {
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
    await docs.open(`<fanout-playground>${html}</fanout-playground>`);
    expect(decodeLink(await docs.fragment()), name).toMatchObject({
      state: { code: "const a = 1;\nconst b = 2;\n" },
    });
  }
});

test("it is as high as its content, within bounds", async ({ page, docs }) => {
  await docs.open('<fanout-playground example="letters"></fanout-playground><p>after</p>');
  const frame = await docs.frame();
  const height = async () => (await page.locator("fanout-playground").boundingBox())?.height;
  expect(await docs.fragment()).toContain("height=auto");
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

test("a framework that hydrates the page finds its own markup", async ({ page, docs }) => {
  const markup = '<fanout-playground example="letters"><pre><code>x</code></pre></fanout-playground>';
  await docs.open(`<main>${markup}</main>`);
  await docs.frame();
  expect(await page.locator("main").innerHTML()).toBe(markup);
});

test("the script may be loaded twice, also as a module", async ({ docs }) => {
  await docs.open(
    `<script src="${docs.fanout}embed.js"></script><script type="module" src="${docs.fanout}embed.js"></script>
     <fanout-playground example="letters"></fanout-playground>`,
  );
  await docs.frame();
});

test("imported without a script element it asks for its base", async ({ page, docs }) => {
  await docs.write("bundle.js", await bundleEmbed());
  await docs.write(
    "bundled.html",
    `<!doctype html><script>window.errors = []; addEventListener("fanout-error", ({ detail }) => errors.push(detail.message))</script>
     <script src="bundle.js"></script><fanout-playground id="lost" example="letters"></fanout-playground>
     <fanout-playground base="${docs.fanout}" example="letters"></fanout-playground>`,
  );
  await page.goto(`${docs.url}bundled.html`);
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "errors")))
    .toEqual(["Set the base attribute: fanout-playground cannot find where Fanout is served."]);
  await expect.poll(() => docs.embed()?.url()).toContain("#example=letters");
});
