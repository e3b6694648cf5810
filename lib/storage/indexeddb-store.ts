import { createStore, delMany, entries, get, getMany, keys, setMany, update } from "idb-keyval";
import type { KeyValueStore } from "./key-value-store";

/** A shelf in IndexedDB: one database with one table, which idb-keyval opens when it is first used. */
export function indexedDbStore(name: string): KeyValueStore {
  const table = createStore(`fanout-${name}`, "entries");
  return {
    get: async (key) => get<unknown>(key, table),
    getMany: async (all) => getMany<unknown>([...all], table),
    entries: async () => entries<string, unknown>(table),
    keys: async () => keys<string>(table),
    set: async (all) =>
      setMany(
        all.map(([key, value]) => [key, value]),
        table,
      ),
    update: async (key, change) => update<unknown>(key, change, table),
    delete: async (all) => delMany([...all], table),
  };
}
