import type { Kind } from "@/lib/model/kind";
import type { Status } from "@/lib/model/status";
import { FLAG_CACHED, FLAG_INLINE, FLAG_ITEM, FLAG_REUSED } from "@/lib/protocol/rows";
import type { Body } from "../host/language";
import { ARGUMENTS, accepted, RESULT } from "../remote/payload";
import { enterAsync, finish, type Result } from "./body";
import { describe } from "./describe";
import { refuse } from "./skipped";
import { type CallSite, type NodeIdentity, SpanContext } from "./span-context";
import type { Thread } from "./thread";

/** A span in its caller's thread without its own slot: a workflow, launch plan, group, map of workflows, traced call. */
export interface Node extends NodeIdentity {
  readonly kind: Kind;
  readonly name: string;
  readonly parent: SpanContext | null;
  /** Overrides of its parent's call site. The entry gives all of them. */
  readonly place?: Partial<
    Pick<CallSite, "scopes" | "finishRunnable" | "strategy" | "keepsCheckpoints" | "computing">
  >;
  /** Index in its map; -1 outside one. */
  readonly index?: number | undefined;
  readonly key?: string | undefined;
  /** How its result is copied; as it is, if not. */
  readonly result?: "copy" | "encode";
}

const placeOf = ({ kind, name, parent, path, inTask, place }: Node): CallSite => ({
  strategy: parent?.place.strategy ?? 0,
  scopes: parent?.place.scopes ?? [],
  finishRunnable: parent?.place.finishRunnable ?? false,
  keepsCheckpoints: false,
  computing: parent?.place.computing,
  ...place,
  parent,
  kind,
  name,
  path,
  inTask,
  depth: (parent?.place.depth ?? -1) + 1,
  chunk: parent?.place.chunk ?? 0,
  holder: parent?.place.holder ?? null,
  places: parent?.place.places ?? null,
  trail: [],
});

/** Records a node, which starts when it is issued. Times in ms. */
function recordNode(
  thread: Thread,
  node: Node,
  id: number,
  status: Status,
  started: number,
  ended: number,
  flags = 0,
): void {
  const { kind, name, parent, index = -1 } = node;
  const times = { issued: started, dispatched: started, received: started, started, ended, settled: ended };
  thread.recorder.put({
    id,
    parent: parent?.span ?? -1,
    name,
    kind,
    status,
    strategy: placeOf(node).strategy,
    flags: FLAG_INLINE | (index >= 0 ? FLAG_ITEM : 0) | flags,
    index,
    worker: thread.init.worker,
    ...times,
  });
}

/** Records nodes that never started. @param count of items of a map, from the node's index */
export function skipNodes(thread: Thread, node: Node, id: number, count = 1): void {
  const { kind, name, parent, index = -1 } = node;
  const { strategy } = placeOf(node);
  const flags = FLAG_INLINE | (index >= 0 ? FLAG_ITEM : 0);
  const now = thread.now();
  const where = { id, parent: parent?.span ?? -1, size: count, index };
  thread.recorder.put({
    ...where,
    name,
    kind,
    status: "skipped",
    strategy,
    flags,
    issued: now,
    settled: now,
  });
}

/** Records a node whose result was taken from the cache, or from an earlier attempt. */
export function recordReused(thread: Thread, node: Node, id: number, how: "cached" | "reused"): void {
  const now = thread.now();
  recordNode(thread, node, id, "succeeded", now, now, how === "cached" ? FLAG_CACHED : FLAG_REUSED);
}

/** The span of a node that is about to run. */
export function contextOf(node: Node, id: number): SpanContext {
  const ctx = new SpanContext(placeOf(node), id, -1, 1);
  ctx.key = node.key;
  return ctx;
}

/**
 * Runs `fn` as a node in the caller's thread. The node ends when all calls made in it have settled.
 * @param ctx the node's, by `contextOf`
 */
export async function runNode(
  thread: Thread,
  node: Node,
  ctx: SpanContext,
  fn: Body,
  args: readonly unknown[],
): Promise<unknown> {
  const { span: id } = ctx;
  if (ctx.isCancelled || node.parent?.isCancelled) {
    skipNodes(thread, node, id);
    return refuse(thread, node.name);
  }
  const started = thread.now();
  recordNode(thread, node, id, "running", started, Number.NaN);
  thread.flushSoon(started);
  // The body may change what is its own: what is shown is what it was given.
  const isShown = node.result !== undefined && thread.recorder.wantsPreview;
  const given = isShown ? (thread.values.copy(args, ARGUMENTS).value as readonly unknown[]) : args;
  let value: unknown;
  const accept = (returned: unknown) => {
    value = node.result ? accepted(node.name, thread.values[node.result](returned, RESULT)) : returned;
  };
  const result: Result = await finish(thread, ctx, enterAsync(thread, ctx, fn, given), undefined, accept);
  const ended = thread.now();
  recordNode(thread, node, id, result.ok ? "succeeded" : "failed", started, ended);
  describe(thread, ctx, () => args, result);
  thread.flushSoon(ended);
  if (result.ok) return value;
  throw result.error;
}
