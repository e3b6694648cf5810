import "@/lib/protocol/no-eval";
import * as z from "zod";
import {
  CACHE_MAX_BYTES,
  CACHE_MAX_RESULTS,
  CACHE_PROGRAM_MAX_BYTES,
  CACHE_PROGRAM_MAX_RESULTS,
} from "@/lib/model/limits";
import type { CacheEntry } from "@/lib/protocol/page";
import { firstVersion } from "@/lib/share/versions";
import { boundedStore } from "./bounded-store";
import { estimateBytes } from "./estimate-bytes";
import type { FallbackStore } from "./fallback-store";
import type { IndexEntry } from "./index-entry";
import { fromRecord, toRecord } from "./record";
import type { Repair } from "./store-index";
import type { Caps } from "./within-caps";

const CACHE_CAPS: Caps = {
  count: CACHE_MAX_RESULTS,
  bytes: CACHE_MAX_BYTES,
  group: { count: CACHE_PROGRAM_MAX_RESULTS, bytes: CACHE_PROGRAM_MAX_BYTES },
};

/** What else an index has of a result; missing in results of earlier pages, which did not keep programs apart. */
const ofSchema = z.object({ program: z.string(), task: z.string(), at: z.number() });
const resultVersions = firstVersion(z.object({ value: z.unknown(), of: ofSchema.optional() }));

/**
 * Results of tasks with `cache: true`, across runs and visits, apart for each program: what one program stored is a
 * stranger's data for every other one. Values are whatever can be cloned.
 * @param now ms since 1970
 */
export function createResultCache(
  shelf: FallbackStore,
  caps: Caps = CACHE_CAPS,
  now: () => number = Date.now,
  onRepair?: (repair: Repair) => void,
) {
  const describe = (key: string, stored: unknown): IndexEntry | undefined => {
    const record = fromRecord(resultVersions, stored);
    if (!record.ok || record.value.of === undefined) return undefined;
    const { program: group, task: label, at } = record.value.of;
    return { key, label, at, group, bytes: estimateBytes(record.value.value) };
  };
  const { list, clear, sweep, ...results } = boundedStore(shelf, { caps, describe, onRepair });
  /** Starts with the program, so that two programs never have the same key. */
  const storedKey = (program: string, key: string): string => `${program}\n${key}`;
  return {
    /** Without the values; newest first. The label is the task, the group the program. */
    list,
    /** What a run is given to start with: only results of this program, of these tasks where all are known. */
    entries: async (program: string, tasks: readonly string[] | undefined): Promise<CacheEntry[]> => {
      const wanted = tasks && new Set(tasks);
      const own = (await list()).filter(
        ({ group, label }) => group === program && (wanted?.has(label) ?? true),
      );
      return (await results.getAll(own)).flatMap(([{ key, label }, stored]) => {
        const record = fromRecord(resultVersions, stored);
        if (!record.ok) return [];
        return [{ key: key.slice(storedKey(program, "").length), task: label, value: record.value.value }];
      });
    },
    /** Adds what a run of a program computed. @returns how it was kept, and the keys that went to make room */
    add: async (program: string, entries: readonly CacheEntry[]): ReturnType<typeof results.add> => {
      if (entries.length === 0) return { kept: { where: "disk" }, gone: [] };
      const at = now();
      return results.add(
        entries.map(({ key, task, value }) => [
          {
            key: storedKey(program, key),
            label: task,
            at,
            bytes: estimateBytes(value) + 2 * key.length,
            group: program,
          },
          toRecord(resultVersions, { value, of: { program, task, at } }),
        ]),
      );
    },
    clear,
    /** Also removes results of earlier pages, which belong to no program. */
    sweep: async (): Promise<void> => {
      const unowned = (await list()).filter(({ group }) => group === undefined);
      if (unowned.length > 0) await results.delete(unowned.map(({ key }) => key));
      await sweep();
    },
  };
}
