// Removes Next's script from pages that do not need it: a lesson is text, and its playground is a frame.
import { rewritePages } from "./rewrite-pages.mjs";

/** Pages made of server components alone. */
const PLAIN = /^out\/(?:learn\/(?:.+\/)?index|reference\/index|404)\.html$/;

/**
 * The page without its scripts, except those marked `data-plain`, and without their preload hints.
 * @param {string} html of an exported page
 */
const plainPage = (html) =>
  html
    .replace(/<script\b(?![^>]*\sdata-plain\b)[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link\b(?=[^>]*\srel="preload")(?=[^>]*\sas="script")[^>]*>/g, "");

export const makePagesPlain = () => rewritePages(PLAIN, plainPage);
