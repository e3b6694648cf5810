import "@/lib/protocol/no-eval";
import type { FallbackStore } from "./fallback-store";
import type { IndexEntry } from "./index-entry";
import type { Kept } from "./problem";
import { createStoreIndex, type Repair } from "./store-index";
import { type Caps, newestWithin } from "./within-caps";

type Item = readonly [IndexEntry, value: unknown];

/** Values are stored under their key after this, so that no key is that of an index. */
const VALUE = "value:";

/** How often room is made on a full disk, half of the items each time, before a value stays in memory. */
const TRIES_FOR_ROOM = 4;

export interface BoundedStoreOptions {
  readonly caps: Caps;
  /** What the index says of a stored value; undefined if this page cannot read it. */
  readonly describe: (key: string, stored: unknown) => IndexEntry | undefined;
  readonly onRepair?: ((repair: Repair) => void) | undefined;
}

/** A shelf that never grows past its caps: an index of what it holds, and the values apart from it. */
export function boundedStore(shelf: FallbackStore, { caps, describe, onRepair }: BoundedStoreOptions) {
  const valueKeys = async (): Promise<readonly string[]> =>
    (await shelf.keys()).filter((key) => key.startsWith(VALUE)).map((key) => key.slice(VALUE.length));

  const index = createStoreIndex(
    shelf,
    async () => {
      const keys = await valueKeys();
      return keys.map((key) => [key, async () => describe(key, await shelf.get(VALUE + key))] as const);
    },
    onRepair,
  );

  const deleteValues = (keys: readonly string[]): Promise<Kept> =>
    shelf.delete(keys.map((key) => VALUE + key));

  const forget = async (keys: readonly string[]): Promise<Kept> => {
    const gone = new Set(keys);
    await index.change((old) => old.filter(({ key }) => !gone.has(key)));
    return deleteValues(keys);
  };

  return {
    /** Newest first. */
    list: index.list,
    get: (key: string) => shelf.get(VALUE + key),

    /** The values of these entries, as far as they are there. */
    getAll: async (entries: readonly IndexEntry[]): Promise<readonly Item[]> => {
      const values = await shelf.getMany(entries.map(({ key }) => VALUE + key));
      return entries.flatMap((entry, at) => (values[at] === undefined ? [] : [[entry, values[at]] as const]));
    },

    /** Adds or replaces; what the caps do not allow goes. @returns how it was kept, and the keys that went */
    add: async (
      items: readonly Item[],
    ): Promise<{ readonly kept: Kept; readonly gone: readonly string[] }> => {
      const fitting = new Set(
        newestWithin(
          caps,
          items.map(([entry]) => entry),
        ).map(({ key }) => key),
      );
      const written = items.filter(([{ key }]) => fitting.has(key));
      const write = (): Promise<Kept> => shelf.set(written.map(([{ key }, value]) => [VALUE + key, value]));
      let kept = await write();
      const groups = new Set(written.map(([{ group }]) => group));
      const gone = items.filter(([{ key }]) => !fitting.has(key)).map(([{ key }]) => key);
      for (let tries = 0; tries < TRIES_FOR_ROOM; tries++) {
        if (kept.where === "disk" || kept.problem.kind !== "full") break;
        const others = (await index.list()).filter(({ key }) => !fitting.has(key));
        // Those of the same group first.
        const own = others.filter(({ group }) => groups.has(group));
        const from = own.length > 0 ? own : others;
        const oldest = from.slice(Math.floor(from.length / 2)).map(({ key }) => key);
        if (oldest.length === 0) break;
        gone.push(...oldest);
        await forget(oldest);
        kept = await write();
      }
      if (kept.where === "nowhere") return { kept, gone };
      let over: readonly string[] = [];
      const indexKept = await index.change((old) => {
        const all = [...written.map(([entry]) => entry), ...old.filter(({ key }) => !fitting.has(key))];
        const within = newestWithin(caps, all);
        const stays = new Set(within.map(({ key }) => key));
        over = all.filter(({ key }) => !stays.has(key)).map(({ key }) => key);
        return within;
      });
      if (over.length > 0) await deleteValues(over);
      return { kept: kept.where === "disk" ? indexKept : kept, gone: [...gone, ...over] };
    },

    delete: forget,
    clear: async (): Promise<Kept> => {
      const keys = await valueKeys();
      await index.clear();
      return deleteValues(keys);
    },

    /**
     * Removes values that a closed tab left without an entry in the index. What this page cannot read stays: a newer one may
     * have written it.
     */
    sweep: async (): Promise<void> => {
      // The keys first: a value that is being added in the meantime is in neither or in both.
      const keys = await valueKeys();
      const known = await index.known();
      if (known === undefined) return;
      const lost: string[] = [];
      for (const key of keys) {
        if (!known.has(key) && describe(key, await shelf.get(VALUE + key)) !== undefined) lost.push(key);
      }
      if (lost.length > 0) await deleteValues(lost);
    },
  };
}
