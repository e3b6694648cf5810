import { IDBFactory } from "fake-indexeddb";
import { defaultSettings } from "@/lib/model/settings";
import type { Report } from "@/lib/protocol/report";
import { type FallbackStore, fallbackStore } from "./fallback-store";
import { indexedDbStore } from "./indexeddb-store";
import type { Entry, KeyValueStore } from "./key-value-store";

/** Shelves for tests. */

/** A shelf in memory. Values are cloned in and out, as storage does it. */
export function memoryStore(): KeyValueStore {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => structuredClone(values.get(key)),
    getMany: async (keys) => keys.map((key) => structuredClone(values.get(key))),
    entries: async () => Array.from(values, ([key, value]) => [key, structuredClone(value)] as const),
    keys: async () => [...values.keys()],
    set: async (entries) => {
      for (const [key, value] of entries.map(([key, value]) => [key, structuredClone(value)] as const)) {
        values.set(key, value);
      }
    },
    update: async (key, change) => {
      values.set(key, structuredClone(change(structuredClone(values.get(key)))));
    },
    delete: async (keys) => {
      for (const key of keys) values.delete(key);
    },
  };
}

/** Each backend by its name, fresh at every call. */
export const backends: readonly (readonly [string, () => KeyValueStore])[] = [
  ["memory", memoryStore],
  [
    "IndexedDB",
    () => {
      globalThis.indexedDB = new IDBFactory();
      return indexedDbStore("test");
    },
  ],
];

export const quota = (): Error => new DOMException("The quota is used up.", "QuotaExceededError");

/** A shelf whose writes are refused while `refuse` gives an error for them. */
export function moody(
  below: KeyValueStore,
  refuse: (entries: readonly Entry[]) => Error | undefined,
): KeyValueStore {
  const check = (entries: readonly Entry[]): void => {
    const error = refuse(entries);
    if (error) throw error;
  };
  return {
    ...below,
    set: async (entries) => {
      check(entries);
      await below.set(entries);
    },
    update: async (key, change) =>
      below.update(key, (old) => {
        const next = change(old);
        check([[key, next]]);
        return next;
      }),
    delete: async (keys) => {
      check(keys.map((key) => [key, undefined]));
      await below.delete(keys);
    },
  };
}

export const quiet = (shelf: KeyValueStore): FallbackStore => fallbackStore(shelf, () => undefined);

/** A clock that goes on by a second at every look. */
export function ticking(from = 1_700_000_000_000): () => number {
  let now = from;
  return () => {
    now += 1000;
    return now;
  };
}

export const report: Report = {
  version: 1,
  program: { name: "letters", hash: "abc" },
  inputs: { pieceMs: 10 },
  settings: defaultSettings(8),
  environment: { cores: 8, userAgent: "test", crossOriginIsolated: false, timerStepMs: 0.1 },
  strategies: [],
};
