import "@/lib/protocol/no-eval";
import * as z from "zod";
import { CACHE_MAX_BYTES, CACHE_MAX_RESULTS } from "@/lib/model/limits";
import type { CacheEntry } from "@/lib/protocol/page";
import { firstVersion } from "@/lib/share/versions";
import { boundedStore, type Caps } from "./bounded-store";
import { estimateBytes } from "./estimate-bytes";
import type { FallbackStore } from "./fallback-store";
import { fromRecord, toRecord } from "./record";

const CACHE_CAPS: Caps = { count: CACHE_MAX_RESULTS, bytes: CACHE_MAX_BYTES };

const resultVersions = firstVersion(z.object({ value: z.unknown() }));

/**
 * Results of tasks with `cache: true`, across runs and visits. Values are whatever can be cloned.
 * @param now ms since 1970
 */
export function createResultCache(
  shelf: FallbackStore,
  caps: Caps = CACHE_CAPS,
  now: () => number = Date.now,
) {
  const { list, clear, sweep, ...results } = boundedStore(shelf, caps);
  return {
    /** Without the values; newest first. The label is the task. */
    list,
    /** What a run is given to start with. @param tasks only results of these */
    entries: async (tasks?: readonly string[]): Promise<CacheEntry[]> => {
      const wanted = tasks && new Set(tasks);
      return (await results.entries()).flatMap(([{ key, label }, stored]) => {
        const record = fromRecord(resultVersions, stored);
        const isWanted = record.ok && (wanted?.has(label) ?? true);
        return isWanted ? [{ key, task: label, value: record.value.value }] : [];
      });
    },
    /** Adds what a run found out. @returns how it was kept, and the keys that went to make room */
    add: async (entries: readonly CacheEntry[]): ReturnType<typeof results.add> => {
      if (entries.length === 0) return { kept: { where: "disk" }, gone: [] };
      const at = now();
      return results.add(
        entries.map(({ key, task, value }) => [
          { key, label: task, at, bytes: estimateBytes(value) + 2 * key.length },
          toRecord(resultVersions, { value }),
        ]),
      );
    },
    clear,
    sweep,
  };
}
