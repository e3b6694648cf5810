import type { Page } from "@playwright/test";
import { linkTo, PLAIN_EDITOR, runButton } from "../e2e/support/page";
import { inForeignPage } from "../support/foreign-page";
import { expect, test } from "./support/lab";
import { withModule } from "./support/other-sandbox";
import { heardFrom, orSilence, SILENCE } from "./support/port";

test.use(PLAIN_EDITOR);

/** The sandbox and the page around it, through the page's own buttons and code. */

const open = async (page: Page, code: string): Promise<void> => {
  await page.goto(linkTo(code, { strategies: ["async"] }));
  await expect(page.locator("[data-editor]")).toContainText(code.split("\n", 1)[0] ?? "");
};

/** A sandbox that reports ready, and then sends what the program that it should run tells it to send. */
const LIAR = `
addEventListener("message", ({ data, ports: [port] }) => {
  if (data?.type !== "fanout:connect") return;
  port.postMessage({ type: "ready", crossOriginIsolated: false, timerStepMs: 0.1 });
  port.onmessage = ({ data: { request, port: trial } }) => {
    const tick = { type: "tick", time: 1, batches: [], notes: [], logs: [], logsDropped: 0, lanes: [], done: 0, total: 1 };
    const done = { type: "done", status: "succeeded", wallMs: 1, output: { json: "1", truncated: false }, artifacts: [], refused: [] };
    const { onDocument, ...lie } = JSON.parse(/LIE (.*)$/m.exec(request.code)[1]);
    (onDocument ? port : trial).postMessage({ ...tick, done, ...lie });
  };
});
export {};
`;

const LIES: readonly (readonly [what: string, lie: object])[] = [
  ["rows that are none", { batches: [{ worker: 0, rows: "rows", names: [] }] }],
  ["logs that are no text", { logs: [{ time: 0, level: "log", span: 0, task: {}, attempt: 1, worker: 0 }] }],
  ["a tick on the document's port", { onDocument: true }],
  ["a status that is none", { type: "done", status: { toString: 1 }, wallMs: "long", artifacts: 5 }],
];

test("a sandbox that breaks the protocol fails its run with a message, and the page still works", async ({
  page,
}) => {
  await withModule(page, "workers/sandbox.ts", LIAR);
  for (const [what, lie] of LIES) {
    await open(
      page,
      `// ${what}
import { workflow } from "fanout";
export default workflow(async () => 1, { name: "entry" });
// LIE ${JSON.stringify(lie)}
`,
    );
    await runButton(page).click();
    await expect(page.getByRole("region", { name: "Results" }), what).toContainText(
      "The sandbox sent an invalid message",
    );
    await expect(runButton(page)).toBeEnabled();
  }
});

const LEARNING = `// what can a program find out
import { workflow } from "fanout";
const found = async (look: () => unknown) => {
  try { return await look(); } catch { return "nothing"; }
};
export default workflow(async () => ({
  address: await found(() => location.href),
  origin: await found(() => self.origin),
  stack: await found(() => new Error().stack),
  databases: await found(async () => (await indexedDB.databases()).map(({ name }) => name)),
  caches: await found(() => caches.keys()),
  heard: await found(() => new Promise((done) => {
    new BroadcastChannel("ours").onmessage = ({ data }) => done(data);
    setTimeout(() => done("nothing"), 300);
  })),
}), { name: "learning" });
`;

test("a program cannot read the site's address or storage", async ({ page }) => {
  // Without our headers, which many static hosts do not send: the frame and its page must protect.
  await page.route("**/sandbox.html*", async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await open(page, LEARNING);
  await page.evaluate(async () => {
    await new Promise((done, failed) => {
      const request = indexedDB.open("site secret");
      request.onsuccess = done;
      request.onerror = failed;
    });
    await caches.open("site secret");
    const channel = new BroadcastChannel("ours");
    setInterval(() => channel.postMessage("site secret"), 20);
  });
  await runButton(page).click();
  await page.getByRole("tab", { name: "Output" }).click();
  const output = page.getByRole("tabpanel");
  await expect(output).toContainText("heard");
  await expect.soft(output).toContainText("blob:null/", { timeout: 1_000 });
  const text = await output.innerText();
  expect.soft(text).not.toContain(new URL(page.url()).host);
  expect.soft(text).not.toContain("site secret");
});

test("a host that frames the offline sandbox page gets no engine", async ({ page, baseURL }) => {
  // Nothing else of ours in the host's page: while our service worker fills its cache, this page's search in it waits.
  await inForeignPage(page, `${baseURL}sandbox-offline.html#mine`, async () => {
    const heard = await page.evaluate(orSilence(heardFrom('connect(frames[0], "mine");')));
    expect(heard).toBe(SILENCE);
  });
});
