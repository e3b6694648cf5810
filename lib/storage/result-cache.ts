import "@/lib/protocol/no-eval";
import * as z from "zod";
import { CACHE_MAX_BYTES, CACHE_MAX_RESULTS } from "@/lib/model/limits";
import type { CacheEntry } from "@/lib/protocol/page";
import { firstVersion } from "@/lib/share/versions";
import { boundedStore, type Caps } from "./bounded-store";
import { estimateBytes } from "./estimate-bytes";
import type { FallbackStore } from "./fallback-store";
import type { Kept } from "./problem";
import { fromRecord, toRecord } from "./record";

export interface CachedResult {
  readonly key: string;
  readonly task: string;
  readonly bytes: number;
  /** ms since 1970. */
  readonly at: number;
}

/** Results of tasks with `cache: true`, across runs and visits. Values are whatever can be cloned. */
export interface ResultCache {
  /** Without the values; newest first. */
  list(): Promise<readonly CachedResult[]>;
  /** What a run is given to start with. @param tasks only results of these */
  entries(tasks?: readonly string[]): Promise<CacheEntry[]>;
  /** Adds what a run found out. @returns how it was kept, and the keys that went to make room */
  add(entries: readonly CacheEntry[]): Promise<{ readonly kept: Kept; readonly gone: readonly string[] }>;
  delete(keys: readonly string[]): Promise<Kept>;
  /** @param task only its results */
  clear(task?: string): Promise<Kept>;
  sweep(): Promise<void>;
}

const CACHE_CAPS: Caps = { count: CACHE_MAX_RESULTS, bytes: CACHE_MAX_BYTES };

const resultVersions = firstVersion(z.object({ value: z.unknown() }));

/** @param now ms since 1970 */
export function createResultCache(
  shelf: FallbackStore,
  caps: Caps = CACHE_CAPS,
  now: () => number = Date.now,
): ResultCache {
  const results = boundedStore(shelf, caps);
  const list = async (): Promise<readonly CachedResult[]> =>
    (await results.list()).map(({ key, label, bytes, at }) => ({ key, task: label, bytes, at }));
  return {
    list,
    entries: async (tasks) => {
      const wanted = tasks && new Set(tasks);
      return (await results.entries()).flatMap(([{ key, label }, stored]) => {
        const record = fromRecord(resultVersions, stored);
        const isWanted = record.ok && (wanted?.has(label) ?? true);
        return isWanted ? [{ key, task: label, value: record.value.value }] : [];
      });
    },
    add: async (entries) => {
      if (entries.length === 0) return { kept: { where: "disk" }, gone: [] };
      const at = now();
      return results.add(
        entries.map(({ key, task, value }) => [
          { key, label: task, at, bytes: estimateBytes(value) + 2 * key.length },
          toRecord(resultVersions, { value }),
        ]),
      );
    },
    delete: (keys) => results.delete(keys),
    clear: async (task) => {
      if (task === undefined) return results.clear();
      return results.delete((await list()).filter((one) => one.task === task).map(({ key }) => key));
    },
    sweep: () => results.sweep(),
  };
}
