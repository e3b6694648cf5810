import { strToU8, type Zippable, zipSync } from "fflate";

/** Past this many bytes files are only put together: packing them would hold the page up. */
const PACKED_UP_TO = 8 * 1024 * 1024;

/** A path that unpacks below the folder it is unpacked in. */
export function entryName(path: string): string {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== "." && part !== "..");
  return parts.join("/") || "file";
}

/** @param files path → content. @returns a zip of them */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  let size = 0;
  for (const content of files.values()) size += content.length;
  const entries: Zippable = {};
  for (const [path, content] of files) entries[entryName(path)] = content;
  return zipSync(files.size > 0 ? entries : { "empty.txt": strToU8("") }, {
    level: size > PACKED_UP_TO ? 0 : 6,
  });
}
