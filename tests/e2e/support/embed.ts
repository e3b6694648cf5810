import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type FrameLocator, type Page } from "@playwright/test";
import type { LanguageId } from "@/lib/model/language";
import type { Settings } from "@/lib/model/settings";
import type { EmbedMessage } from "@/lib/protocol/embed";
import type { Report, StrategyReport, TreeNode } from "@/lib/protocol/report";
import { serve } from "../../../scripts/serve.mjs";

/** Options of a run; the rest are the embed's defaults. */
export interface RunOptions {
  readonly language?: LanguageId;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly settings?: Partial<Settings>;
}

/** A page on another origin with one playground in it, driven by the messages of docs/embedding.md. */
export interface EmbedHost {
  readonly page: Page;
  /** The embed's document. */
  readonly frame: FrameLocator;
  /** Every message of the embed. */
  messages(): Promise<readonly EmbedMessage[]>;
  /** Sends a message, and waits for its last answer: ready, loaded, result or error. */
  ask(message: Readonly<Record<string, unknown>>): Promise<EmbedMessage>;
  /** Sends a message without waiting for an answer. */
  tell(message: unknown): Promise<void>;
  /** Waits for a message of the embed that passes the test. The test runs in the page as text, without outer variables. */
  waitFor(test: (message: EmbedMessage) => boolean): Promise<void>;
  /** Loads a program and runs it, by default for one round. @throws the embed's message if it refuses */
  run(code: string, options?: RunOptions): Promise<Report>;
}

export interface HostOptions {
  /** The embed's fragment, with its "#". */
  readonly fragment?: string;
  /** The attribute of the host's frame. */
  readonly sandbox?: string;
}

const HOST_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Documentation</title>
<h1>Documentation</h1><p>Text before.</p><div id="place"></div><p>Text after.</p>
<script>
  window.received = [];
  window.addEventListener("message", (event) => {
    if (event.source === document.querySelector("iframe").contentWindow) window.received.push(event.data);
  });
</script>`;

/** Opens the embed on a page of a second server: "localhost", another site than the first one's "127.0.0.1". */
export async function openHost(
  page: Page,
  baseURL: string,
  { fragment = "", sandbox }: HostOptions = {},
): Promise<EmbedHost & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "fanout-docs-"));
  await writeFile(join(folder, "index.html"), HOST_PAGE);
  const server = await serve({ folder, isolate: false });
  await page.goto(server.url);
  await page.evaluate(
    ([src, attribute]) => {
      const frame = document.createElement("iframe");
      if (attribute !== undefined) frame.setAttribute("sandbox", attribute);
      frame.allow = "cross-origin-isolated; clipboard-write";
      frame.title = "Playground";
      frame.style.cssText = "width:100%;height:560px;border:0";
      frame.src = src ?? "";
      document.getElementById("place")?.append(frame);
    },
    [`${baseURL}embed/${fragment}`, sandbox],
  );

  const messages = (): Promise<readonly EmbedMessage[]> =>
    page.evaluate(() => Reflect.get(window, "received"));
  const tell = async (message: unknown): Promise<void> => {
    await page.evaluate(
      (data) => document.querySelector("iframe")?.contentWindow?.postMessage(data, "*"),
      message,
    );
  };
  const waitFor = async (test: (message: EmbedMessage) => boolean): Promise<void> => {
    await page.waitForFunction(`window.received.some(${test})`);
  };
  let asked = 0;
  const ask = (message: Readonly<Record<string, unknown>>): Promise<EmbedMessage> => {
    const id = `ask-${++asked}`;
    return page.evaluate(
      (data) =>
        new Promise<EmbedMessage>((resolve) => {
          const last = ["fanout:loaded", "fanout:result", "fanout:error", "fanout:ready"];
          addEventListener("message", function listen({ data: answer }) {
            if (answer.id !== data.id || !last.includes(answer.type)) return;
            removeEventListener("message", listen);
            resolve(answer);
          });
          document.querySelector("iframe")?.contentWindow?.postMessage(data, "*");
        }),
      { version: 1, id, ...message },
    );
  };
  const host: EmbedHost = {
    page,
    frame: page.frameLocator("iframe"),
    messages,
    tell,
    waitFor,
    ask,
    async run(code, { language, inputs, settings } = {}) {
      const loaded = await host.ask({ type: "fanout:load", code, language, inputs, settings });
      if (loaded.type === "fanout:error") throw new Error(loaded.message);
      const result = await host.ask({ type: "fanout:run", rounds: settings?.rounds ?? 1 });
      if (result.type === "fanout:error") throw new Error(result.message);
      if (result.type !== "fanout:result") throw new Error(`answered by ${result.type}`);
      return result.report;
    },
  };
  await waitFor((message) => message.type === "fanout:ready");
  return {
    ...host,
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Tests that drive the engine. `embed` is a host page with a playground that is ready and runs nothing; tests share it, so its
 * scripts are loaded, and results that a program has cached stay. `ownEmbed` is a new one.
 */
export const test = base.extend<{ embed: EmbedHost; ownEmbed: EmbedHost }, { host: EmbedHost }>({
  host: [
    async ({ browser }, use, { project }) => {
      const page = await browser.newPage();
      const { close, ...host } = await openHost(page, project.use.baseURL ?? "");
      await use(host);
      await close();
      await page.close();
    },
    { scope: "worker" },
  ],
  embed: async ({ host }, use) => {
    await host.page.evaluate(() => Reflect.set(window, "received", []));
    await use(host);
    // Ends a run that a test has left; answered with an error if nothing runs.
    await host.ask({ type: "fanout:stop" });
  },
  ownEmbed: async ({ page, baseURL }, use) => {
    const { close, ...host } = await openHost(page, baseURL ?? "");
    await use(host);
    await close();
  },
});
export { expect } from "@playwright/test";

/** The part of a report about one strategy. */
export function strategyOf(report: Report, strategy: string): StrategyReport {
  const found = report.strategies.find((each) => each.strategy === strategy);
  if (found === undefined) throw new Error(`${strategy} did not run`);
  return found;
}

/** The strategy's tree, which must have been recorded. */
export function treeOf(report: StrategyReport): TreeNode {
  if (report.tree === undefined) throw new Error(`${report.strategy} has no tree`);
  return report.tree;
}
