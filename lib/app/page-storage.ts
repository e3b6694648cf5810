import type { Storage } from "@/lib/storage/storage";
import { memoryCache } from "./run/memory-cache";
import type { CacheStore } from "./store/slices/run-slice";

let opened: Promise<Storage> | undefined;
const inMemory = memoryCache();

/** Results of cached tasks: of the user's own programs on the disk, of others for as long as the page is open. */
export const pageCache: CacheStore = {
  entries: async (program, tasks) =>
    program.persistent
      ? (await pageStorage()).results.entries(program.id, tasks)
      : inMemory.entries(program, tasks),
  add: async (program, entries) =>
    program.persistent
      ? (await pageStorage()).results.add(program.id, entries)
      : inMemory.add(program, entries),
};

/** What the page remembers, opened once and loaded after the page. An embed does not use it. */
export function pageStorage(): Promise<Storage> {
  opened ??= import("@/lib/storage/storage").then(({ openStorage }) => openStorage());
  return opened;
}
