import { FLAG_CACHED, FLAG_REUSED } from "@/lib/protocol/rows";
import { cacheKey, itemPath } from "../host/identity";
import type { Definition } from "../host/language";
import { FanoutError } from "../remote/errors";
import type { Result } from "./body";
import type { ItemCache } from "./items-plan";
import type { Thread } from "./thread";

/** @throws FanoutError where an argument has no canonical form. */
export function keyOf(thread: Thread, definition: Definition, args: unknown): string {
  try {
    return cacheKey(definition, thread.values.canonical(args));
  } catch (error) {
    throw new FanoutError(
      `${definition.name} is cached, but its arguments cannot be compared: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Asks the coordinator. While another call with the same key is in flight, the answer waits for it. */
export async function cacheGet(thread: Thread, key: string): Promise<{ hit: boolean; value?: unknown }> {
  const req = thread.nextRequest();
  const answer = await thread.ask(`cache ${req}`, { type: "cacheGet", req, key });
  return answer.type === "cache" ? answer : { hit: false };
}

export function cachePut(thread: Thread, definition: Definition, key: string, result: Result): void {
  const task = definition.name;
  try {
    const value = result.ok ? thread.values.encode(result.value) : undefined;
    thread.post({ type: "cachePut", key, task, ok: result.ok, value });
  } catch {
    // A value that cannot be cloned is not cached; the run continues with it.
    thread.post({ type: "cachePut", key, task, ok: false });
  }
}

/** Reused results for inline calls: from an earlier run, or from the cache. */
export function inlineCache(
  thread: Thread,
  definition: Definition,
  path: number,
  index: number,
  args: (i: number) => unknown,
): ItemCache | undefined {
  const { prior } = thread.init;
  if (!definition.cache && prior.size === 0) return undefined;
  return {
    async get(i) {
      const at = index < 0 ? path : itemPath(path, index + i);
      if (prior.has(at)) return { flag: FLAG_REUSED, value: thread.values.decode(prior.get(at)) };
      if (!definition.cache) return undefined;
      const found = await cacheGet(thread, keyOf(thread, definition, args(i)));
      return found.hit ? { flag: FLAG_CACHED, value: thread.values.decode(found.value) } : undefined;
    },
    put(i, result) {
      if (definition.cache) cachePut(thread, definition, keyOf(thread, definition, args(i)), result);
    },
  };
}
