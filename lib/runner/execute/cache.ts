import { itemPath } from "@/lib/base/hash";
import { FLAG_CACHED, FLAG_REPLAYED } from "@/lib/protocol/rows";
import type { Definition } from "../javascript/api/registry";
import { cacheKey } from "../javascript/canonical";
import { encodeObjects } from "../javascript/object-codec";
import { FanoutError } from "../remote/errors";
import type { Result } from "./body";
import type { ItemCache } from "./items-plan";
import type { Thread } from "./thread";

/** @throws FanoutError where an argument has no canonical form. */
export function keyOf(definition: Definition, args: unknown): string {
  try {
    return cacheKey(definition.name, definition.version, definition.cacheVersion, args);
  } catch (error) {
    throw new FanoutError(
      `${definition.name} is cached, but its arguments cannot be compared: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Asks the coordinator. While another call with the same key is in flight, the answer waits for it. */
export function cacheGet(thread: Thread, key: string): Promise<{ hit: boolean; value?: unknown }> {
  const req = thread.nextRequest();
  return new Promise((resolve) => {
    thread.answers.set(`cache ${req}`, (message) => {
      thread.answers.delete(`cache ${req}`);
      if (message.type === "cache") resolve(message);
    });
    thread.post({ type: "cacheGet", req, key });
  });
}

export function cachePut(thread: Thread, definition: Definition, key: string, result: Result): void {
  try {
    thread.post({
      type: "cachePut",
      key,
      task: definition.name,
      ok: result.ok,
      value: result.ok ? encodeObjects(result.value) : undefined,
    });
  } catch {
    // A value that cannot be cloned is not kept; the run itself goes on with it.
    thread.post({ type: "cachePut", key, task: definition.name, ok: false });
  }
}

/** Results known beforehand for calls carried out inline: those of an earlier run, and cached ones. */
export function inlineCache(
  thread: Thread,
  definition: Definition,
  path: number,
  index: number,
  args: (i: number) => unknown,
  decode: (value: unknown) => unknown,
): ItemCache | undefined {
  const { prior } = thread.init;
  if (!definition.cache && prior.size === 0) return undefined;
  return {
    async get(i) {
      const at = index < 0 ? path : itemPath(path, index + i);
      if (prior.has(at)) return { flag: FLAG_REPLAYED, value: decode(prior.get(at)) };
      if (!definition.cache) return undefined;
      const found = await cacheGet(thread, keyOf(definition, args(i)));
      return found.hit ? { flag: FLAG_CACHED, value: decode(found.value) } : undefined;
    },
    put(i, result) {
      if (definition.cache) cachePut(thread, definition, keyOf(definition, args(i)), result);
    },
  };
}
