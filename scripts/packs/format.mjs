// What a pack is, before it is compressed; lib/runner/python/pack-files.ts reads it.

/**
 * The length of a list of `[path, offset, bytes]`, the list as JSON, and the files.
 * @param {ReadonlyMap<string, Uint8Array>} files by path
 */
export function packed(files) {
  const list = [];
  const parts = [];
  let at = 0;
  for (const path of [...files.keys()].sort()) {
    const bytes = files.get(path) ?? new Uint8Array();
    list.push([path, at, bytes.length]);
    parts.push(bytes);
    at += bytes.length;
  }
  const head = Buffer.from(JSON.stringify(list));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, ...parts]);
}
