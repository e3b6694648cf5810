#!/usr/bin/env node
// `npm run lines [-- REVISION]`: how many lines of code there are outside tests, in HEAD and in another revision. Counted are
// tracked .ts, .tsx, .mjs and .css files outside tests/ and folders named testing or fixtures, without *.test.* and recordings.
import { execFileSync } from "node:child_process";
import { isMain, root } from "./paths.mjs";

const EXTENSIONS = ["*.ts", "*.tsx", "*.mjs", "*.css"];
const LEFT_OUT = /^tests\/|\/(testing|fixtures)(\/|\.tsx?$)|\.test\.\w+$|^lib\/examples\/recorded\//;

const TOTAL = "total";

/** @param {string} path from the root */
export const isCounted = (path) => !LEFT_OUT.test(path);

/**
 * Lines by top folder, and in total.
 * @param {string} revision
 * @returns {Map<string, number>}
 */
function linesOf(revision) {
  const args = ["grep", "--count", "-e", "", revision, "--", ...EXTENSIONS];
  const output = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  const lines = new Map();
  for (const [, path, count] of output.matchAll(/^[^:]*:(.*):(\d+)$/gm)) {
    if (!isCounted(path)) continue;
    const folder = path.includes("/") ? path.split("/")[0] : "(root)";
    for (const key of [folder, TOTAL]) lines.set(key, (lines.get(key) ?? 0) + Number(count));
  }
  return lines;
}

/** @param {string | undefined} base a revision to compare HEAD with */
function table(base) {
  const revisions = base ? [base, "HEAD"] : ["HEAD"];
  const counts = revisions.map(linesOf);
  const names = new Set(counts.flatMap((lines) => [...lines.keys()]));
  names.delete(TOTAL);
  const rows = [...[...names].sort(), TOTAL].map((folder) => {
    const found = counts.map((lines) => lines.get(folder) ?? 0);
    return [folder, ...found, ...(base ? [found[1] - found[0]] : [])];
  });
  const heads = ["", ...revisions, ...(base ? ["difference"] : [])];
  const width = Math.max(...heads.map((head) => head.length)) + 2;
  return [heads, ...rows]
    .map(([name, ...cells]) => name.padEnd(12) + cells.map((cell) => String(cell).padStart(width)).join(""))
    .join("\n");
}

if (isMain(import.meta)) {
  const [base, ...more] = process.argv.slice(2);
  try {
    if (more.length > 0)
      throw new Error("npm run lines [-- REVISION] takes one revision to compare HEAD with.");
    console.log(table(base));
  } catch (error) {
    // Git has printed its own message.
    if (error.status === undefined) console.error(error.message);
    process.exitCode = 1;
  }
}
