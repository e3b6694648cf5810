/** Bytes of a download, compressed: what has come, and all. */
export interface DownloadProgress {
  readonly loaded: number;
  readonly total: number;
}

interface KeptFile {
  /** What it is of, for messages: "Python". */
  readonly what: string;
  readonly url: string;
  /** Of the build: "sha256-…". */
  readonly integrity: string;
  /** Where the browser keeps it; undefined where it keeps nothing. */
  readonly cache: Cache | undefined;
  count(bytes: number): void;
}

/** Undefined where the browser keeps nothing for this page: a private window, or an embed. */
export async function openCache(name: string): Promise<Cache | undefined> {
  try {
    return await caches.open(name);
  } catch {
    return undefined;
  }
}

/**
 * A file of the build: kept, or downloaded, checked and then kept.
 * @throws Error in words for the page where it cannot be had
 */
export async function keptFile(file: KeptFile): Promise<ArrayBuffer> {
  const { url, cache, count } = file;
  const kept = await cache?.match(url).catch(() => undefined);
  if (kept) {
    const bytes = await kept.arrayBuffer();
    count(bytes.byteLength);
    return bytes;
  }
  const bytes = await download(file);
  // Where there is no room, it is downloaded again.
  cache?.put(url, new Response(bytes)).catch(() => undefined);
  return bytes;
}

async function download({ what, url, integrity, count }: KeptFile): Promise<ArrayBuffer> {
  const failed = `${what} could not be downloaded`;
  const response = await fetch(url).catch(() => undefined);
  if (!response) throw new Error(`${failed}: there is no connection. Run again when there is one.`);
  if (!response.ok || !response.body)
    throw new Error(`${failed}: the site answered ${response.status}. Try again later.`);
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, out) {
        count(chunk.byteLength);
        out.enqueue(chunk);
      },
    }),
  );
  const bytes = await new Response(counted).arrayBuffer().catch(() => undefined);
  if (!bytes) throw new Error(`${failed}: the connection was lost. Run again when there is one.`);
  if ((await digestOf(bytes)) !== integrity)
    throw new Error(`${failed}: the downloaded file is not the one of this release. Reload the page.`);
  return bytes;
}

async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
