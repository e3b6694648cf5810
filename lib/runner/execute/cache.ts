import { FLAG_CACHED, FLAG_REUSED } from "@/lib/protocol/rows";
import { cacheKey } from "../host/identity";
import type { Definition } from "../host/language";
import { FanoutError } from "../remote/errors";
import { RESULT } from "../remote/payload";
import type { Result } from "./body";
import type { ItemCache } from "./items-plan";
import { type SpanContext, trailOf } from "./span-context";
import type { Thread } from "./thread";

/** @throws FanoutError where an argument has no canonical form. */
export function keyOf(thread: Thread, definition: Definition, args: unknown): string {
  try {
    return cacheKey(definition, thread.values.canonical(args));
  } catch (error) {
    throw new FanoutError(
      `${definition.name} is cached, but ${error instanceof Error ? error.message : error}, which cannot be compared with that of another call. Pass data instead, or leave out \`cache\`.`,
    );
  }
}

/**
 * The keys that are computed inside a call with the key `key`.
 * @throws FanoutError where that call is in progress around `ctx`, and so would wait for itself
 */
export function computingIn(ctx: SpanContext, name: string, key: string): readonly string[] {
  const { computing = [] } = ctx.place;
  if (!computing.includes(key)) return [...computing, key];
  const trail = trailOf(ctx);
  const cycle = [...trail.slice(trail.lastIndexOf(name)), name].join(" → ");
  throw new FanoutError(
    `${name} would wait for itself (${cycle}): it is cached, and a call of it with the same arguments is in progress around this one. Call it with other arguments, or without \`cache\`.`,
  );
}

/** Asks the coordinator. While another call with the same key is in flight, the answer waits for it. */
export async function cacheGet(
  thread: Thread,
  task: string,
  key: string,
  chunk: number,
): Promise<{ hit: boolean; value?: unknown }> {
  const req = thread.nextRequest();
  const answer = await thread.ask(`cache ${req}`, { type: "cacheGet", req, key, task, chunk });
  return answer.type === "cache" ? answer : { hit: false };
}

export function cachePut(thread: Thread, definition: Definition, key: string, result: Result): void {
  const task = definition.name;
  const copied = result.ok ? thread.values.encode(result.value, RESULT) : undefined;
  // A value that cannot be copied is not cached.
  const ok = copied !== undefined && copied.problem === undefined;
  thread.post({ type: "cachePut", key, task, ok, value: copied?.value });
}

/** A result that was kept, for one more receiver. @param crossed as `encode` gave it */
export function reused(thread: Thread, crossed: unknown): unknown {
  return thread.values.decode(thread.values.copy(crossed, RESULT).value);
}

/** Reused results for inline calls: from an earlier run, or from the cache. @param names by which another run has kept them */
export function inlineCache(
  thread: Thread,
  definition: Definition,
  chunk: number,
  names: () => readonly number[],
  args: (i: number) => unknown,
): ItemCache | undefined {
  const { prior } = thread.init;
  /** Of items whose bodies run: these may change the arguments. */
  const keys = new Map<number, string>();
  if (!definition.cache && prior.size === 0) return undefined;
  const known = prior.size > 0 ? names() : [];
  return {
    async get(i) {
      const at = known[i] ?? Number.NaN;
      if (prior.has(at)) return { flag: FLAG_REUSED, value: reused(thread, prior.get(at)) };
      if (!definition.cache) return undefined;
      const key = keyOf(thread, definition, args(i));
      const found = await cacheGet(thread, definition.name, key, chunk);
      if (found.hit) return { flag: FLAG_CACHED, value: thread.values.decode(found.value) };
      keys.set(i, key);
      return undefined;
    },
    keyOf: (i) => keys.get(i),
    put(i, result) {
      const key = keys.get(i);
      if (key === undefined) return;
      keys.delete(i);
      cachePut(thread, definition, key, result);
    },
  };
}
