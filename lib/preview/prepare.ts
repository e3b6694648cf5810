import { Marked } from "marked";
import { isHardText } from "@/lib/base/hard-text";
import { htmlCost } from "./html-cost";
import type { DrawnKind, Prepared } from "./messages";
import { svgCost } from "./svg-cost";

/** What is parsed and drawn within a few frames. */
const MAX_HTML_COST = 100_000;
const MAX_SVG_ELEMENTS = 20_000;

const TOO_MUCH = "Drawing this file could take the browser too long, so its source is shown.";

const marked = new Marked({ gfm: true, async: false });

/** Makes of a file what can be drawn without holding up any thread for long. Never throws. */
export function prepare(kind: DrawnKind, mediaType: string, content: Uint8Array): Prepared {
  if (kind === "picture") return { as: "picture", url: dataUrl(mediaType, content) };
  const text = new TextDecoder().decode(content);
  if (isHardText(text)) return { as: "source", why: TOO_MUCH };
  if (kind === "svg")
    return svgCost(text) > MAX_SVG_ELEMENTS
      ? { as: "source", why: TOO_MUCH }
      : { as: "picture", url: dataUrl(mediaType, content) };
  try {
    const html = kind === "markdown" ? String(marked.parse(text)) : text;
    return htmlCost(html) > MAX_HTML_COST ? { as: "source", why: TOO_MUCH } : { as: "html", html };
  } catch {
    // Markdown that is nested too deeply for its parser.
    return { as: "source", why: TOO_MUCH };
  }
}

/** A file's bytes inside an address: it needs nothing that must be given back later. */
export function dataUrl(mediaType: string, content: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < content.length; at += 0x8000)
    binary += String.fromCharCode(...content.subarray(at, at + 0x8000));
  return `data:${mediaType};base64,${btoa(binary)}`;
}
