import type { Storage } from "@/lib/storage/storage";
import type { CacheStore } from "./store/slices/run-slice";

let opened: Promise<Storage> | undefined;

/** Results of cached tasks, on the disk. */
export const pageCache: CacheStore = {
  entries: async (tasks) => (await pageStorage()).results.entries(tasks),
  add: async (entries) => (await pageStorage()).results.add(entries),
};

/** What the page remembers, opened once and loaded after the page. An embed does not use it. */
export function pageStorage(): Promise<Storage> {
  opened ??= import("@/lib/storage/storage").then(({ openStorage }) => openStorage());
  return opened;
}
