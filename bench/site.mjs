// The built site in a browser with a run of 300,000 spans: what that costs its main thread and its memory.
import { readFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { launchOptions } from "../scripts/browser.mjs";
import { buildIfChanged } from "../scripts/build.mjs";
import { makeLink } from "../scripts/link.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { serve } from "../scripts/serve.mjs";

export const SPANS = 300_000;
const RUN_MS = 120_000;

/** Memory is measured at once, not at the next garbage collection. */
const MEASURE_AT_ONCE = ["--enable-blink-features=ForceEagerMeasureMemory"];

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */

export async function openSite() {
  await buildIfChanged();
  const server = await serve();
  const base = server.url.replace("localhost", "127.0.0.1");
  const browser = await chromium.launch(launchOptions(MEASURE_AT_ONCE));
  /** Pages whose run is over, by view. */
  const over = new Map();

  /** A page that is ready to run, with the view open. */
  async function load(view) {
    const settings = JSON.stringify({ rounds: 1, timeoutMs: RUN_MS });
    const program = inRoot("bench/programs/spans.ts");
    const { link } = await makeLink([
      ...[program, "--base", base, "--view", view, "--strategies", "pooled", "--workers", "2"],
      ...["--settings", settings],
    ]);
    const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
    await page.goto(link);
    await page.locator("[data-editor=monaco]").waitFor();
    await page.waitForLoadState("networkidle");
    return page;
  }

  async function run(page) {
    await page.getByRole("button", { name: /^Run( (Ctrl|⌘).*)?$/ }).click();
    const end = page.getByRole("status").filter({ hasText: "Run finished" });
    await end.waitFor({ state: "attached", timeout: RUN_MS });
    const said = await end.textContent();
    if (!said?.includes("succeeded")) throw new Error(`the run of ${SPANS} spans: ${said}`);
  }

  async function traced(page, during) {
    await browser.startTracing(page, { categories: TRACED });
    await during();
    return JSON.parse((await browser.stopTracing()).toString());
  }

  /**
   * One run on a fresh page that shows this view while it runs: the longest task of the page's main thread, and its memory.
   * @param {"tree" | "timeline"} view
   */
  async function stream(view) {
    const page = await load(view);
    const before = await memory(page);
    const trace = await traced(page, () => run(page));
    const after = await memory(page);
    await page.close();
    return { longestMs: longest(mainThread(trace, base).tasks), bytes: { before, after } };
  }

  /**
   * ms that the main thread works for each frame, on a page whose run is over.
   * @param {"tree" | "timeline"} view
   * @param {string} act done once in each, the body of a function of `at`
   * @param {number} count
   */
  async function frames(view, act, count) {
    if (!over.has(view)) {
      const page = await load(view);
      await run(page);
      if (view === "tree") await openAll(page);
      over.set(view, page);
    }
    const page = over.get(view);
    await page.bringToFront();
    return workOfFrames(mainThread(await traced(page, () => page.evaluate(eachFrame, [count, act])), base));
  }

  /**
   * Opens the record of a run on a fresh page.
   * @param {string} path of the file. Its bytes would go through the page's thread, and be measured with it
   */
  async function open(path) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
    await page.goto(`${base}#example=squares`);
    await page.locator("[data-editor=monaco]").waitFor();
    await page.waitForLoadState("networkidle");
    const chosen = page.waitForEvent("filechooser");
    await page.getByRole("banner").getByRole("button").first().click();
    await page.getByRole("menuitem", { name: "Open a file…" }).click();
    const chooser = await chosen;
    const memory = await peakMemory(browser);
    let tookMs = 0;
    const trace = await traced(page, async () => {
      const since = performance.now();
      await chooser.setFiles(path);
      await page
        .getByRole("heading", { name: /of the time that steps held a slot/ })
        .waitFor({ timeout: RUN_MS });
      tookMs = performance.now() - since;
    });
    const bytes = await memory.end();
    await page.close();
    return { tookMs, longestMs: longest(mainThread(trace, base).tasks), bytes };
  }

  return {
    stream,
    open,
    frames,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Every span must have its own row: that is what we claim to scroll. */
async function openAll(page) {
  await page.getByRole("button", { name: "Expand all" }).click();
  const tree = page.getByRole("treegrid", { name: "Spans" });
  await page.getByRole("row", { name: /item\[0\]/ }).waitFor();
  const rows = Number(await tree.getAttribute("aria-rowcount"));
  if (rows < SPANS) throw new Error(`the tree has ${rows} rows, not ${SPANS}`);
}

/** Bytes of the page, its frames and workers. */
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  return page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);
}

const SAMPLE_MS = 50;

/** Most memory that the browser's renderers had together, and not shared with others. Linux only: 0 elsewhere. */
async function peakMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  let most = 0;
  let ended = false;
  const sampled = (async () => {
    while (!ended) {
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const renderers = processInfo.filter(({ type }) => type === "renderer");
      const sizes = await Promise.all(renderers.map(({ id }) => privateBytes(id)));
      most = Math.max(
        most,
        sizes.reduce((sum, bytes) => sum + bytes, 0),
      );
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  })();
  return {
    end: async () => {
      ended = true;
      await sampled;
      await session.detach();
      return most;
    },
  };
}

async function privateBytes(pid) {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  return [...text.matchAll(/^Private_\w+: +(\d+) kB$/gm)].reduce(
    (sum, [, kb]) => sum + Number(kb) * 1_024,
    0,
  );
}

/** Runs in the page: does `act` once in each of so many frames. */
async function eachFrame([count, act]) {
  const step = new Function("at", act);
  for (let at = 0; at < count; at += 1) {
    await new Promise(requestAnimationFrame);
    performance.mark("bench-frame");
    step(at);
  }
}

const TRACED = ["disabled-by-default-devtools.timeline", "devtools.timeline", "blink.user_timing"];

/**
 * What the page's main thread did, in order. A task's length is the thread's CPU time (tdur), which leaves out what other
 * programs on the machine take.
 * @param {{ traceEvents: readonly any[] }} trace times in it are µs
 * @param {string} base address of the site: its sandbox has a process of its own, whose tasks are not the page's
 */
export function mainThread({ traceEvents }, base) {
  const started = traceEvents.find(({ name }) => name === "TracingStartedInBrowser");
  const frame = started?.args.data.frames.find(({ url, parent }) => !parent && url.startsWith(base));
  const thread = traceEvents.find(
    ({ name, pid, args }) =>
      name === "thread_name" && pid === frame?.processId && args.name === "CrRendererMain",
  );
  const events = traceEvents
    .filter(({ pid, tid }) => thread !== undefined && pid === thread.pid && tid === thread.tid)
    .sort((a, b) => a.ts - b.ts);
  const tasks = events.filter(({ name, tdur }) => name === "RunTask" && tdur !== undefined);
  if (tasks.length === 0) throw new Error("the trace has no task of the page");
  return { tasks, frames: events.filter(({ name }) => name === "bench-frame").map(({ ts }) => ts) };
}

/** @param {readonly { tdur: number }[]} tasks @returns {number} ms */
export const longest = (tasks) => tasks.reduce((most, { tdur }) => Math.max(most, tdur), 0) / 1000;

/**
 * How long the thread worked from the start of each frame to the next one's. A task belongs to the frame in which it started,
 * except the one that starts the frame itself.
 * @param {ReturnType<typeof mainThread>} thread
 * @returns {number[]} ms, the last frame left out
 */
export function workOfFrames({ tasks, frames }) {
  const work = new Array(Math.max(0, frames.length - 1)).fill(0);
  let at = -1;
  for (const { ts, dur, tdur } of tasks) {
    while (at + 1 < frames.length && frames[at + 1] < ts + dur) at += 1;
    if (at >= 0 && at < work.length) work[at] += tdur / 1000;
  }
  return work;
}
