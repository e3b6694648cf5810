import { publicUrl } from "../base-path";
import { type DownloadProgress, keptFile, openCache } from "../python/kept-file";

/** A real package as the build serves it: scripts/packs.mjs. */
export interface Pack {
  /** "Dagster" */
  readonly name: string;
  readonly version: string;
  /** In the folder of packs. */
  readonly file: string;
  readonly bytes: number;
  readonly integrity: string;
}

/** The cache of packs is the site's: a pack is kept until there is another one of its name. */
const cacheName = () => `fanout-packs ${publicUrl("/")} packs`;

/** @throws Error in words for the page where it cannot be had */
export async function loadPack(pack: Pack, progress: (now: DownloadProgress) => void): Promise<ArrayBuffer> {
  const { name, version, file, bytes, integrity } = pack;
  let loaded = 0;
  const cache = await openCache(cacheName());
  const content = await keptFile({
    what: `${name} ${version}`,
    url: publicUrl(`/packs/${file}`),
    integrity,
    cache,
    count(more) {
      loaded += more;
      progress({ loaded: Math.min(loaded, bytes), total: bytes });
    },
  });
  void removeOlder(cache, file);
  return content;
}

async function removeOlder(cache: Cache | undefined, file: string): Promise<void> {
  const [id = ""] = file.split("-");
  try {
    for (const { url } of (await cache?.keys()) ?? []) {
      const name = url.slice(url.lastIndexOf("/") + 1);
      if (name !== file && name.startsWith(`${id}-`)) await cache?.delete(url);
    }
  } catch {
    // They take room, and nothing else.
  }
}
