import { itemPath } from "@/lib/base/hash";
import { KINDS, type Kind } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { FLAG_CACHED, FLAG_INLINE, FLAG_ITEM, pack } from "@/lib/protocol/rows";
import type { Scope } from "@/lib/protocol/runner";
import type { Definition, Fn } from "../javascript/api/registry";
import { decodeObjects } from "../javascript/decode-objects";
import { preview } from "../javascript/preview";
import { toWire } from "../remote/errors";
import { enter, finish, type Result } from "./body";
import { cacheGet, cachePut, keyOf } from "./cache";
import { currentContext, type ObjectDecoders, reserve } from "./calls";
import { SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

/** Where a node of the tree that costs nothing itself stands: a workflow, a launch plan, a group, a map of workflows. */
interface Node {
  readonly kind: Kind;
  readonly name: string;
  readonly parent: SpanContext | null;
  readonly path: number;
  readonly index: number;
  readonly key?: string;
  readonly scopes: readonly Scope[];
  readonly finishRunnable: boolean;
  readonly strategy: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);

/** Inputs of a call over a workflow's defaults. */
function withDefaults(defaults: unknown, given: unknown): unknown {
  if (given === undefined) return defaults ?? {};
  return isRecord(defaults) && isRecord(given) ? { ...defaults, ...given } : given;
}

/** Runs `fn` as a node in the caller's thread. The node ends when all that was called in it has settled. */
async function runNode(
  thread: Thread,
  node: Node,
  id: number,
  fn: Fn,
  args: readonly unknown[],
): Promise<unknown> {
  const { recorder } = thread;
  const issued = thread.now();
  const name = recorder.name(node.name);
  const kind = KINDS.indexOf(node.kind);
  const flags = FLAG_INLINE | (node.index >= 0 ? FLAG_ITEM : 0);
  const parent = node.parent?.span ?? -1;
  const row = (status: Parameters<typeof STATUSES.indexOf>[0], ended: number, extra = 0) =>
    recorder.row(
      id,
      parent,
      1,
      name,
      pack(kind, STATUSES.indexOf(status), flags | extra, node.strategy),
      node.index,
      1,
      thread.init.lane,
      issued,
      issued,
      issued,
      issued,
      ended,
      ended,
      0,
      0,
    );
  row("running", Number.NaN);
  thread.flushSoon(issued);
  const ctx = new SpanContext(
    {
      parent: node.parent,
      kind: node.kind,
      name: node.name,
      depth: (node.parent?.place.depth ?? -1) + 1,
      strategy: node.strategy,
      scopes: node.scopes,
      chunk: node.parent?.place.chunk ?? 0,
      holder: node.parent?.place.holder ?? null,
      finishRunnable: node.finishRunnable,
      trail: node.parent ? [] : [],
      keepsCheckpoints: false,
      path: node.path,
    },
    id,
    -1,
    1,
  );
  ctx.key = node.key;
  ctx.index = -1;
  let given: unknown;
  try {
    given = enter(thread, ctx, fn, args);
  } catch (error) {
    given = Promise.reject(error);
  }
  const result = await finish(thread, ctx, given, undefined);
  const ended = thread.now();
  row(result.ok ? "succeeded" : "failed", ended);
  if (recorder.wantsPreview || !result.ok || ctx.meters) {
    recorder.note({
      id,
      attempt: 1,
      key: node.key,
      args: args.map(preview).join(", ").slice(0, 2_000),
      result: result.ok ? preview(result.value) : undefined,
      error: result.ok ? undefined : toWire(result.error, trailOf(ctx)),
      meters: ctx.meters ?? undefined,
    });
  }
  thread.flushSoon(ended);
  if (result.ok) return result.value;
  throw result.error;
}

function scopesOf(
  thread: Thread,
  definition: Definition,
  parent: SpanContext | null,
  id: number,
): readonly Scope[] {
  const own = definition.maxParallelism;
  if (!parent || definition.kind === "launchPlan")
    return [{ id, limit: own ?? thread.init.maxParallelism, soft: own === undefined }];
  return own === undefined ? parent.place.scopes : [...parent.place.scopes, { id, limit: own, soft: false }];
}

/** Calls a workflow or launch plan from `parent`; the entry has none. @param item its place in a map. */
export function callWorkflow(
  thread: Thread,
  parent: SpanContext | null,
  definition: Definition,
  given: unknown,
  decoders: ObjectDecoders,
  item?: { readonly path: number; readonly index: number; readonly key?: string; readonly ctx: SpanContext },
): Promise<unknown> {
  const id = reserve(thread, 1);
  const path = item ? itemPath(item.path, item.index) : parent ? parent.nextPath(definition.name) : 1;
  const inputs = withDefaults(definition.inputs, given);
  const node: Node = {
    kind: definition.kind,
    name: definition.name,
    parent: item?.ctx ?? parent,
    path,
    index: item?.index ?? -1,
    key: item?.key,
    scopes: scopesOf(thread, definition, parent, id),
    finishRunnable: definition.finishRunnable,
    strategy: (item?.ctx ?? parent)?.place.strategy ?? thread.init.strategy,
  };
  const run = () => runNode(thread, node, id, definition.fn, [inputs]);
  const settled =
    definition.cache && parent ? cached(thread, parent, definition, inputs, node, id, run, decoders) : run();
  (item?.ctx ?? parent)?.add({ settled, cancel: () => undefined });
  return settled;
}

async function cached(
  thread: Thread,
  parent: SpanContext,
  definition: Definition,
  inputs: unknown,
  node: Node,
  id: number,
  run: () => Promise<unknown>,
  decoders: ObjectDecoders,
): Promise<unknown> {
  const key = keyOf(definition, inputs);
  const holder = parent.place.holder;
  holder?.suspend();
  const found = await cacheGet(thread, key);
  const wait = holder?.resume();
  if (wait) await wait;
  if (found.hit) {
    const now = thread.now();
    const packed = pack(
      KINDS.indexOf(node.kind),
      STATUSES.indexOf("succeeded"),
      FLAG_INLINE | FLAG_CACHED | (node.index >= 0 ? FLAG_ITEM : 0),
      node.strategy,
    );
    thread.recorder.row(
      id,
      node.parent?.span ?? -1,
      1,
      thread.recorder.name(node.name),
      packed,
      node.index,
      1,
      thread.init.lane,
      now,
      now,
      now,
      now,
      now,
      now,
      0,
      0,
    );
    return decodeObjects(found.value, decoders(thread));
  }
  const result: Result = await run().then(
    (value) => ({ ok: true, value }) as const,
    (error: unknown) => ({ ok: false, error }) as const,
  );
  cachePut(thread, definition, key, result);
  if (result.ok) return result.value;
  throw result.error;
}

/** A node in the tree around what `fn` calls. */
export function group(thread: Thread, name: string, fn: Fn): Promise<unknown> {
  const parent = currentContext(thread, `group "${name}"`);
  const { place } = parent;
  const node: Node = {
    kind: "group",
    name,
    parent,
    path: parent.nextPath(`group ${name}`),
    index: -1,
    scopes: place.scopes,
    finishRunnable: place.finishRunnable,
    strategy: place.strategy,
  };
  const settled = runNode(thread, node, reserve(thread, 1), fn, []);
  parent.add({ settled, cancel: () => undefined });
  return settled;
}

/** Runs a workflow once for each item, in the caller's thread; at most `concurrency` at once. */
export async function mapWorkflow(
  thread: Thread,
  parent: SpanContext,
  definition: Definition,
  items: readonly unknown[],
  concurrency: number,
  strategy: number,
  keys: readonly string[] | undefined,
  decoders: ObjectDecoders,
  onResult: (index: number, value: unknown) => void,
  allowed: number,
): Promise<void> {
  const path = parent.nextPath(`map ${definition.name}`);
  const node: Node = {
    kind: "map",
    name: definition.name,
    parent,
    path,
    index: -1,
    scopes: parent.place.scopes,
    finishRunnable: parent.place.finishRunnable,
    strategy,
  };
  let next = 0;
  let failed = 0;
  const body = async () => {
    const ctx = thread.current as SpanContext;
    const errors: unknown[] = [];
    const loop = async () => {
      while (next < items.length && (failed <= allowed || node.finishRunnable)) {
        const index = next++;
        try {
          onResult(
            index,
            await callWorkflow(thread, parent, definition, items[index], decoders, {
              path,
              index,
              key: keys?.[index],
              ctx,
            }),
          );
        } catch (error) {
          failed++;
          errors.push(error);
          onResult(index, null);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(items.length, concurrency || items.length) }, loop));
    if (failed > allowed) throw errors[0];
  };
  const settled = runNode(thread, node, reserve(thread, 1), body, []);
  parent.add({ settled, cancel: () => undefined });
  await settled;
}
