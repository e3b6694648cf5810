import type { Scope } from "@/lib/protocol/calls";
import { allowedFailures } from "@/lib/sdk/policy/success";
import { ENTRY_PATH } from "../host/identity";
import type { Body, Definition, Role } from "../host/language";
import { accepted } from "../remote/payload";
import { cacheGet, cachePut, computingIn, keyOf } from "./cache";
import type { CallRequest, MapOptions } from "./calls";
import { contextOf, type Node, recordReused, runNode, skipNodes } from "./nodes";
import { skippedError } from "./skipped";
import type { OpenCall, SpanContext } from "./span-context";
import type { Thread } from "./thread";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);

/** Inputs of a call over a workflow's defaults. */
function withDefaults(defaults: unknown, given: unknown): unknown {
  if (given === undefined) return defaults ?? {};
  return isRecord(defaults) && isRecord(given) ? { ...defaults, ...given } : given;
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

const INPUTS: Role = { name: "inputs", verb: "Pass" };

/** A workflow as an item of a map. */
interface MapItem {
  /** Why its inputs cannot be copied: it fails instead of running. */
  readonly refused: unknown;
  readonly index: number;
  readonly key: string | undefined;
}

/** The inputs of one call: its own. @throws Error where they cannot be copied */
export function inputsOf(thread: Thread, { name, inputs }: Definition, given: unknown): unknown {
  return accepted(name, thread.values.copy(withDefaults(inputs, given), INPUTS));
}

/**
 * Calls a workflow or launch plan.
 * @param parent none for the entry; the map's span for an item of one
 * @param inputs as `inputsOf` gives them
 */
export function callWorkflow(
  thread: Thread,
  parent: SpanContext | null,
  site: number,
  definition: Definition,
  inputs: unknown,
  item?: MapItem,
): Promise<unknown> {
  const id = thread.nextIds(1);
  const { kind, name, finishRunnable } = definition;
  const refused = item?.refused;
  const key = definition.cache && parent && !refused ? keyOf(thread, definition, inputs) : undefined;
  const fn = refused ? () => Promise.reject(refused) : definition.fn;
  const label = item?.key === undefined ? name : `${name} ${item.key}`;
  const identity = parent?.identifyNode(site, label, thread.values.digest([inputs]));
  const node: Node = {
    path: identity?.path ?? ENTRY_PATH,
    inTask: identity?.inTask ?? 0,
    kind,
    name,
    parent,
    index: item?.index,
    key: item?.key,
    result: parent ? "copy" : "encode",
    place: {
      scopes: scopesOf(thread, definition, parent, id),
      finishRunnable,
      strategy: parent?.place.strategy ?? thread.init.strategy,
      computing: key !== undefined && parent ? computingIn(parent, name, key) : parent?.place.computing,
    },
  };
  const ctx = contextOf(node, id);
  const run = () => runNode(thread, node, ctx, fn, [inputs]);
  const settled =
    key !== undefined && parent ? cached(thread, parent, definition, key, node, id, run) : run();
  parent?.add({ settled, cancel: () => ctx.cancel() });
  return settled;
}

async function cached(
  thread: Thread,
  parent: SpanContext,
  definition: Definition,
  key: string,
  node: Node,
  id: number,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const holder = parent.place.holder;
  holder?.suspend();
  const found = await cacheGet(thread, definition.name, key, parent.place.chunk);
  const wait = holder?.resume();
  if (wait) await wait;
  if (found.hit) {
    recordReused(thread, node, id, "cached");
    return thread.values.decode(found.value);
  }
  try {
    const value = await run();
    cachePut(thread, definition, key, { ok: true, value });
    return value;
  } catch (error) {
    cachePut(thread, definition, key, { ok: false, error });
    throw error;
  }
}

/** Runs `fn` as a group: a node around the calls that it makes. */
export function callGroup(
  thread: Thread,
  parent: SpanContext,
  site: number,
  name: string,
  fn: Body,
): Promise<unknown> {
  const node: Node = { kind: "group", name, parent, ...parent.identifyNode(site, `group ${name}`, 0) };
  const ctx = contextOf(node, thread.nextIds(1));
  const settled = runNode(thread, node, ctx, fn, []);
  parent.add({ settled, cancel: () => ctx.cancel() });
  return settled;
}

/** Runs a workflow once for each item, in the caller's thread; at most `concurrency` in parallel. */
export async function mapWorkflow(
  thread: Thread,
  parent: SpanContext,
  site: number,
  definition: Definition,
  items: readonly unknown[],
  { concurrency, minSuccessRatio, strategy = parent.place.strategy }: MapOptions,
  keys: readonly string[] | undefined,
  onResult: CallRequest["onResult"],
  onOpen: CallRequest["onOpen"],
): Promise<unknown[]> {
  const { name } = definition;
  const values: unknown[] = new Array(items.length);
  const allowed = allowedFailures(items.length, minSuccessRatio);
  const node: Node = {
    kind: "map",
    name,
    parent,
    ...parent.identifyNode(site, `map ${name}`, thread.values.digest(items)),
    place: { strategy },
  };
  // The program may change its list while the map runs.
  const refused = new Map<number, unknown>();
  const inputs = items.map((item, index) => {
    try {
      return inputsOf(thread, definition, item);
    } catch (error) {
      refused.set(index, error);
      return undefined;
    }
  });
  let next = 0;
  let failed = 0;
  const map = contextOf(node, thread.nextIds(1));
  if (keys) thread.recorder.keys(map.span, keys);
  const body = async () => {
    const errors: unknown[] = [];
    const keep = (index: number, value: unknown) => {
      values[index] = value;
      onResult?.(index, value);
    };
    const loop = async () => {
      while (next < inputs.length && !map.isCancelled) {
        const index = next++;
        try {
          keep(
            index,
            await callWorkflow(thread, map, site, definition, inputs[index], {
              index,
              key: keys?.[index],
              refused: refused.get(index),
            }),
          );
        } catch (error) {
          errors.push(error);
          if (++failed <= allowed) keep(index, null);
          else if (!parent.place.finishRunnable) map.cancel();
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(inputs.length, concurrency || inputs.length) }, loop));
    const left = inputs.length - next;
    if (left > 0) {
      const { kind } = definition;
      skipNodes(thread, { ...node, kind, parent: map, index: next }, thread.nextIds(left), left);
    }
    if (failed > allowed) throw errors[0];
    if (left > 0) throw skippedError(name);
  };
  const settled = runNode(thread, node, map, body, []);
  const open: OpenCall = { settled, cancel: () => map.cancel() };
  parent.add(open);
  onOpen?.(open);
  await settled;
  return values;
}
