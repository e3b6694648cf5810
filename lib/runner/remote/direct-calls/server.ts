import type { DirectCall, DirectCallPort, DirectCallShape } from "@/lib/protocol/direct-calls";
import { enter, finish, isThenable, type Result } from "../../execute/body";
import { describe } from "../../execute/describe";
import { SpanContext, trailOf } from "../../execute/span-context";
import type { Thread } from "../../execute/thread";
import { FanoutError, mark, toWire } from "../errors";
import { refusal } from "../payload";

/**
 * The worker's end of direct calls: runs single calls of the driver. Their spans are recorded by the driver, which knows
 * when each has settled.
 */
export function serveDirectCalls(thread: Thread, port: DirectCallPort): void {
  const shapes = new Map<number, DirectCallShape>();
  port.onmessage = (event) => {
    const [number, id, path, chunk, args, define] = event.data as DirectCall;
    if (define) shapes.set(number, define);
    const shape = shapes.get(number);
    if (!shape) return;
    const place = { parent: null, kind: "task", holder: null, keepsCheckpoints: false } as const;
    const ctx = new SpanContext({ ...place, ...shape, chunk, path }, id, -1, 1);
    void run(thread, port, ctx, args);
  };
}

async function run(
  thread: Thread,
  port: DirectCallPort,
  ctx: SpanContext,
  args: readonly unknown[],
): Promise<void> {
  const received = thread.now();
  const { name } = ctx.place;
  const { values } = thread;
  let result: Result;
  try {
    const fn = thread.language.task(name)?.fn;
    if (!fn) throw new FanoutError(`this worker has no task "${name}"`);
    const given = enter(thread, ctx, fn, args);
    result =
      ctx.open || isThenable(given)
        ? await finish(thread, ctx, given, undefined)
        : { ok: true, value: given };
  } catch (error) {
    mark(error, trailOf(ctx));
    result = { ok: false, error };
  }
  let bytes = 8;
  let value: unknown;
  if (result.ok && typeof result.value === "number") value = result.value;
  else if (result.ok) {
    const found = values.inspect(result.value, "the result");
    bytes = found.bytes;
    const refused = refusal(name, found);
    if (refused) result = { ok: false, error: refused };
    else value = found.encoded ? values.encode(result.value) : result.value;
  }
  const ended = thread.now();
  describe(thread, ctx, () => args, result);
  if (thread.recorder.pending > 0) thread.flushSoon();
  const answered = result.ok ? value : toWire(result.error, trailOf(ctx));
  port.postMessage([ctx.span, result.ok, answered, received, ended, bytes]);
}
