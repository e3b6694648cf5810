import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Frame, type Page } from "@playwright/test";
import { bundleEmbed } from "../../../scripts/embed.mjs";
import { serve } from "../../../scripts/serve.mjs";

/**
 * `<fanout-playground>` alone: on pages of one site, with an embed on another site that only echoes. The test decides what the
 * embed sends, so that missing, wrong and late messages can be tested. embed.spec.ts tests the real embed.
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

/** Both sites: "localhost" and "127.0.0.1" are different ones. */
interface Sites {
  /** Folder of the documentation's files. */
  readonly folder: string;
  /** Addresses, with a slash at the end. */
  readonly docs: string;
  readonly fanout: string;
}

/** A page of the documentation, and the embed of its first element. */
export class Docs {
  constructor(
    private readonly page: Page,
    private readonly sites: Sites,
  ) {}

  /** Where the documentation is served. */
  get url(): string {
    return this.sites.docs;
  }

  /** Where the embed and its script are served. */
  get fanout(): string {
    return this.sites.fanout;
  }

  /** Adds a file to the documentation. */
  write(name: string, text: string): Promise<void> {
    return writeFile(join(this.sites.folder, name), text);
  }

  /** Opens a new page with the script in its head. */
  async open(body: string, html = "<html>"): Promise<void> {
    const name = `page-${Math.random().toString(36).slice(2)}.html`;
    const text = `<!doctype html>${html}<meta charset="utf-8"><title>Docs</title><script src="${this.fanout}embed.js"></script><body>${body}`;
    await this.write(name, text);
    await this.page.goto(this.url + name);
  }

  /** The embed's frame, ready or not. */
  embed(): Frame | undefined {
    return this.page.frames().find((frame) => frame.url().startsWith(`${this.fanout}embed/#`));
  }

  /** Waits until the embed has reported that it is ready. */
  async frame(): Promise<Frame> {
    await expect
      .poll(() =>
        this.page.evaluate(
          () => !!document.querySelector("fanout-playground")?.shadowRoot?.querySelector(".ready"),
        ),
      )
      .toBe(true);
    const frame = this.embed();
    if (!frame) throw new Error("there is no frame");
    return frame;
  }

  async fragment(): Promise<string> {
    return new URL((await this.frame()).url()).hash;
  }

  /** The messages that the embed received. */
  async heard(): Promise<Record<string, unknown>[]> {
    return (await this.frame()).evaluate(() => Reflect.get(window, "heard"));
  }
}

export const test = base.extend<{ docs: Docs }, { sites: Sites }>({
  sites: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const home = await mkdtemp(join(tmpdir(), "fanout-element-"));
      await mkdir(join(home, "fanout/embed"), { recursive: true });
      await mkdir(join(home, "docs"));
      await writeFile(join(home, "fanout/embed.js"), await bundleEmbed());
      await writeFile(join(home, "fanout/embed/index.html"), ECHO);
      const fanout = await serve({ folder: join(home, "fanout"), isolate: false });
      const docs = await serve({ folder: join(home, "docs"), isolate: false });
      await use({
        folder: join(home, "docs"),
        docs: docs.url,
        fanout: fanout.url.replace("localhost", "127.0.0.1"),
      });
      await fanout.close();
      await docs.close();
      await rm(home, { recursive: true });
    },
    { scope: "worker" },
  ],
  docs: async ({ page, sites }, use) => use(new Docs(page, sites)),
});
export { expect } from "@playwright/test";
