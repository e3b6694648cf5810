import type { Entry, KeyValueStore } from "./key-value-store";
import { memoryStore } from "./memory-store";
import { type Kept, problemOf, type StorageProblem } from "./problem";

/**
 * A shelf that never rejects. What the one below refuses is kept in memory on top of it, and found again by every later
 * read, so that a full or broken disk costs nothing before the tab is closed; the next write that succeeds takes it down.
 */
export interface FallbackStore {
  get(key: string): Promise<unknown>;
  entries(): Promise<readonly Entry[]>;
  keys(): Promise<readonly string[]>;
  set(entries: readonly Entry[]): Promise<Kept>;
  update(key: string, change: (old: unknown) => unknown): Promise<Kept>;
  delete(keys: readonly string[]): Promise<Kept>;
}

/** Stands in memory for a value that could not be deleted below. */
const DELETED = "deleted";
interface Above {
  readonly state: "value" | typeof DELETED;
  readonly value?: unknown;
}

/** @param report hears of every problem, those of reading as well */
export function fallbackStore(
  below: KeyValueStore,
  report: (problem: StorageProblem) => void,
): FallbackStore {
  const memory = memoryStore();
  const above = async (key: string): Promise<Above | undefined> => asAbove(await memory.get(key));

  const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      report(problemOf(error));
      return otherwise;
    }
  };

  /** Writes to memory what the disk refused, unless it cannot be copied at all. */
  const keepAbove = async (error: unknown, entries: readonly (readonly [string, Above])[]): Promise<Kept> => {
    const problem = problemOf(error);
    report(problem);
    if (problem.kind === "unclonable") return { where: "nowhere", problem };
    try {
      await memory.set(entries);
      return { where: "memory", problem };
    } catch (cloning) {
      return { where: "nowhere", problem: problemOf(cloning) };
    }
  };

  return {
    get: async (key) => {
      const over = await above(key);
      return over ? over.value : attempt(() => below.get(key), undefined);
    },
    entries: async () => {
      const all = new Map(await attempt(() => below.entries(), []));
      for (const [key, raw] of await memory.entries()) {
        const over = asAbove(raw);
        if (over?.state === "value") all.set(key, over.value);
        else all.delete(key);
      }
      return [...all];
    },
    keys: async () => {
      const all = new Set(await attempt(() => below.keys(), []));
      for (const [key, raw] of await memory.entries()) {
        if (asAbove(raw)?.state === "value") all.add(key);
        else all.delete(key);
      }
      return [...all];
    },
    set: async (entries) => {
      try {
        await below.set(entries);
        await memory.delete(entries.map(([key]) => key));
        return { where: "disk" };
      } catch (error) {
        return keepAbove(
          error,
          entries.map(([key, value]) => [key, { state: "value", value }]),
        );
      }
    },
    update: async (key, change) => {
      const over = await above(key);
      let next: { readonly value: unknown } | undefined;
      try {
        await below.update(key, (old) => {
          next = { value: change(over ? over.value : old) };
          return next.value;
        });
        await memory.delete([key]);
        return { where: "disk" };
      } catch (error) {
        // The disk may have refused before it told what stood there: then there is nothing to go by but what is above.
        const value = next ? next.value : change(over?.value);
        return keepAbove(error, [[key, { state: "value", value }]]);
      }
    },
    delete: async (keys) => {
      try {
        await below.delete(keys);
        await memory.delete(keys);
        return { where: "disk" };
      } catch (error) {
        return keepAbove(
          error,
          keys.map((key) => [key, { state: DELETED }]),
        );
      }
    },
  };
}

function asAbove(raw: unknown): Above | undefined {
  if (typeof raw !== "object" || raw === null || !("state" in raw)) return undefined;
  if (raw.state === DELETED) return { state: DELETED };
  return { state: "value", value: "value" in raw ? raw.value : undefined };
}
