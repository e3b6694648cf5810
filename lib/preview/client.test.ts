import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { preparePreview } from "./client";
import type { FromPreview } from "./messages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker in this thread that does what a test says. */
class FakeWorker extends EventTarget {
  readonly asked: unknown[] = [];
  isOver = false;
  postMessage(message: unknown): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.isOver = true;
  }
  say(data: FromPreview): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

const start = () => {
  const worker = new FakeWorker();
  const prepared = preparePreview(
    "markdown",
    "text/markdown",
    new Uint8Array(),
    undefined,
    () => worker as unknown as Worker,
  );
  return { worker, prepared };
};

it("ends a worker that takes too long, and shows the source", async () => {
  const { worker, prepared } = start();
  worker.say({ type: "ready" });
  expect(worker.asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(worker.isOver).toBe(true);
  expect(await prepared).toMatchObject({ as: "source", why: expect.stringContaining("too long") });
});

it("shows the source where no worker can start", async () => {
  const { worker, prepared } = start();
  worker.dispatchEvent(new Event("error"));
  expect(await prepared).toMatchObject({ as: "source" });
  expect(worker.isOver).toBe(true);
});
