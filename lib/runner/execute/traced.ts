import { checkpointKey } from "../host/identity";
import type { Body } from "../host/language";
import { RESULT } from "../remote/payload";
import { reused } from "./cache";
import { contextOf, type Node, recordReused, runNode } from "./nodes";
import type { SpanContext } from "./span-context";
import type { Thread } from "./thread";

/** The span whose attempts are retried: the task around this call. */
function taskOf(ctx: SpanContext): SpanContext | null {
  for (let at: SpanContext | null = ctx; at; at = at.place.parent)
    if (at.place.kind === "task" || at.place.kind === "dynamic") return at;
  return null;
}

/**
 * A recorded call. Its result is kept for the next attempt of the task that it is made in. The coordinator gets it as a checkpoint if
 * the task came from another thread: the next attempt may run elsewhere.
 */
export function callTraced(
  thread: Thread,
  parent: SpanContext,
  site: number,
  name: string,
  fn: Body,
  args: readonly unknown[],
): Promise<unknown> {
  const task = taskOf(parent);
  const identity = parent.identifyNode(site, `traced ${name}`, thread.values.digest(args));
  const key = checkpointKey(name, identity.inTask);
  const id = thread.nextIds(1);
  const node: Node = {
    ...identity,
    kind: "trace",
    name,
    parent,
    place: { keepsCheckpoints: parent.place.keepsCheckpoints },
  };
  const known = task?.checkpoints;
  if (known?.has(key)) {
    recordReused(thread, node, id, "reused");
    return Promise.resolve(reused(thread, known.get(key)));
  }
  const ctx = contextOf(node, id);
  const settled = runNode(thread, node, ctx, fn, args).then((value) => {
    if (task?.place.keepsCheckpoints) keep(thread, task, key, value);
    return value;
  });
  parent.add({ settled, cancel: () => ctx.cancel() });
  return settled;
}

function keep(thread: Thread, task: SpanContext, key: string, value: unknown): void {
  const kept = new Map(task.checkpoints ?? []);
  const { value: crossing, problem } = thread.values.encode(value, RESULT);
  // What cannot be copied cannot be kept: it runs again.
  if (problem !== undefined) return;
  if (!task.place.parent) thread.post({ type: "checkpoint", span: task.span, key, value: crossing });
  kept.set(key, crossing);
  task.checkpoints = kept;
}
