import * as z from "zod";
import { firstVersion } from "@/lib/share/versions";
import type { FallbackStore } from "./fallback-store";
import { entrySchema, type IndexEntry } from "./index-entry";
import type { Kept } from "./problem";
import { fromRecord, toRecord } from "./record";

/** Why an index had to be made from the values: a newer page wrote the old one, or it is damaged. */
export type Repair = "newer" | "damaged";

const INDEX = "index";
/** Takes the place of an index that cannot be read, which stays as it is. */
const REBUILT = "index.rebuilt";

/** In place of an index that the disk does not give. */
const REFUSED = Symbol("refused");

const indexVersions = firstVersion(z.array(entrySchema));

/** Looks at one stored value: it is read when this is called. */
type Describe = () => Promise<IndexEntry | undefined>;

/**
 * The index of a shelf. One that this page cannot read is never written over: the page makes another from the values, and uses
 * that for as long as it cannot read the first.
 */
export function createStoreIndex(
  shelf: FallbackStore,
  values: () => Promise<readonly (readonly [key: string, describe: Describe])[]>,
  onRepair: ((repair: Repair) => void) | undefined,
) {
  const read = (stored: unknown): readonly IndexEntry[] | undefined => {
    if (stored === undefined) return [];
    const record = fromRecord(indexVersions, stored);
    return record.ok ? record.value : undefined;
  };
  const record = (entries: readonly IndexEntry[]) => toRecord(indexVersions, [...entries]);

  /** @returns the key of the index that is used */
  async function current(): Promise<string> {
    const stored = await shelf.get(INDEX, REFUSED);
    if (read(stored) !== undefined) return INDEX;
    const other = await shelf.get(REBUILT);
    if (other === undefined || read(other) === undefined) await rebuild(stored);
    return REBUILT;
  }

  async function rebuild(stored: unknown): Promise<void> {
    const known = salvage(stored);
    const entries: IndexEntry[] = [];
    for (const [key, describe] of await values()) {
      const entry = await describe();
      if (entry !== undefined) entries.push({ ...entry, ...known.get(key) });
    }
    await shelf.update(REBUILT, () => record(entries.sort((a, b) => b.at - a.at)));
    const version = fromRecord(indexVersions, stored);
    onRepair?.(!version.ok && version.newer ? "newer" : "damaged");
  }

  const change = async (
    edit: (old: readonly IndexEntry[]) => readonly IndexEntry[],
    key?: string,
  ): Promise<Kept> => {
    const used = key ?? (await current());
    let isReadable = true;
    const kept = await shelf.update(used, (old) => {
      const entries = read(old);
      isReadable = entries !== undefined;
      return entries === undefined ? old : record(edit(entries));
    });
    // Another tab, with a newer page, has just written it.
    return isReadable || used === REBUILT ? kept : change(edit);
  };

  return {
    list: async (): Promise<readonly IndexEntry[]> => read(await shelf.get(await current())) ?? [],
    change,

    clear: async (): Promise<void> => {
      await change(() => []);
    },

    /**
     * Keys of all entries, after what was written to a rebuilt index has been added. @returns undefined where the index cannot
     * be read: then nobody knows them
     */
    known: async (): Promise<ReadonlySet<string> | undefined> => {
      if ((await current()) === REBUILT) return undefined;
      const rebuilt = read(await shelf.get(REBUILT));
      if (rebuilt !== undefined && rebuilt.length > 0) {
        const present = new Set((await values()).map(([key]) => key));
        await change((old) => {
          const known = new Set(old.map(({ key }) => key));
          return [...old, ...rebuilt.filter(({ key }) => !known.has(key) && present.has(key))];
        }, INDEX);
      }
      const entries = read(await shelf.get(INDEX, REFUSED));
      // Another tab, with a newer page, has just written it, or the disk does not give it.
      if (entries === undefined) return undefined;
      if ((await shelf.get(REBUILT)) !== undefined) await shelf.delete([REBUILT]);
      return new Set(entries.map(({ key }) => key));
    },
  };
}

const savedSchema = z.object({ key: z.string(), at: z.number(), label: z.string() });

/** What single entries of an unreadable index still say of when an item was added, and its line in lists. */
function salvage(stored: unknown): ReadonlyMap<string, Pick<IndexEntry, "at" | "label">> {
  const data = typeof stored === "object" && stored !== null && "data" in stored ? stored.data : undefined;
  return new Map(
    (Array.isArray(data) ? data : []).flatMap((entry) => {
      const saved = savedSchema.safeParse(entry).data;
      return saved === undefined ? [] : [[saved.key, { at: saved.at, label: saved.label }] as const];
    }),
  );
}
