import "@/lib/protocol/no-eval";
import * as z from "zod";
import { firstVersion } from "@/lib/share/versions";
import type { FallbackStore } from "./fallback-store";
import type { Kept } from "./problem";
import { fromRecord, toRecord } from "./record";

export interface Caps {
  readonly count: number;
  /** By the estimate that each item is added with. */
  readonly bytes: number;
}

/** What is known of an item without reading it. */
const entrySchema = z.object({
  key: z.string(),
  /** A line about it for lists. */
  label: z.string(),
  /** ms since 1970. */
  at: z.number(),
  bytes: z.number().min(0),
});
export type IndexEntry = Readonly<z.infer<typeof entrySchema>>;

type Item = readonly [IndexEntry, value: unknown];

const INDEX = "index";
/** Values stand under their key with this before it, so that no key is the index's. */
const VALUE = "value:";

const indexVersions = firstVersion(z.array(entrySchema));

/** How often room is made on a full disk, half of the items each time, before a value stays in memory. */
const TRIES_FOR_ROOM = 4;

/** A shelf that never grows past its caps: an index of what it holds, and the values apart from it. */
export function boundedStore(shelf: FallbackStore, caps: Caps) {
  const read = (stored: unknown): readonly IndexEntry[] => {
    const record = fromRecord(indexVersions, stored);
    return record.ok ? record.value : [];
  };
  /** Newest first. */
  const list = async (): Promise<readonly IndexEntry[]> => read(await shelf.get(INDEX));

  const changeIndex = async (change: (old: readonly IndexEntry[]) => readonly IndexEntry[]): Promise<Kept> =>
    shelf.update(INDEX, (old) => toRecord(indexVersions, [...change(read(old))]));

  const forget = async (keys: readonly string[]): Promise<Kept> => {
    const gone = new Set(keys);
    await changeIndex((old) => old.filter(({ key }) => !gone.has(key)));
    return shelf.delete(keys.map((key) => VALUE + key));
  };

  return {
    list,
    get: (key: string) => shelf.get(VALUE + key),

    /** All values of which the index knows, newest first. */
    entries: async (): Promise<readonly Item[]> => {
      const values = new Map(await shelf.entries());
      return (await list()).flatMap((entry) => {
        const value = values.get(VALUE + entry.key);
        return value === undefined ? [] : [[entry, value] as const];
      });
    },

    /** Adds or replaces; the oldest go where the caps say so. @returns how it was kept, and the keys that went */
    add: async (
      items: readonly Item[],
    ): Promise<{ readonly kept: Kept; readonly gone: readonly string[] }> => {
      const write = (): Promise<Kept> => shelf.set(items.map(([{ key }, value]) => [VALUE + key, value]));
      let kept = await write();
      const added = new Set(items.map(([{ key }]) => key));
      const gone: string[] = [];
      for (let tries = 0; tries < TRIES_FOR_ROOM; tries++) {
        if (kept.where === "disk" || kept.problem.kind !== "full") break;
        const others = (await list()).filter(({ key }) => !added.has(key));
        const oldest = others.slice(Math.floor(others.length / 2)).map(({ key }) => key);
        if (oldest.length === 0) break;
        gone.push(...oldest);
        await forget(oldest);
        kept = await write();
      }
      if (kept.where === "nowhere") return { kept, gone };
      let over: readonly string[] = [];
      const indexKept = await changeIndex((old) => {
        const all = [...items.map(([entry]) => entry), ...old.filter(({ key }) => !added.has(key))];
        const within = newestWithin(caps, all);
        over = all.slice(within.length).map(({ key }) => key);
        return within;
      });
      if (over.length > 0) await shelf.delete(over.map((key) => VALUE + key));
      return { kept: kept.where === "disk" ? indexKept : kept, gone: [...gone, ...over] };
    },

    delete: forget,
    clear: async (): Promise<Kept> => {
      await changeIndex(() => []);
      return shelf.delete((await shelf.keys()).filter((key) => key.startsWith(VALUE)));
    },

    /** Removes values that a closed tab left without an entry in the index. */
    sweep: async (): Promise<void> => {
      // The keys first: a value that is being added meanwhile is in neither or in both.
      const values = (await shelf.keys()).filter((key) => key.startsWith(VALUE));
      const known = new Set((await list()).map(({ key }) => VALUE + key));
      const lost = values.filter((key) => !known.has(key));
      if (lost.length > 0) await shelf.delete(lost);
    },
  };
}

/** The newest that fit; the very newest always stays. */
function newestWithin(caps: Caps, all: IndexEntry[]): readonly IndexEntry[] {
  all.sort((a, b) => b.at - a.at);
  let bytes = 0;
  const end = all.findIndex((entry, position) => {
    bytes += entry.bytes;
    return position > 0 && (position >= caps.count || bytes > caps.bytes);
  });
  return end < 0 ? all : all.slice(0, end);
}
