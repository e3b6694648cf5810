// Takes Next's own script out of pages that have nothing for it to do: a lesson is text, and its playground is a frame.
import { readFileSync, writeFileSync } from "node:fs";
import { filesUnder } from "./hash.mjs";
import { inRoot } from "./paths.mjs";

/** Pages made of server components alone. */
const PLAIN = /^out\/learn\/(?:.+\/)?index\.html$/;

/**
 * Without its scripts, but for those marked `data-plain`, and without the hints that would fetch them early.
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
