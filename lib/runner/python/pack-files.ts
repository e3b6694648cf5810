/** The length of a list, the list (`[path, offset, bytes]`, JSON), and the files: as scripts/packs.mjs writes it, compressed (gzip). */
export async function filesOf(pack: ArrayBuffer): Promise<ReadonlyMap<string, Uint8Array>> {
  const unpacked = new Response(new Blob([pack]).stream().pipeThrough(new DecompressionStream("gzip")));
  const bytes = new Uint8Array(await unpacked.arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const start = 4 + length;
  const list = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))) as [string, number, number][];
  return new Map(
    list.map(([path, offset, size]) => [path, bytes.subarray(start + offset, start + offset + size)]),
  );
}
