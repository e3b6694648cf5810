import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { FLAG_INLINE, FLAG_REPLAYED, pack } from "@/lib/protocol/rows";
import { checkFunction, type Fn, nameOf, type Registry } from "../javascript/api/registry";
import { canonical } from "../javascript/canonical";
import { decodeObjects } from "../javascript/decode-objects";
import { encodeObjects } from "../javascript/object-codec";
import { preview } from "../javascript/preview";
import { toWire } from "../remote/errors";
import { enter, finish } from "./body";
import { type ObjectDecoders, reserve } from "./calls";
import { SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

const TRACE = KINDS.indexOf("trace");

function checkpointKey(name: string, ordinal: number, args: readonly unknown[]): string {
  try {
    return `${name}#${ordinal}(${canonical(args)})`;
  } catch {
    return `${name}#${ordinal}`;
  }
}

/** A recorded helper. Its results are sent to the coordinator as checkpoints when the task it is called in can be retried. */
export function traced(
  threadOf: () => Thread,
  registry: () => Registry | undefined,
  decoders: ObjectDecoders,
  fn: unknown,
  options: Record<string, unknown>,
): Fn {
  const body = checkFunction(fn, "traced");
  const name = nameOf(body, options.name, registry()?.place(), "traced function");
  return (...args: unknown[]): Promise<unknown> => {
    const thread = threadOf();
    const parent = thread.current;
    if (!parent) return Promise.resolve(Reflect.apply(body, undefined, args));
    const settled = runTraced(thread, parent, name, body, args, decoders);
    parent.add({ settled, cancel: () => undefined });
    return settled;
  };
}

/** The span whose attempts are retried: the task around this call. */
function taskOf(ctx: SpanContext): SpanContext | null {
  for (let at: SpanContext | null = ctx; at; at = at.place.parent)
    if (at.place.kind === "task" || at.place.kind === "dynamic") return at;
  return null;
}

async function runTraced(
  thread: Thread,
  parent: SpanContext,
  name: string,
  fn: Fn,
  args: readonly unknown[],
  decoders: ObjectDecoders,
): Promise<unknown> {
  const task = taskOf(parent);
  const key = task ? checkpointKey(name, task.nextOrdinal(`checkpoint ${name}`), args) : "";
  const id = reserve(thread, 1);
  const { recorder } = thread;
  const started = thread.now();
  const row = (status: (typeof STATUSES)[number], ended: number, flags: number) =>
    recorder.row(
      id,
      parent.span,
      1,
      recorder.name(name),
      pack(TRACE, STATUSES.indexOf(status), FLAG_INLINE | flags, parent.place.strategy),
      -1,
      1,
      thread.init.lane,
      started,
      started,
      started,
      started,
      ended,
      ended,
      0,
      0,
    );
  const known = task?.checkpoints;
  if (known?.has(key)) {
    row("succeeded", thread.now(), FLAG_REPLAYED);
    return decodeObjects(known.get(key), decoders(thread));
  }
  const ctx = new SpanContext(
    {
      ...parent.place,
      parent,
      kind: "trace",
      name,
      depth: parent.place.depth + 1,
      trail: [],
      path: parent.nextPath(`traced ${name}`),
    },
    id,
    -1,
    1,
  );
  let given: unknown;
  try {
    given = enter(thread, ctx, fn, args);
  } catch (error) {
    given = Promise.reject(error);
  }
  const result = await finish(thread, ctx, given, undefined);
  row(result.ok ? "succeeded" : "failed", thread.now(), 0);
  if (recorder.wantsPreview || ctx.meters || !result.ok) {
    recorder.note({
      id,
      attempt: 1,
      args: args.map(preview).join(", ").slice(0, 2_000),
      result: result.ok ? preview(result.value) : undefined,
      error: result.ok ? undefined : toWire(result.error, trailOf(ctx)),
      meters: ctx.meters ?? undefined,
    });
  }
  if (!result.ok) throw result.error;
  if (task?.place.keepsCheckpoints) keep(thread, task, key, result.value);
  return result.value;
}

function keep(thread: Thread, task: SpanContext, key: string, value: unknown): void {
  const kept = new Map(task.checkpoints ?? []);
  try {
    const crossing = encodeObjects(value);
    thread.post({ type: "checkpoint", span: task.span, key, value: crossing });
    kept.set(key, crossing);
  } catch {
    return; // What cannot be cloned cannot be kept: it is run again.
  }
  task.checkpoints = kept;
}
