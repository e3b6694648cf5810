import type { KeyValueStore } from "./key-value-store";

/** A shelf that ends with the tab. Values are cloned in and out, as storage does it. */
export function memoryStore(): KeyValueStore {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => structuredClone(values.get(key)),
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
