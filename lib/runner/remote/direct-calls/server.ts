import type { DirectPort } from "@/lib/protocol/runner";
import { enter, finish, type Result } from "../../execute/body";
import { SpanContext, trailOf } from "../../execute/span-context";
import type { Thread } from "../../execute/thread";
import { encodeObjects } from "../../javascript/object-codec";
import { preview } from "../../javascript/preview";
import { isThenable } from "../../javascript/realm/async-context";
import { FanoutError, mark, toWire } from "../errors";
import { inspect, refusal } from "../payload";
import type { DirectAnswer, DirectCall, DirectCallShape } from "./caller";

/** The lane's end of a direct line: runs single calls of the driver. Their spans are recorded by the driver, which knows when each has settled. */
export function serveDirectCalls(thread: Thread, port: DirectPort): void {
  const shapes = new Map<number, DirectCallShape>();
  port.onmessage = (event) => {
    const [n, id, path, chunk, args, define] = event.data as DirectCall;
    if (define) shapes.set(n, define);
    const shape = shapes.get(n);
    if (shape) void run(thread, port, shape, id, path, chunk, args);
  };
}

async function run(
  thread: Thread,
  port: DirectPort,
  shape: DirectCallShape,
  id: number,
  path: number,
  chunk: number,
  args: readonly unknown[],
): Promise<void> {
  const received = thread.now();
  const fn = thread.registry.byName.get(shape.task)?.fn;
  const { scopes, strategy, depth, trail, finishRunnable } = shape;
  const ctx = new SpanContext(
    {
      parent: null,
      kind: "task",
      name: shape.task,
      depth,
      strategy,
      scopes,
      chunk,
      holder: null,
      finishRunnable,
      trail,
      keepsCheckpoints: false,
      path,
    },
    id,
    -1,
    1,
  );
  let result: Result;
  try {
    if (!fn) throw new FanoutError(`this worker has no task "${shape.task}"`);
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
    const found = inspect(result.value, "the result");
    bytes = found.bytes;
    const refused = refusal(shape.task, found);
    if (refused) result = { ok: false, error: refused };
    else value = found.encoded ? encodeObjects(result.value) : result.value;
  }
  const ended = thread.now();
  describe(thread, ctx, id, args, result);
  const answer: DirectAnswer = [
    id,
    result.ok,
    result.ok ? value : toWire(result.error, trailOf(ctx)),
    received,
    ended,
    bytes,
  ];
  port.postMessage(answer);
}

function describe(
  thread: Thread,
  ctx: SpanContext,
  id: number,
  args: readonly unknown[],
  result: Result,
): void {
  const { recorder } = thread;
  if (!recorder.wantsPreview && result.ok && !ctx.meters) return;
  recorder.note({
    id,
    attempt: 1,
    args: args.map(preview).join(", ").slice(0, 2_000),
    result: result.ok ? preview(result.value) : undefined,
    error: result.ok ? undefined : toWire(result.error, trailOf(ctx)),
    meters: ctx.meters ?? undefined,
  });
  thread.flushSoon();
}
