import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { root } from "./paths.mjs";

/**
 * Files under the given paths, sorted, as paths from the root with slashes. Paths that do not exist are left out.
 * @param {readonly string[]} paths files or folders, from the root
 * @returns {string[]}
 */
export function filesUnder(paths) {
  const files = paths.flatMap((path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (!stat) return [];
    if (stat.isFile()) return [path];
    return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));
  });
  return files.map((file) => file.split(sep).join("/")).sort();
}

/**
 * A hash of the files' names and contents, and of other texts.
 * @param {readonly string[]} files from the root
 * @param {readonly string[]} [also]
 */
export function hashOf(files, also = []) {
  const hash = createHash("sha256");
  for (const text of also) hash.update(`${text}\0`);
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex").slice(0, 16);
}
