import { CACHE_PROGRAM_MAX_RESULTS } from "@/lib/model/limits";
import type { CacheEntry } from "@/lib/protocol/page";
import type { CacheStore } from "../store/slices/run-slice";

/** Programs whose results are kept. */
const MAX_PROGRAMS = 8;

/**
 * Results of cached tasks for as long as the page is open, apart for each program: in an embed, which writes no storage, and
 * of programs that are not the user's own.
 */
export function memoryCache(): CacheStore {
  const programs = new Map<string, Map<string, CacheEntry>>();
  return {
    entries: async ({ id }, tasks) =>
      [...(programs.get(id)?.values() ?? [])].filter(({ task }) => tasks?.includes(task) ?? true),
    async add({ id }, entries) {
      const kept = programs.get(id) ?? new Map<string, CacheEntry>();
      for (const entry of entries) {
        kept.delete(entry.key);
        kept.set(entry.key, entry);
      }
      for (const key of [...kept.keys()].slice(0, Math.max(0, kept.size - CACHE_PROGRAM_MAX_RESULTS)))
        kept.delete(key);
      programs.delete(id);
      programs.set(id, kept);
      for (const program of [...programs.keys()].slice(0, Math.max(0, programs.size - MAX_PROGRAMS)))
        programs.delete(program);
    },
  };
}
