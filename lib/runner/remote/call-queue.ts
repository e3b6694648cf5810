import type { Cancel } from "@/lib/base/clock";
import { refuse } from "../execute/skipped";
import type { SpanContext } from "../execute/span-context";
import type { Thread } from "../execute/thread";
import type { Role } from "../host/language";
import { FanoutError, fromWire } from "./errors";
import { accepted } from "./payload";

const ITEM: Role = { name: "item", verb: "Pass" };

/** A queue as it is named in messages. */
export interface QueueName {
  /** Unique in the trial. */
  readonly id: string;
  /** For people. */
  readonly name: string | undefined;
}

/** Its items are at the coordinator. @returns false where the queue is closed */
export async function putItem(
  thread: Thread,
  span: SpanContext | null,
  queue: QueueName,
  value: unknown,
): Promise<boolean> {
  const item = accepted("Queue", thread.values.encode(value, ITEM));
  const answer = await ask(thread, span, queue, "put", item);
  return answer.type === "queue" && answer.ok;
}

export async function closeQueue(thread: Thread, span: SpanContext | null, queue: QueueName): Promise<void> {
  await ask(thread, span, queue, "close");
}

/** How many items are in the queue, while others may put and get some. */
export async function queueSize(thread: Thread, span: SpanContext | null, queue: QueueName): Promise<number> {
  const answer = await ask(thread, span, queue, "size");
  return answer.type === "queue" ? Number(answer.value) : 0;
}

function ask(
  thread: Thread,
  span: SpanContext | null,
  { id: queue, name }: QueueName,
  op: "put" | "close" | "size",
  value?: unknown,
) {
  const req = thread.nextRequest();
  const { span: from = -1, place } = span ?? {};
  const task = place?.name ?? "module";
  const message = { type: "queue", req, queue, name, op, value, chunk: 0, span: from, task } as const;
  const settled = thread.ask(`queue ${req}`, message);
  span?.add({ settled, cancel: () => undefined });
  return settled;
}

/** What a get came to; null where the queue is closed and empty. */
export type Item = { readonly value: unknown } | null;

/**
 * Waits for an item. A body that does so releases its slot, as when it waits for a nested call. If the body ends before it
 * has an item, the promise stays pending, and the item goes to another.
 * @param limitMs after which it lets go: null where there was no item until then
 * @param keepsPlace it keeps its slot at the coordinator
 */
export function getItem(
  thread: Thread,
  span: SpanContext | null,
  queue: QueueName,
  limitMs?: number,
  keepsPlace = false,
): Promise<Item> {
  if (span?.isCancelled) return refuse(thread, "get");
  const { place } = span ?? {};
  const req = thread.nextRequest();
  const holder = place?.holder;
  let state: "waiting" | "cancelled" | "answered" = "waiting";
  let end = () => {};
  let stop: Cancel | undefined;
  const settled = new Promise<void>((resolve) => {
    end = resolve;
  });
  const item = new Promise<Item>((resolve, reject) => {
    const key = `queue ${req}`;
    thread.answers.set(key, (message) => {
      thread.answers.delete(key);
      stop?.();
      if (message.type !== "queue") return;
      const hand = () => {
        end();
        if (state === "cancelled") {
          if (span && !span.hasFailed && Number.isNaN(span.ended))
            reject(
              new FanoutError(
                `${span.place.name} stopped waiting for an item of a queue: what it was called in has failed`,
              ),
            );
          return;
        }
        state = "answered";
        if (message.ok) thread.post({ type: "get", req, is: "taken" });
        if (message.error) reject(fromWire(thread.values, message.error));
        else if (message.ok) resolve({ value: thread.values.decode(message.value) });
        else resolve(null);
      };
      const wait = holder?.resume();
      if (wait) void wait.then(hand);
      else hand();
    });
  });
  const giveUp = (is: "cancel" | "leave") => {
    if (state !== "waiting") return;
    if (is === "cancel") state = "cancelled";
    thread.post({ type: "get", req, is });
  };
  const { id, name } = queue;
  const from = {
    chunk: (keepsPlace ? 0 : place?.chunk) ?? 0,
    span: span?.span ?? -1,
    task: place?.name ?? "module",
  };
  thread.post({ type: "queue", req, queue: id, name, op: "get", ...from });
  if (limitMs === 0) giveUp("leave");
  else if (limitMs !== undefined) stop = thread.clock.after(limitMs, () => giveUp("leave"));
  holder?.suspend();
  span?.add({ settled, cancel: () => giveUp("cancel"), leave: () => giveUp("leave") });
  return item;
}
