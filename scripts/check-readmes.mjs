// READMEs of folders stay short and true: at most ten lines, and every file that they name exists. A step of `npm run lint`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

const FOLDERS = ["lib", "components", "app", "workers", "scripts", "bench", "tests", "public"];
const MAX_LINES = 10;
const MAX_LENGTH = 160;

/** `name.ts`, `folder/name.mjs`, `folder/`; not URLs ("/learn/"), patterns ("*.worker.ts") or code with spaces. */
const PATH = /`((?!\/)[\w.@/-]+(?:\/|\.(?:ts|tsx|mjs|py|json|css|svg|txt|html|md)))`/g;
/** Made by `npm run generate`: not there in a fresh copy. */
const GENERATED = /^generated\/|\.generated\./;

/**
 * Files and folders that a line names and that do not exist.
 * @param {string} line
 * @param {(path: string) => boolean} exists
 * @returns {string[]}
 */
export function missingPaths(line, exists) {
  const paths = [...line.matchAll(PATH)].map(([, path]) => path);
  return paths.filter((path) => !GENERATED.test(path) && !exists(path));
}

/**
 * What is wrong with a README.
 * @param {string} text
 * @param {(path: string) => boolean} exists whether its folder, or the root, has this path
 * @returns {{ line: number, problem: string }[]}
 */
export function readmeProblems(text, exists) {
  const lines = text.trimEnd().split("\n");
  const problems = lines.flatMap((content, at) => [
    ...(content.length > MAX_LENGTH
      ? [{ line: at + 1, problem: `break this line: more than ${MAX_LENGTH} characters` }]
      : []),
    ...missingPaths(content, exists).map((path) => ({
      line: at + 1,
      problem: `"${path}" does not exist`,
    })),
  ]);
  if (lines.length > MAX_LINES)
    problems.push({ line: lines.length, problem: `shorten this README to ${MAX_LINES} lines` });
  return problems;
}

/** @returns {string[]} `file:line message` for every problem in the tree */
export function wrongReadmes() {
  return FOLDERS.flatMap(foldersFrom).flatMap((folder) => {
    const file = `${folder}/README.md`;
    if (!existsSync(join(root, file))) return [];
    const exists = (path) => existsSync(join(root, folder, path)) || existsSync(join(root, path));
    return readmeProblems(readFileSync(join(root, file), "utf8"), exists).map(
      ({ line, problem }) => `${file}:${line} ${problem}`,
    );
  });
}

/** A folder and those in it. @param {string} folder @returns {string[]} */
export function foldersFrom(folder) {
  const inner = readdirSync(join(root, folder), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith("."),
  );
  return [folder, ...inner.flatMap(({ name }) => foldersFrom(`${folder}/${name}`))];
}
