import { openHost } from "../e2e/support/embed";
import { expect, test } from "./support/lab";
import { heardFrom, orSilence, SILENCE } from "./support/port";

const PROGRAM = `import { workflow } from "fanout";
export default workflow(async () => "secret", { name: "secret" });
`;

for (const [file, sandbox] of [
  ["sandbox.html", undefined],
  ["sandbox.html", "allow-scripts allow-same-origin"],
  ["sandbox-python.html", undefined],
] as const) {
  test(`a host that frames ${file} itself, ${sandbox ?? "without the attribute"}, gets no engine in our origin`, async ({
    page,
    baseURL,
  }) => {
    // Without our headers, which many static hosts do not send: the page alone must protect.
    await page.route(`**/${file}*`, async (route) => {
      const response = await route.fetch();
      const { "content-security-policy": _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters" });
    const heard = await page.evaluate(
      orSilence(
        heardFrom(`
          const frame = document.createElement("iframe");
          ${sandbox === undefined ? "" : `frame.setAttribute("sandbox", "${sandbox}");`}
          frame.src = "${baseURL}${file}#mine";
          frame.onload = () => connect(frame.contentWindow, "mine");
          document.body.append(frame);`),
      ),
    );
    expect(heard).toBe(SILENCE);
    await host.close();
  });
}

test("a host that frames the sandbox as we do gets its own, with nothing of ours in it", async ({
  page,
  baseURL,
}) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters" });
  const heard = await page.evaluate(
    orSilence(
      heardFrom(`
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", "allow-scripts");
        frame.src = "${baseURL}sandbox.html#mine";
        frame.onload = () => connect(frame.contentWindow, "mine");
        document.body.append(frame);`),
    ),
  );
  expect(heard).toMatchObject({ type: "ready" });
  await host.close();
});

/** An embed whose sandbox is open, because it has run. */
async function withSandbox(page: Parameters<typeof openHost>[0], baseURL: string | undefined) {
  const host = await openHost(page, baseURL ?? "");
  await host.run(PROGRAM, { settings: { strategies: ["async"] } });
  const frame = page.frames().find((each) => each.url().includes("/sandbox.html"));
  if (frame === undefined) throw new Error("no sandbox");
  return { host, frame };
}

test("a host cannot take over an embed's sandbox with its own port", async ({ page, baseURL }) => {
  const { host, frame } = await withSandbox(page, baseURL);
  // The host can reach the frame and knows the nonce. The frame accepts a port only from its own page, once.
  const nonce = new URL(frame.url()).hash.slice(1);
  expect(nonce).not.toBe("");
  const heard = await page.evaluate(
    orSilence(heardFrom(`connect(frames[0].frames[0], ${JSON.stringify(nonce)});`)),
  );
  expect(heard).toBe(SILENCE);
  expect((await host.run(PROGRAM, { settings: { strategies: ["async"] } })).strategies[0]?.output).toBe(
    "secret",
  );
  await host.close();
});

test("a host that navigates the sandbox's frame to its own page gets nothing", { tag: "@slow" }, async ({
  page,
  baseURL,
  hits,
}) => {
  const { host } = await withSandbox(page, baseURL);
  await hits.take();
  await page.evaluate((url) => {
    const inner = (frames[0] as Window).frames[0] as Window;
    inner.location.href = url;
  }, `http://127.0.0.1:${hits.port}/taken`);
  await expect.poll(() => page.frames().some((each) => each.url().includes("/sandbox.html"))).toBe(false);
  expect((await hits.take()).filter((line) => line !== "connection")).toEqual([]);
  // The program's next run fails with a message, or has a new sandbox.
  const answer = await host.ask({ type: "fanout:run", settings: { timeoutMs: 1_000 } });
  expect(["fanout:result", "fanout:error"]).toContain(answer.type);
  await host.close();
});

test("an embed runs nothing until asked, whatever its fragment says", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters" });
  await expect(host.frame.getByRole("button", { name: /^Run/ })).toBeEnabled();
  expect((await host.messages()).map(({ type }) => type)).not.toContain("fanout:progress");
  expect(page.frames().some((each) => each.url().includes("/sandbox.html"))).toBe(false);
  await host.close();
});

test("malformed messages of a host are answered with an error, or not at all", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "");
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.evaluate(() => {
    const embed = document.querySelector("iframe")?.contentWindow;
    const cyclic: Record<string, unknown> = { type: "fanout:load", version: 1, id: "cyclic", code: "x" };
    cyclic.inputs = cyclic;
    let deep: unknown = 1;
    for (let level = 0; level < 2_000; level++) deep = [deep];
    const messages: unknown[] = [
      null,
      undefined,
      1,
      "fanout:run",
      [],
      new Map(),
      new Error("x"),
      { type: "fanout:" },
      { type: {} },
      { type: "fanout:run" },
      { type: "fanout:eval", version: 1, id: "eval", code: "alert(1)" },
      { type: "fanout:run", version: 99, id: "version" },
      { type: "fanout:load", version: 1, id: "no-code" },
      { type: "fanout:load", version: 1, id: "long", code: "x".repeat(300_000) },
      { type: "fanout:load", version: 1, id: "settings", code: "", settings: { workers: 1e9, nothing: 1 } },
      { type: "fanout:load", version: 1, id: "deep", code: "x", inputs: { deep } },
      { type: "fanout:load", version: 1, id: "big", code: "x", inputs: { big: "x".repeat(3_000_000) } },
      { type: "fanout:theme", version: 1, id: "theme", theme: "<style>" },
      { type: "fanout:connect", version: 1, id: "connect", nonce: "" },
      JSON.parse(
        '{"type":"fanout:load","version":1,"id":"proto","code":"x","inputs":{"__proto__":{"polluted":1}},"settings":{"__proto__":{"workers":9}}}',
      ),
      cyclic,
    ];
    for (const message of messages) embed?.postMessage(message, "*", [new MessageChannel().port1]);
    for (let i = 0; i < 500; i++)
      embed?.postMessage({ type: i % 2 ? "fanout:stop" : "fanout:run", version: 1, id: i }, "*");
  });
  // A message from before all that is still answered.
  expect((await host.run(PROGRAM, { settings: { strategies: ["async"] } })).strategies[0]?.output).toBe(
    "secret",
  );
  const answers = await host.messages();
  for (const id of [
    "eval",
    "version",
    "no-code",
    "long",
    "settings",
    "deep",
    "big",
    "theme",
    "connect",
    "cyclic",
  ]) {
    const answer = answers.find((each) => each.id === id);
    expect.soft(answer?.type, id).toBe("fanout:error");
  }
  const embed = page.frames().find((each) => each.url().includes("/embed/"));
  expect(await embed?.evaluate(() => Reflect.get({}, "polluted"))).toBeUndefined();
  expect(errors).toEqual([]);
  await host.close();
});

test("the embed listens only to its parent page", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters" });
  // The embed's full listener is loaded with the first message.
  await host.ask({ type: "fanout:ping" });
  await page.evaluate(() => {
    const sibling = document.createElement("iframe");
    // The first message is answered immediately if it is accepted; the second changes what is shown.
    sibling.srcdoc = `<script>for (const message of [{ type: "fanout:nothing" }, { type: "fanout:load", code: "stolen" }])
      parent.frames[0].postMessage({ version: 1, id: "sibling", ...message }, "*")</script>`;
    document.body.append(sibling);
    return new Promise((done) => {
      sibling.onload = done;
    });
  });
  await host.ask({ type: "fanout:ping" });
  expect((await host.messages()).some(({ id }) => id === "sibling")).toBe(false);
  const embed = page.frameLocator("iframe[title=Playground]");
  await expect(embed.locator("[data-editor]")).toContainText("letters");
  await expect(embed.locator("[data-editor]")).not.toContainText("stolen");
  await host.close();
});

test("the sandbox's frame does not have our origin, whatever the headers", async ({ page, baseURL }) => {
  // As on a host that sends none of our headers: only the frame's attribute protects.
  await page.route("**/sandbox.html*", async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters" });
  await host.tell({ type: "fanout:run", version: 1, id: "run" });
  const sandbox = () => page.frames().find((each) => each.url().includes("/sandbox.html"));
  await expect
    .poll(() => sandbox()?.evaluate(() => [self.origin, document.readyState]))
    .toEqual(["null", "complete"]);
  await host.close();
});
