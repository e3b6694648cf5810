import { readFileSync, writeFileSync } from "node:fs";
import { filesUnder } from "./hash.mjs";
import { inRoot } from "./paths.mjs";

/** Changes every page of out/ whose path matches. @param {RegExp} pattern @param {(html: string) => string} change */
export function rewritePages(pattern, change) {
  for (const page of filesUnder(["out"]).filter((file) => pattern.test(file)))
    writeFileSync(inRoot(page), change(readFileSync(inRoot(page), "utf8")));
}
