import type { PythonFiles } from "@/lib/protocol/python-files";
import { publicUrl } from "../base-path";
import { PYTHON_SANDBOX_PATH } from "../run/sandbox-manifest.generated";
import { type DownloadProgress, keptFile, openCache } from "./kept-file";
import { PYTHON_FILES, PYTHON_FOLDER } from "./python-manifest.generated";

/** Bytes of Python's files, compressed: what has come, and all. */
export type PythonProgress = DownloadProgress;

type FileName = keyof typeof PYTHON_FILES;

const COMMON = ["loader", "runtime", "wasm", "stdlib", "modules"] as const satisfies readonly FileName[];

/** Whether Python can wait in plain functions: WebAssembly's stack switching (JSPI). */
const canSwitchStacks = (): boolean => "Suspending" in WebAssembly;

/** Caches of the site, one for each version of Python's files. */
const cachePrefix = () => `fanout-python ${publicUrl("/")} `;

/**
 * Python's files, which the page gives to the sandbox. They are kept in the browser, checked against the build's hashes, and come
 * from there at the next visit, also without a network.
 * @param progress is told again and again, until all has come
 * @throws Error in words for the page where they cannot be had
 */
export async function loadPython(
  progress: (now: PythonProgress) => void = () => undefined,
): Promise<PythonFiles> {
  const snapshotName: FileName = canSwitchStacks() ? "snapshot-switching" : "snapshot-plain";
  const names: readonly FileName[] = [...COMMON, snapshotName];
  const total = names.reduce((sum, name) => sum + PYTHON_FILES[name].bytes, 0);
  let loaded = 0;
  const count = (bytes: number) => {
    loaded += bytes;
    progress({ loaded: Math.min(loaded, total), total });
  };
  const cache = await openCache(cachePrefix() + PYTHON_FOLDER);
  const [loader, runtime, wasm, stdlib, modules, snapshot] = await Promise.all(
    names.map((name) =>
      keptFile({
        what: "Python",
        url: publicUrl(`${PYTHON_FOLDER}/${name}.bin`),
        integrity: PYTHON_FILES[name].integrity,
        cache,
        count,
      }),
    ),
  );
  if (!loader || !runtime || !wasm || !stdlib || !modules)
    throw new Error("Python's files are not all there.");
  void removeOldCaches();
  void keepSandbox(cache);
  return { loader, runtime, wasm, stdlib, modules, snapshot };
}

/** The page in which Python runs: without a network it is opened from here (workers/sandbox-offline.ts). */
async function keepSandbox(cache: Cache | undefined): Promise<void> {
  const url = publicUrl(PYTHON_SANDBOX_PATH);
  try {
    if (cache !== undefined && (await cache.match(url)) === undefined) await cache.add(url);
  } catch {
    // Without a network and without room, Python does not run offline.
  }
}

async function removeOldCaches(): Promise<void> {
  try {
    const names = (await caches.keys()).filter((name) => name.startsWith(cachePrefix()));
    // Pages of the release before may be open: the newest two stay.
    await Promise.all(names.slice(0, -2).map((name) => caches.delete(name)));
  } catch {
    // They take room, and nothing else.
  }
}
