import type { Browser, Page } from "@playwright/test";

/** The used part of a tracing event of Chromium. Times in µs; `tdur` is the time that the thread had a core. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
}

const MARK = "fanout-test";

/** Starts recording the tasks of all threads, and marks the page's thread. */
export async function startTracing(browser: Browser, page: Page): Promise<void> {
  await browser.startTracing(page, {
    categories: ["disabled-by-default-devtools.timeline", "blink.user_timing"],
  });
  await page.evaluate((mark) => performance.mark(mark), MARK);
}

/** ms of the longest task of the page's thread since then, without the time that others had the core. */
export async function longestTask(browser: Browser): Promise<number> {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const mark = traceEvents.find(({ name }) => name === MARK);
  if (mark === undefined) throw new Error("the page's thread is not in the recording");
  let longest = 0;
  for (const { name, pid, tid, tdur = 0 } of traceEvents)
    if (pid === mark.pid && tid === mark.tid && name.endsWith("RunTask")) longest = Math.max(longest, tdur);
  if (longest === 0) throw new Error("no task was recorded");
  return longest / 1_000;
}
