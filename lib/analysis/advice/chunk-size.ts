import type { Trace } from "@/lib/trace/trace";
import { costsOf } from "../simulation/costs";
import { bodiesOf } from "../time/bodies";
import { messagesOf } from "../time/messages";
import { mappedTask, SMALL_SHARE } from "../time/overhead";
import type { Claim, Finding } from "./finding";
import { figure, type Sentence, say, unsure } from "./sentence";

/** The cost of a message varies by this factor from run to run. */
const MESSAGE_FACTOR = 2;

/** Labels the recommended items of a message. */
export const SMALLEST_CHUNK = "smallest efficient chunk";

/** How many items should share a message; undefined where another run might say otherwise. */
export function chunkFinding(trace: Trace): Finding | undefined {
  const bodies = bodiesOf(trace);
  const task = mappedTask(trace, bodies);
  // Items that call others never share a chunk.
  if (task === undefined || task.kind === "dynamic" || task.calls < 2) return undefined;
  const messages = messagesOf(trace, bodies);
  const costs = costsOf(trace, bodies, messages);
  if (costs.there.fixed.n === 0) return undefined;
  const messageMs = costs.there.fixed.mid + costs.back.fixed.mid;
  const own = messages.filter(({ rows }) => trace.names[trace.name[rows[0] ?? 0] as number] === task.name);
  const message = figure("one message, round trip", messageMs, "ms");
  const item = figure(`an item of ${task.name}`, task.medianMs, "ms");
  const items = figure("items", task.calls, "count");
  const sent = say`The ${items} items were sent in ${figure("messages sent", own.length, "count")} messages.`;
  const said = (sentence: Sentence, ...claims: readonly Claim[]): Finding => ({
    kind: "chunk size",
    sentence,
    claims,
    rule: "A message may cost twice as much, or half, in the next run: closer to the threshold it is not decided.",
  });
  if (!(task.medianMs > 0))
    return said(
      unsure(
        say`Items are shorter than the timer resolution. Use chunks that take much longer than one message (${message}). ${sent}`,
      ),
    );
  /** Items that keep a message at a tenth of their time. */
  const exact = messageMs / SMALL_SHARE / task.medianMs;
  if (exact * MESSAGE_FACTOR <= 1)
    return said(say`Chunk size hardly matters: a message costs ${message}, an item takes ${item}.`, {
      says: "chunk",
      matters: false,
      atLeast: [0, 1],
    });
  if (exact <= MESSAGE_FACTOR) return undefined;
  const most = Math.max(1, Math.floor(task.calls / Math.max(1, trace.workers)));
  const largest = figure("largest chunk that gives every worker work", most, "count");
  const costsText = say`A message costs ${message} and an item takes ${item}.`;
  const claim: Claim = {
    says: "chunk",
    matters: true,
    atLeast: [exact / MESSAGE_FACTOR, exact * MESSAGE_FACTOR],
  };
  const least = Math.ceil(exact);
  if (least * MESSAGE_FACTOR <= most) {
    const smallest = figure(SMALLEST_CHUNK, least, "count");
    return said(
      say`${costsText} Use ${smallest} to ${largest} items per chunk: messages stay below ${figure("share", SMALL_SHARE, "share")} of the work and no worker is idle. ${sent}`,
      claim,
    );
  }
  if (least >= most * MESSAGE_FACTOR)
    return said(
      say`${costsText} The ${items} items are too little work to split up. Use at most one chunk of ${largest} per worker.`,
      claim,
    );
  return undefined;
}
