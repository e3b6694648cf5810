import { expect, it, vi } from "vitest";
import { portOpened } from "@/lib/base/watch-ports";
import { createMessageLog } from "./message-log";

it("lists what crosses ports that are open or opened later, newest first, at most 1,000, until it is paused", async () => {
  const { port1, port2 } = new MessageChannel();
  const early = new MessageChannel();
  portOpened("Early", early.port1);
  const log = createMessageLog();
  portOpened("Coordinator", port1);
  const listener = vi.fn();
  log.subscribe(listener);
  const received: unknown[] = [];
  port1.onmessage = ({ data }) => received.push(data);

  early.port1.postMessage({ id: "1", type: "APPLY", path: ["compile"] });
  port1.postMessage({ type: "stop" });
  port2.postMessage({ type: "tick", batches: [new Float64Array(100)] });
  await expect.poll(() => log.messages().length).toBe(3);
  expect(received).toHaveLength(1);
  expect(log.messages().map(({ channel, direction, type }) => [channel, direction, type])).toEqual([
    ["Coordinator", "received", "tick"],
    ["Coordinator", "sent", "stop"],
    ["Early", "sent", "compile()"],
  ]);
  expect(log.messages()[0]?.bytes).toBeGreaterThan(800);
  expect(listener).toHaveBeenCalledOnce();

  for (let n = 0; n < 1_200; n++) port1.postMessage({ type: `n${n}` });
  await expect.poll(() => log.messages().length).toBe(1_000);
  expect(log.messages()[0]?.type).toBe("n1199");

  log.clear();
  expect(log.messages()).toEqual([]);
  log.pause(true);
  port1.postMessage({ type: "unseen" });
  log.pause(false);
  port1.postMessage({ type: "seen" });
  await expect.poll(() => log.messages().map(({ type }) => type)).toEqual(["seen"]);
  for (const port of [port1, early.port1]) port.close();
});
