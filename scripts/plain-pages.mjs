// Removes Next's script from pages that do not need it: a lesson is text, and its playground is a frame.
import { readFileSync, writeFileSync } from "node:fs";
import { filesUnder } from "./hash.mjs";
import { inRoot } from "./paths.mjs";

/** Pages made of server components alone. */
const PLAIN = /^out\/learn\/(?:.+\/)?index\.html$/;

/**
 * The page without its scripts, except those marked `data-plain`, and without their preload hints.
 * @param {string} html of an exported page
 */
const plainPage = (html) =>
  html
    .replace(/<script\b(?![^>]*\sdata-plain\b)[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link\b(?=[^>]*\srel="preload")(?=[^>]*\sas="script")[^>]*>/g, "");

/** @returns {number} how many pages there were */
export function makePagesPlain() {
  const files = filesUnder(["out/learn"]).filter((file) => PLAIN.test(file));
  for (const file of files) writeFileSync(inRoot(file), plainPage(readFileSync(inRoot(file), "utf8")));
  return files.length;
}
