import type { WaitingReport } from "@/lib/protocol/from-runner";
import type { WaitingGet } from "./queues";
import type { PendingCall } from "./scheduler/pending-call";

/** Why a body that waits for an item cannot get one. @param strategy in words */
export function stuckGet(
  { get, queue }: WaitingGet,
  behind: WaitingReport["behind"],
  strategy: string,
): string {
  const waits = `\`${get.task}\` waits for an item of queue \`${queue}\``;
  const [map] = behind;
  if (!map) return `${waits}, and no running call can put one. Put it first, or close the queue.`;
  const { task, count, parallel } = map;
  const later = `${count === 1 ? "an item" : `${count} items`} of the map of \`${task}\` ${count === 1 ? "starts" : "start"} only after it`;
  const why = parallel === 1 ? "its items run one after another" : `it runs ${parallel} items in parallel`;
  return `${waits}, and no running call can put one: ${later}, because ${why} under ${strategy}. Put the item before, or get it outside of this map.`;
}

/** Why a trial cannot continue, where no body waits for an item. */
export function stuckTrial(calls: Iterable<PendingCall>): string {
  const waiting = [...calls].filter(({ settled, inflight }) => !settled && inflight === 0);
  const names = [...new Set(waiting.map(({ call }) => `\`${call.task}\``))].slice(0, 5);
  const what = names.length > 0 ? ` (${names.join(", ")})` : "";
  return `No call can continue: each one in progress waits for another${what}. Cached calls wait like this when they call each other with equal arguments.`;
}
