import type { Entry, KeyValueStore } from "./key-value-store";
import { type Kept, problemOf, type StorageProblem } from "./problem";

export type FallbackStore = ReturnType<typeof fallbackStore>;

/** Stands in memory for a value that could not be deleted below. */
const DELETED = Symbol("deleted");

/**
 * A shelf that never rejects. What the one below refuses is kept in memory on top of it, and found again by every later
 * read, so that a full or broken disk costs nothing before the tab is closed; the next write that succeeds takes it down.
 * @param report hears of every problem, those of reading as well
 */
export function fallbackStore(below: KeyValueStore, report: (problem: StorageProblem) => void) {
  /** Values are copied in and out, as storage does it. */
  const memory = new Map<string, unknown>();
  const above = (key: string): unknown => {
    const value = memory.get(key);
    return value === DELETED ? undefined : structuredClone(value);
  };

  const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      report(problemOf(error));
      return otherwise;
    }
  };

  /** Writes to memory what the disk refused, unless it cannot be copied at all. */
  const keepAbove = (error: unknown, entries: readonly Entry[]): Kept => {
    const problem = problemOf(error);
    report(problem);
    if (problem.kind === "unclonable") return { where: "nowhere", problem };
    try {
      const copies = entries.map(
        ([key, value]) => [key, value === DELETED ? value : structuredClone(value)] as const,
      );
      for (const [key, copy] of copies) memory.set(key, copy);
      return { where: "memory", problem };
    } catch (cloning) {
      return { where: "nowhere", problem: problemOf(cloning) };
    }
  };

  const takeDown = (keys: readonly string[]): Kept => {
    for (const key of keys) memory.delete(key);
    return { where: "disk" };
  };

  return {
    /** @param unreadable what is returned where the disk does not give the value, which may be there */
    get: async (key: string, unreadable?: unknown): Promise<unknown> =>
      memory.has(key) ? above(key) : attempt(() => below.get(key), unreadable),
    getMany: async (keys: readonly string[]): Promise<readonly unknown[]> => {
      const stored = await attempt(() => below.getMany(keys), []);
      return keys.map((key, at) => (memory.has(key) ? above(key) : stored[at]));
    },
    entries: async (): Promise<readonly Entry[]> => {
      const all = new Map(await attempt(() => below.entries(), []));
      for (const [key, value] of memory) {
        if (value === DELETED) all.delete(key);
        else all.set(key, above(key));
      }
      return [...all];
    },
    keys: async (): Promise<readonly string[]> => {
      const all = new Set(await attempt(() => below.keys(), []));
      for (const [key, value] of memory) {
        if (value === DELETED) all.delete(key);
        else all.add(key);
      }
      return [...all];
    },
    set: async (entries: readonly Entry[]): Promise<Kept> => {
      try {
        await below.set(entries);
        return takeDown(entries.map(([key]) => key));
      } catch (error) {
        return keepAbove(error, entries);
      }
    },
    update: async (key: string, change: (old: unknown) => unknown): Promise<Kept> => {
      const isAbove = memory.has(key);
      const over = above(key);
      let next: { readonly value: unknown } | undefined;
      try {
        await below.update(key, (old) => {
          next = { value: change(isAbove ? over : old) };
          return next.value;
        });
        return takeDown([key]);
      } catch (error) {
        // The disk may have refused before it told what stood there: then there is nothing to go by but what is above.
        return keepAbove(error, [[key, next ? next.value : change(over)]]);
      }
    },
    /** Deletes all. A disk that does not say what it holds may still hold it. */
    clear: async (): Promise<Kept> => {
      memory.clear();
      try {
        await below.delete(await below.keys());
        return { where: "disk" };
      } catch (error) {
        const problem = problemOf(error);
        report(problem);
        return { where: "nowhere", problem };
      }
    },
    delete: async (keys: readonly string[]): Promise<Kept> => {
      try {
        await below.delete(keys);
        return takeDown(keys);
      } catch (error) {
        return keepAbove(
          error,
          keys.map((key) => [key, DELETED]),
        );
      }
    },
  };
}
