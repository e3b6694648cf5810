import type { CacheEntry } from "@/lib/protocol/page";
import type { CacheStore } from "../store/slices/run-slice";

/** Results of cached tasks for as long as the page is open: in an embed, which writes no storage. */
export function memoryCache(): CacheStore {
  const kept = new Map<string, CacheEntry>();
  return {
    entries: async (tasks) => [...kept.values()].filter(({ task }) => tasks.includes(task)),
    add: async (entries) => {
      for (const entry of entries) kept.set(entry.key, entry);
    },
  };
}
