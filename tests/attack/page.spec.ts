import type { Frame } from "@playwright/test";
import { defaultSettings } from "@/lib/model/settings";
import { encodeLink } from "@/lib/share/link";
import { openHost } from "../e2e/support/embed";
import { linkTo, monacoArrives, PLAIN_EDITOR, runButton, runIsOver, runToEnd } from "../e2e/support/page";
import { intrude, isRequest, SPOKEN_OF_BY_ALL } from "./support/intruder";
import { expect, test } from "./support/lab";

test.use(PLAIN_EDITOR);

/** Waits until the policy has reported everything that an intruder tried. */
async function tryFrom(frame: Frame, port: number): Promise<void> {
  await frame.evaluate(intrude, `http://127.0.0.1:${port}`);
  for (const directive of DIRECTIVES)
    await expect
      .poll(() => frame.evaluate(() => [...Reflect.get(globalThis, "stopped")]))
      .toContain(directive);
  expect(await frame.evaluate(() => Reflect.get(globalThis, "injected"))).toBeUndefined();
}

/** Chromium reports more violations than other browsers do. */
const DIRECTIVES = [...SPOKEN_OF_BY_ALL, "base-uri", "default-src", "script-src-attr", "style-src-elem"];

test("the page's policy stops outgoing requests and foreign scripts", async ({ page, hits }) => {
  await page.goto("./#example=letters");
  await hits.take();
  await tryFrom(page.mainFrame(), hits.port);
  expect((await hits.take()).filter(isRequest)).toEqual([]);
});

for (const sandbox of [undefined, "allow-scripts allow-forms"]) {
  test(`so does an embed's${sandbox ? ", without an origin" : ""}`, async ({ page, baseURL, hits }) => {
    const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters", sandbox });
    await hits.take();
    const frame = page.frames().find((each) => each.url().includes("/embed/"));
    if (frame === undefined) throw new Error("no embed");
    await tryFrom(frame, hits.port);
    expect((await hits.take()).filter(isRequest)).toEqual([]);
    await host.close();
  });
}

test("an HTML file has no script, no origin and no network", async ({ page, hits }) => {
  const base = `http://127.0.0.1:${hits.port}`;
  const html = `<h1>File</h1><img src="${base}/image"><script src="${base}/script"></script><script>parent.postMessage("from the file", "*")</script>`;
  const code = `import { Dir, workflow } from "fanout";
export default workflow(async () => { const dir = new Dir("out"); await dir.write("page.html", ${JSON.stringify(html)}); return dir; }, { name: "files" });
`;
  const heard: string[] = [];
  await page.exposeFunction("hear", (text: string) => heard.push(text));
  await page.goto(linkTo(code, { strategies: ["async"] }));
  await page.evaluate(() =>
    addEventListener("message", ({ data }) => Reflect.get(globalThis, "hear")(String(data))),
  );
  await runToEnd(page);
  await page.getByRole("tab", { name: /^Files/ }).click();
  await page
    .getByRole("button", { name: /page\.html/ })
    .first()
    .click();
  const file = page.frameLocator("iframe[title*='page.html']");
  await expect(file.getByRole("heading", { name: "File" })).toBeVisible();
  expect(await file.locator("body").evaluate(() => self.origin)).toBe("null");
  expect(heard.filter((text) => text.includes("file"))).toEqual([]);
  expect((await hits.take()).filter(isRequest)).toEqual([]);
});

/** What makes a browser connect to a host, in a file of HTML, Markdown or SVG, with and without a click on its link. */
const CONNECTING: readonly (readonly [name: string, markup: (base: string) => string])[] = [
  [
    "page.html",
    (base) =>
      `<iframe src="${base}/iframe"></iframe><iframe srcdoc="<iframe src='${base}/inner'></iframe>"></iframe>`,
  ],
  [
    "frames.html",
    (base) => `<frameset cols="50%,50%"><frame src="${base}/frame"><frame src="${base}/frame2"></frameset>`,
  ],
  [
    "others.html",
    (base) =>
      `<object data="${base}/object"></object><embed src="${base}/embed"><portal src="${base}/portal"></portal><fencedframe></fencedframe><img src="${base}/image"><video poster="${base}/poster" src="${base}/video"></video>`,
  ],
  [
    "head.html",
    (base) =>
      `<meta http-equiv="refresh" content="0;url=${base}/refresh"><link rel="stylesheet" href="${base}/style"><link rel="preconnect" href="${base}"><link rel="dns-prefetch" href="${base}"><link rel="prefetch" href="${base}/prefetch"><base target="_self" href="${base}/">`,
  ],
  [
    "shadow.html",
    (base) => `<div><template shadowrootmode="open"><iframe src="${base}/shadow"></iframe></template></div>`,
  ],
  [
    "foreign.html",
    (base) =>
      `<svg><foreignObject><iframe src="${base}/foreign"></iframe></foreignObject></svg><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;iframe src=${base}/math&gt;"><iframe src="${base}/math2"></iframe>`,
  ],
  [
    "noscript.html",
    (base) =>
      `<noscript><iframe src="${base}/noscript"></iframe></noscript><p title="</noscript><iframe src=${base}/noscript2>">`,
  ],
  ["link.html", (base) => `<a target="_self" href="${base}/self" ping="${base}/ping">go</a>`],
  ["top.html", (base) => `<a target="_top" href="${base}/top">go</a>`],
  [
    "svg-link.html",
    (base) =>
      `<svg width="99" height="40"><a href="${base}/svg" target="_self"><animate attributeName="target" values="_self"/><text y="20">go</text></a></svg>`,
  ],
  ["form.html", (base) => `<form action="${base}/form" target="_self"><button>go</button></form>`],
  [
    "raw.md",
    (base) =>
      `# Title\n\n<iframe src="${base}/markdown"></iframe>\n\n[go](${base}/go) ![image](${base}/image)\n`,
  ],
  [
    "picture.svg",
    (base) =>
      `<svg xmlns="http://www.w3.org/2000/svg"><image href="${base}/image"/><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${base}/inner"/></foreignObject></svg>`,
  ],
];

test("no file makes the browser connect to a host", async ({ page, browser, hits, control }) => {
  const base = `http://127.0.0.1:${hits.port}`;
  const writes = CONNECTING.map(
    ([name, markup]) => `await dir.write("${name}", ${JSON.stringify(markup(base))});`,
  );
  const code = `import { Dir, workflow } from "fanout";
export default workflow(async () => { const dir = new Dir("out"); ${writes.join(" ")} return dir; }, { name: "files" });
`;
  await page.goto(linkTo(code, { strategies: ["async"] }));
  await runToEnd(page);
  await page.getByRole("tab", { name: /^Files/ }).click();
  // What another window loads afterwards arrives after everything that a file and the presses on it have asked for.
  const other = await browser.newPage();
  await hits.take();
  for (const [name] of CONNECTING) {
    await page.getByRole("button", { name: `out/${name}` }).click();
    const file = page.frameLocator(`iframe[title='out/${name}']`);
    await expect(file.locator("html")).toBeAttached();
    const link = file.getByText("go", { exact: true });
    for (const each of await link.all()) await each.click({ force: true, noWaitAfter: true });
    await other.goto(`http://127.0.0.1:${control.port}/control`);
    expect((await control.take()).join(" ")).toContain("/control");
    expect.soft(await hits.take(), name).toEqual([]);
    // Whether a browser connects for these before it asks the policy depends on its version.
    const loaders = file.locator("iframe, frame, frameset, object, embed, portal, fencedframe, template");
    expect.soft(await loaders.count(), name).toBe(0);
    expect.soft(await file.locator("html").evaluate(() => document.URL), name).toBe("about:srcdoc");
  }
  await other.close();
});

test("markup in names, keys, logs, results and errors is shown as text in every view", async ({
  page,
  hits,
}) => {
  const evil = `<img src="http://127.0.0.1:${hits.port}/markup" onerror="globalThis.injected = 1"><b id="stolen">x</b>`;
  const code = `import { map, meter, task, workflow } from "fanout";
const evil = ${JSON.stringify(evil)};
const piece = task((text: string) => {
  console.log(text); console.error(text);
  meter(text, 1);
  return { [text]: text };
}, { name: evil });
const broken = task(() => { const error = new Error(evil); error.name = evil; throw error; }, { name: "broken" });
export default workflow(async () => {
  await map(piece, [evil, evil], { key: () => evil });
  await broken();
}, { name: "entry " + evil });
`;
  await page.goto(linkTo(code));
  await runToEnd(page);
  const results = page.getByRole("region", { name: "Results" });
  for (const name of ["Compare", "Tree", "Timeline", "Breakdown", "Your numbers", "Output", "Log"]) {
    await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByRole("tabpanel")).not.toContainText("Loading");
    await expect(results.locator("#stolen, img[src*=markup]")).toHaveCount(0);
  }
  await expect(results).toContainText("<img");
  expect(await page.evaluate(() => Reflect.get(globalThis, "injected"))).toBeUndefined();
  expect((await hits.take()).filter(isRequest)).toEqual([]);
});

test.describe("with Monaco", () => {
  test.use({ hasTouch: false });

  test("nothing is requested from another site", async ({ page, baseURL }) => {
    const foreign: string[] = [];
    const violations: string[] = [];
    const own = new URL(baseURL ?? "").origin;
    page.context().on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && origin !== own) foreign.push(request.url());
    });
    page.on("console", (message) => {
      if (/Content Security Policy|violates/.test(message.text())) violations.push(message.text());
    });
    await page.goto("./#example=reports&strategies=pooled&rounds=1");
    await monacoArrives(page);
    await runToEnd(page);
    for (const tab of await page.getByRole("tab").all()) await tab.click();
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.goto("./embed/#example=letters&strategies=pooled&rounds=1");
    await runToEnd(page);
    await page.goto("./learn/mixed/");
    const lesson = page.frameLocator("fanout-playground iframe");
    await runButton(lesson).click();
    await runIsOver(lesson);
    await page.goto("./learn/");
    await page.getByRole("link", { name: /licenses$/ }).click();
    await expect(page.locator("body")).toContainText("monaco-editor");
    expect(foreign).toEqual([]);
    expect(violations).toEqual([]);
  });
});

test("a lesson of a stranger is text: no markup, no link, no request, and nothing runs", async ({
  page,
  hits,
}) => {
  const base = `http://127.0.0.1:${hits.port}`;
  const evil = `<img src="${base}/image" onerror="injected = 1"> ![x](${base}/picture) [click](${base}/link) <a href="javascript:injected = 2">a</a> <script>injected = 3</script>`;
  const question = {
    ask: evil.slice(0, 300),
    answers: ["<b>a</b>", "[b](javascript:injected=4)"],
    right: 0,
    because: evil,
  };
  const lesson = { title: "<b>bold</b>", steps: [{ text: evil, question, settings: { workers: 3 } }] };
  await hits.take();
  const link = encodeLink({ code: "export default 1;", lesson }, defaultSettings(2));
  await page.goto(`./${link}`);
  const panel = page.getByRole("region", { name: "Lesson" });
  await expect(panel).toContainText("<b>bold</b>");
  await panel.getByRole("button", { name: "<b>a</b>" }).click();
  await expect(panel).toContainText("Right.");
  await expect(panel.locator("a, img, script, iframe, b")).toHaveCount(0);
  expect((await hits.take()).filter(isRequest)).toEqual([]);
  expect(await page.evaluate(() => Reflect.get(globalThis, "injected"))).toBeUndefined();
  await expect(runButton(page)).toBeVisible();
});
