import type { Browser, Page } from "@playwright/test";

/** What is needed of an event of Chromium's tracing; times in µs, `tdur` the part in which the thread had a core. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
}

const MARK = "fanout-test";

/** Begins to record the tasks of every thread of the browser, and marks which thread is the page's. */
export async function startTracing(browser: Browser, page: Page): Promise<void> {
  await browser.startTracing(page, {
    categories: ["disabled-by-default-devtools.timeline", "blink.user_timing"],
  });
  await page.evaluate((mark) => performance.mark(mark), MARK);
}

/** ms of the longest task of the page's thread since then, the time that others had the core left out. */
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
