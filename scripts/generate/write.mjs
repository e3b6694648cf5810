import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { inRoot } from "../paths.mjs";

/**
 * Writes a file under the root unless it has this content already: watchers and caches look at the modification time.
 * @param {string} path from the root
 * @param {string} content
 */
export async function writeIfChanged(path, content) {
  const file = inRoot(path);
  if ((await readFile(file, "utf8").catch(() => undefined)) === content) return;
  await mkdir(dirname(file), { recursive: true });
  // Whoever reads it meanwhile, or has it under another name, keeps the old one.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, file);
}
