import type { SpanContext } from "../execute/span-context";
import type { Thread } from "../execute/thread";
import type { Role } from "../host/language";
import { accepted } from "./payload";

const ITEM: Role = { name: "item", verb: "Pass" };

export interface QueueAnswer {
  /** False where the queue is closed: nothing was put, or nothing is left to get. */
  readonly ok: boolean;
  readonly value?: unknown;
}

/**
 * Asks the coordinator, which holds the items. A body that waits for an item releases its slot, as when it waits for a
 * nested call.
 */
export async function askQueue(
  thread: Thread,
  span: SpanContext | null,
  queue: string,
  op: "put" | "get" | "close",
  value?: unknown,
): Promise<QueueAnswer> {
  const item = op === "put" ? accepted("Queue", thread.values.encode(value, ITEM)) : undefined;
  const place = op === "get" ? span?.place : undefined;
  const req = thread.nextRequest();
  const chunk = place?.chunk ?? 0;
  const answer = thread.ask(`queue ${req}`, { type: "queue", req, queue, op, value: item, chunk });
  place?.holder?.suspend();
  const found = await answer;
  const wait = place?.holder?.resume();
  if (wait) await wait;
  return found.type === "queue"
    ? { ok: found.ok, value: found.ok ? thread.values.decode(found.value) : undefined }
    : { ok: false };
}
