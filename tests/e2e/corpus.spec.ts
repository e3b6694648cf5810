import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { FanoutPlaygroundElement, FanoutReport } from "@/lib/embed/api";
import { serve } from "../../scripts/serve.mjs";
import { codeField, PLAIN_EDITOR, runButton } from "./support/page";

test.use(PLAIN_EDITOR);

/** Links and embeds of earlier releases, on the built site. lib/share/corpus.test.ts decodes each. */
const CORPUS = new URL("../corpus/", import.meta.url);

interface KeptLink {
  readonly fragment: string;
  readonly expected: {
    readonly kind: string;
    readonly notes: readonly string[];
    readonly state: { readonly code?: string; readonly report?: unknown; readonly record?: unknown };
  };
}

/** One of each kind: each codec, with a report, with options, as a mail program breaks it, an example's name. */
const SOME = ["plain", "program-own", "recorded-retries", "example-options", "mangled"].map(
  (name) => `${name}.json`,
);

/** An embed's display options apply in an embed only. */
const ALL = readdirSync(new URL("links/", CORPUS)).filter((name) => !name.startsWith("embed-"));

test("links of the corpus open with everything they hold", ({ page }) => open(page, SOME));

test("all links of the corpus open with everything they hold", { tag: "@slow" }, ({ page }) =>
  open(page, ALL),
);

async function open(page: Page, links: readonly string[]): Promise<void> {
  for (const name of links) {
    const { fragment, expected }: KeptLink = JSON.parse(
      readFileSync(new URL(`links/${name}`, CORPUS), "utf8"),
    );
    await test.step(name, async () => {
      await page.goto("about:blank");
      await page.goto(`./${fragment.replace(/\s/g, "")}`);
      const { code, report, record } = expected.state;
      if (record !== undefined) await expect(codeField(page)).toHaveValue(/^\/\/ Made from a recorded run/);
      else if (code === undefined) await expect(codeField(page)).toHaveValue(/import .* from "fanout"/);
      else await expect(codeField(page)).toHaveValue(code);
      await expect(page.getByText("could not be opened")).toHaveCount(0);
      await expect(page.getByText("was ignored")).toHaveCount(expected.notes.length);
      if (report !== undefined)
        await expect(page.getByText("Your machine will give different times")).toBeVisible();
      if (record !== undefined)
        await expect(page.getByRole("heading", { name: /of the time that steps held a slot/ })).toBeVisible();
      await expect(runButton(page)).toBeEnabled();
    });
  }
}

test("every embed of the corpus runs, with the scripts of its release", { tag: "@slow" }, async ({
  page,
  baseURL,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "fanout-corpus-"));
  await cp(CORPUS, folder, { recursive: true });
  const pages = await readdir(join(folder, "embeds"));
  for (const name of pages) {
    const path = join(folder, "embeds", name);
    await writeFile(path, (await readFile(path, "utf8")).replaceAll("%FANOUT%", baseURL ?? ""));
  }
  const host = await serve({ folder, isolate: false });
  for (const name of pages) {
    await test.step(name, async () => {
      await page.goto(`${host.url}embeds/${name}`);
      const wanted = await page.evaluate(() => ({ ...document.body.dataset }));
      const frame = page.frameLocator("iframe");
      // The page that posts by hand asks until the first ready: asked before that one, it would miss its own answer.
      if (await page.evaluate(() => typeof Reflect.get(window, "run") === "function"))
        await expect(frame.locator("[data-editor]")).toContainText("import");
      if (wanted.recorded !== undefined)
        await expect(frame.getByText("Your machine will give different times")).toBeVisible();
      const report = await page.evaluate(async (): Promise<FanoutReport> => {
        const own: unknown = Reflect.get(window, "run");
        if (typeof own === "function") return own();
        await customElements.whenDefined("fanout-playground");
        const element = document.querySelector<FanoutPlaygroundElement>("fanout-playground");
        if (!element) throw new Error("no playground");
        return element.run({ rounds: 1, strategies: ["pooled"] });
      });
      expect(report).toMatchObject({
        version: 1,
        program: { name: wanted.program },
        strategies: [{ strategy: "pooled", status: "succeeded" }],
      });
      await expect(frame.getByRole("status").filter({ hasText: "Run finished" })).toBeAttached();
    });
  }
  await host.close();
  await rm(folder, { recursive: true });
});
