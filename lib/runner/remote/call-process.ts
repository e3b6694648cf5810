import { KINDS } from "@/lib/model/kind";
import { refuse } from "../execute/skipped";
import { type OpenCall, type SpanContext, trailOf } from "../execute/span-context";
import type { Thread } from "../execute/thread";
import type { Definition } from "../host/language";
import { CallResults, callRemote } from "./call-remote";
import { ARGUMENTS, refusal } from "./payload";

/** What a process runs: a task, or an exported function that is no task. */
export type ProcessTarget = Pick<Definition, "name" | "retry" | "timeoutMs"> & {
  readonly isExported: boolean;
};

/**
 * Starts a worker for one call, under every strategy; another one for each retry. As with any nested call, the caller holds no slot until the process
 * has ended.
 */
export function callProcess(
  thread: Thread,
  ctx: SpanContext,
  site: number,
  { name, retry, timeoutMs, isExported }: ProcessTarget,
  args: readonly unknown[],
  onOpen?: (call: OpenCall) => void,
): Promise<unknown> {
  if (ctx.isCancelled) return refuse(thread, name);
  const { values } = thread;
  const found = values.inspect(args, ARGUMENTS);
  const refused = refusal(name, found);
  if (refused) throw refused;
  const results = new CallResults(1, (value) => values.decode(value));
  const { place } = ctx;
  const open = callRemote(
    thread,
    ctx,
    {
      id: thread.nextIds(1),
      parent: ctx.span,
      task: name,
      kind: KINDS.indexOf("process"),
      map: false,
      payload: { form: "tuples", list: [args] },
      options: {
        retry,
        timeoutMs,
        concurrency: 0,
        minSuccessRatio: 1,
        chunkSize: 1,
        finishRunnable: true,
        stream: false,
      },
      strategy: place.strategy,
      scopes: [],
      depth: place.depth + 1,
      path: ctx.identify(site, `process ${name}`, values.digest(args)).path,
      trail: trailOf(ctx),
      chunk: place.chunk,
      issued: thread.now(),
      bytes: found.bytes,
    },
    results,
    found.encoded,
    (call, transfer) =>
      thread.post({ type: "process", call, exported: isExported ? name : undefined }, transfer),
  );
  ctx.add(open);
  onOpen?.(open);
  return open.settled.then(() => results.values[0]);
}
