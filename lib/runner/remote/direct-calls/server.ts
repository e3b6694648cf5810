import type { DirectCall, DirectCallPort, DirectCallShape } from "@/lib/protocol/direct-calls";
import { enter, finish, isThenable, type Result } from "../../execute/body";
import { noteOf } from "../../execute/describe";
import { SpanContext, trailOf } from "../../execute/span-context";
import type { Thread } from "../../execute/thread";
import { FanoutError, mark, toCaller } from "../errors";
import { ARGUMENTS, RESULT, refusal } from "../payload";

/**
 * The worker's end of direct calls: runs single calls of the driver. Their spans are recorded by the driver, which knows
 * when each has settled; a runner speaks for its own only.
 */
export function serveDirectCalls(thread: Thread, port: DirectCallPort): void {
  const shapes = new Map<number, DirectCallShape>();
  port.onmessage = (event) => {
    const [number, id, path, chunk, args, define] = event.data as DirectCall;
    if (define) shapes.set(number, define);
    const shape = shapes.get(number);
    if (!shape) return;
    const place = {
      parent: null,
      kind: "task",
      holder: null,
      places: null,
      keepsCheckpoints: false,
      inTask: 0,
    } as const;
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
  const { values, recorder } = thread;
  // Its body may change them: what is shown of them is what it was given.
  const given = recorder.wantsPreview ? values.copy(args, ARGUMENTS).value : args;
  let result: Result;
  try {
    const fn = thread.language.task(name)?.fn;
    if (!fn) throw new FanoutError(`this worker has no task "${name}"`);
    const returned = enter(thread, ctx, fn, args);
    result =
      ctx.open || isThenable(returned) ? await finish(thread, ctx, returned) : { ok: true, value: returned };
  } catch (error) {
    mark(error, trailOf(ctx));
    result = { ok: false, error };
  }
  let bytes = 8;
  let value: unknown;
  if (result.ok && typeof result.value === "number") value = result.value;
  else if (result.ok) {
    const copied = values.encode(result.value, RESULT);
    bytes = copied.bytes;
    const refused = refusal(name, copied);
    if (refused) result = { ok: false, error: refused };
    else value = copied.value;
  }
  const ended = thread.now();
  const note = noteOf(thread, ctx, () => given as readonly unknown[], result, recorder.takePreview());
  // Before the answer: the run may end with it, and this worker would be ended with what it still holds.
  if (recorder.pending > 0) thread.flush();
  const answered = result.ok ? value : toCaller(values, result.error, trailOf(ctx));
  port.postMessage(
    note
      ? [ctx.span, result.ok, answered, received, ended, bytes, note]
      : [ctx.span, result.ok, answered, received, ended, bytes],
  );
}
