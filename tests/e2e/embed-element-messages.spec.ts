import { expect, test } from "./support/echo";

// `<fanout-playground>` alone: what it sends to its embed, and which answers it accepts.

test("methods return what events report", async ({ page, docs }) => {
  await docs.open('<fanout-playground example="letters"></fanout-playground>');
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
  // The frame may have been ready before this page started to listen.
  expect(told.events.filter(([name]) => name !== "fanout-ready")).toEqual([
    ["fanout-progress", { strategy: "pooled", round: 1, done: 1, total: 2 }],
    ["fanout-result", { report: told.report }],
    ["fanout-result", { report: told.stopped }],
    ["fanout-error", { message: "Unexpected token", line: 3, column: 7 }],
  ]);
  expect(await docs.heard()).toMatchObject([
    { type: "fanout:run", version: 1, strategies: ["pooled"], inputs: { n: 2 } },
    { type: "fanout:stop", version: 1 },
    { type: "fanout:load", version: 1, code: "const a = 1;", inputs: { n: 1 }, settings: { workers: 2 } },
    { type: "fanout:load", version: 1, code: "broken" },
  ]);
  const ids = (await docs.heard()).map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
});

test("a missing answer and a removed element reject the promise", async ({ page, docs }) => {
  await docs.open('<fanout-playground example="deaf"></fanout-playground>');
  await docs.frame();
  await expect(
    page.evaluate(() => document.querySelector("fanout-playground")?.run({ timeoutMs: 30 })),
  ).rejects.toThrow("fanout:run timed out after 30 ms.");
  await page.evaluate(() => {
    const run = document.querySelector("fanout-playground")?.run();
    run?.catch((error: Error) => Reflect.set(window, "outcome", `${error.name}: ${error.message}`));
  });
  await expect.poll(async () => (await docs.heard()).length).toBe(2);
  await page.evaluate(() => document.querySelector("fanout-playground")?.remove());
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "outcome")))
    .toBe("AbortError: The playground was removed from the page.");
  await expect.poll(() => page.frames().length).toBe(1);
});

test("an element that is removed and added again loads again", async ({ page, docs }) => {
  await docs.open('<fanout-playground example="letters"></fanout-playground><div id="other"></div>');
  await docs.frame();
  await page.evaluate(() => {
    const element = document.querySelector("fanout-playground");
    if (element) document.getElementById("other")?.append(element);
  });
  await docs.frame();
  expect(page.frames().length).toBe(2);
});

test("changed attributes create one new frame; new code goes into the existing one", async ({
  page,
  docs,
}) => {
  await docs.open('<fanout-playground code="const a = 1;"></fanout-playground>');
  await docs.frame();
  await page.evaluate(() =>
    document.querySelector("fanout-playground")?.setAttribute("code", "const b = 2;"),
  );
  await expect.poll(async () => (await docs.heard()).map(({ code }) => code)).toEqual(["const b = 2;"]);
  await page.evaluate(() => {
    const element = document.querySelector("fanout-playground");
    element?.setAttribute("example", "letters");
    element?.setAttribute("view", "tree");
  });
  await expect.poll(() => docs.embed()?.url()).toContain("#example=letters&view=tree");
  await docs.frame();
  expect(page.frames().length).toBe(2);
  expect(await docs.heard()).toEqual([]);
});

test("an element listens only to its own embed, not to its page or another embed", async ({ page, docs }) => {
  await docs.open(
    `<fanout-playground example="deaf"></fanout-playground>
     <iframe id="other" src="${docs.fanout}embed/index.html"></iframe>`,
  );
  await docs.frame();
  await page.evaluate(() => {
    Reflect.set(window, "results", []);
    addEventListener("fanout-result", () => Reflect.get(window, "results").push("believed"));
    addEventListener("message", ({ data }) => data === "said" && Reflect.get(window, "results").push("said"));
    const run = document.querySelector("fanout-playground")?.run();
    run?.then(() => Reflect.get(window, "results").push("believed"));
  });
  await expect.poll(async () => (await docs.heard()).length).toBe(1);
  const [{ id } = { id: "" }] = await docs.heard();
  const lie = { type: "fanout:result", version: 1, id, report: { version: 1, strategies: [] } };
  await page.evaluate((data) => postMessage(data, "*"), lie);
  const other = page.frames().find((frame) => frame.url().endsWith("embed/index.html"));
  await other?.evaluate((data) => {
    parent.postMessage(data, "*");
    parent.postMessage("said", "*");
  }, lie);
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "results"))).toEqual(["said"]);
});

test("messages of another site in the embed's frame are ignored", async ({ page, docs }) => {
  await docs.write(
    "stranger.html",
    `<!doctype html><script>
       for (const type of ["fanout:resize", "fanout:result"])
         parent.postMessage({ type, version: 1, height: 9999, report: { version: 1, strategies: [] } }, "*");
       parent.postMessage("said", "*");
     </script>`,
  );
  await docs.open('<fanout-playground example="letters"></fanout-playground>');
  const frame = await docs.frame();
  await page.evaluate(() => {
    Reflect.set(window, "seen", []);
    addEventListener("fanout-result", () => Reflect.get(window, "seen").push("believed"));
    addEventListener("message", ({ data }) => data === "said" && Reflect.get(window, "seen").push("said"));
  });
  await frame.evaluate((url) => location.assign(url), `${docs.url}stranger.html`);
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "seen"))).toEqual(["said"]);
  expect((await page.locator("fanout-playground").boundingBox())?.height).toBe(320);
});

test("malformed messages of an embed are not passed on", async ({ page, docs }) => {
  await docs.open('<fanout-playground example="letters"></fanout-playground>');
  const frame = await docs.frame();
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

test("the element works in a host sandboxed to scripts", async ({ page, docs }) => {
  const inner = `<!doctype html><script src="${docs.fanout}embed.js"></script><fanout-playground example="letters"></fanout-playground>
    <script>document.querySelector("fanout-playground").run().then(
      (report) => parent.postMessage(["answer", report.version], "*"), (error) => parent.postMessage(["answer", error.message], "*"))</script>`;
  await docs.write("inner.html", inner);
  await docs.open(
    `<script>addEventListener("message", ({ data }) => { if (data[0] === "answer") window.answer = data[1]; });</script>
     <iframe sandbox="allow-scripts" src="inner.html"></iframe>`,
  );
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "answer"))).toBe(1);
});
