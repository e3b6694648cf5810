import { strToU8, type Zippable, zipSync } from "fflate";
import { PathSet } from "@/lib/base/path-set";

/** Past this many bytes files are only put together: packing them would hold the page up. */
const PACKED_UP_TO = 8 * 1024 * 1024;

/** Names that Windows keeps for devices, with any extension; and one that a list of entries cannot have. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|__proto__)(?=\.|$)/i;
const MAX_PART = 200;

/** A file's or folder's name that every system takes. */
function safePart(part: string): string {
  const safe = part
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
    .replace(/[<>:"|?*\u0000-\u001f]/g, "_")
    .replace(/[. ]+$/, (end) => "_".repeat(end.length))
    .replace(RESERVED, "$1_");
  if (safe.length <= MAX_PART) return safe;
  const end = /\.[^.]{1,20}$/.exec(safe)?.[0] ?? "";
  return `${safe.slice(0, MAX_PART - end.length)}${end}`;
}

/** A path that unpacks below the folder it is unpacked in, on every system. */
export function entryName(path: string): string {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== "." && part !== "..");
  return parts.map(safePart).join("/") || "file";
}

/** A path that is not in the way of those before it. */
function freeName(name: string, taken: PathSet): string {
  if (!taken.clashes(name)) return name;
  const [, stem = name, end = ""] = /^(.*?[^/])(\.[^./]+)?$/s.exec(name) ?? [];
  for (let n = 2; ; n++) {
    // The second is for a path one of whose folders is a file already.
    for (const candidate of [`${stem} (${n})${end}`, `files ${n}/${name}`])
      if (!taken.clashes(candidate)) return candidate;
  }
}

/** @param files path → content. @returns a zip of them */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  let size = 0;
  for (const content of files.values()) size += content.length;
  const entries: Zippable = {};
  const taken = new PathSet();
  for (const [path, content] of files) {
    const name = freeName(entryName(path), taken);
    taken.add(name);
    entries[name] = content;
  }
  return zipSync(files.size > 0 ? entries : { "empty.txt": strToU8("") }, {
    level: size > PACKED_UP_TO ? 0 : 6,
  });
}
