import { type BrowserContext, expect, type Page, type Worker } from "@playwright/test";
import type { Settings } from "@/lib/model/settings";
import { defaultSettings } from "@/lib/model/settings";
import { encodeLink, encodePlainLink } from "@/lib/share/link";
import { longestTask, startTracing } from "./thread-time";

declare const scheduler: {
  postTask(task: () => void, how: { priority: string; delay: number }): Promise<void>;
};

/** How long the page's thread was blocked while it was watched: the longest of each, in ms. */
export interface Answered {
  /** Between two beats of the page, which come every 10 ms if its thread is free. */
  readonly gap: number;
  /** The same in an empty page of the same browser: the machine's own delay, with all cores busy. */
  readonly machine: number;
  /** One task of the page, in time that its thread had a core. */
  readonly task: number;
}

/** The playground as the reader of a link sees it. */
export interface Reader {
  readonly page: Page;
  /** Opens a program by its link, in the page that is open. */
  open(code: string, settings?: Partial<Settings>): Promise<void>;
  run(): Promise<void>;
  /** Waits until the run is over. @returns the page's text */
  end(): Promise<string>;
  /** ms from Stop until the page can run again, by the page's clock. */
  stop(): Promise<number>;
  /** Since `run`. */
  answered(): Promise<Answered>;
  /** The sandbox's workers that the browser runs now, without the page's own. */
  workers(): number;
}

interface Beat {
  since: number;
  longest: number;
}

/** Beats in a page: tasks that run before the page's other work, as input does. */
function beat(): void {
  if (self !== top) return;
  const beat: Beat = { since: performance.now(), longest: 0 };
  Object.assign(globalThis, { beat });
  const next = (): void =>
    void scheduler.postTask(
      () => {
        const now = performance.now();
        beat.longest = Math.max(beat.longest, now - beat.since);
        beat.since = now;
        next();
      },
      { priority: "user-blocking", delay: 10 },
    );
  next();
}

const take = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const beat = Reflect.get(globalThis, "beat") as Beat;
    const longest = Math.max(beat.longest, performance.now() - beat.since);
    beat.longest = 0;
    return longest;
  });

/** The sandbox's workers that the browser runs now, without the page's own. */
export const sandboxWorkers = (page: Page): Worker[] =>
  page.workers().filter((worker) => worker.url().startsWith("blob:null/") || worker.url() === "");

export async function openReader(context: BrowserContext): Promise<Reader> {
  const browser = context.browser();
  if (browser === null) throw new Error("no browser");
  await context.addInitScript(beat);
  const empty = await context.newPage();
  await empty.goto("./404.html");
  const page = await context.newPage();
  const status = page.locator("[role=status]").filter({ hasText: /^(Run finished|Stopped|Not run)/ });
  const button = page.getByRole("button", { name: /^Run( (Ctrl|⌘).*)?$/ });
  let opened = 0;
  return {
    page,
    async open(code, settings = {}) {
      const first = `// program ${++opened}`;
      const state = {
        code: `${first}\n${code}`,
        settings: { workers: 4, rounds: 1, timeoutMs: 60_000, ...settings } as const,
      };
      const encode = code.length > 20_000 ? encodePlainLink : encodeLink;
      await page.goto(`./${encode(state, defaultSettings(2))}`);
      await expect(page.locator("[data-editor=monaco]")).toContainText(first);
      await expect(button).toBeEnabled();
    },
    async run() {
      await take(page);
      await take(empty);
      await startTracing(browser, page);
      await button.click();
    },
    async end() {
      await expect(status).toBeAttached({ timeout: 90_000 });
      // The list that says why has a script of its own.
      if (/failed/.test((await status.textContent()) ?? ""))
        await expect(page.getByRole("region", { name: "Problems" })).toBeVisible();
      return page.locator("body").innerText();
    },
    stop: () =>
      page.evaluate(async () => {
        const named = (name: string) =>
          [...document.querySelectorAll("button")].find((each) => each.innerText.startsWith(name));
        // The button ignores presses just after it has changed.
        while (named("Stop")?.ariaDisabled !== "false") await new Promise((next) => setTimeout(next, 5));
        const asked = performance.now();
        named("Stop")?.click();
        while (named("Run") === undefined) await new Promise((next) => setTimeout(next, 5));
        return performance.now() - asked;
      }),
    async answered() {
      const [gap, machine] = [await take(page), await take(empty)];
      const task = await longestTask(browser);
      return { gap: Math.round(gap), machine: Math.round(machine), task: Math.round(task) };
    },
    workers: () => sandboxWorkers(page).length,
  };
}
