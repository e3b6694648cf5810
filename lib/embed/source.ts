import { codeIn } from "./code-text";

/** What an element asks to be shown. */
export type Source =
  | { readonly example: string }
  | { readonly link: string }
  | { readonly code: string }
  | Record<string, never>;

/** A fragment that is a link of ours: docs/links.md. */
const LINK = /^#(?:[a-z]\d+\.|example=)/;
/** `PROGRAM_MAX_BYTES` of lib/model; characters, so a little less strict. */
export const PROGRAM_MAX_LENGTH = 256 * 1024;

/**
 * By the attributes `example`, `src`, `code`, or else the code block inside.
 * @throws Error where `src` cannot be had; the message says why
 */
export async function sourceOf(element: Element, signal: AbortSignal): Promise<Source> {
  const example = element.getAttribute("example");
  if (example) return { example };
  const src = element.getAttribute("src");
  if (src) {
    const url = new URL(src, document.baseURI);
    if (LINK.test(url.hash)) return { link: url.hash };
    const answer = await fetch(url, { signal });
    if (!answer.ok) throw new Error(`Could not load ${url}: ${answer.status} ${answer.statusText}`);
    const code = await answer.text();
    if (code.length > PROGRAM_MAX_LENGTH) throw new Error(`${url} is larger than 256 KiB.`);
    return { code };
  }
  const code = element.getAttribute("code") ?? codeIn(element);
  return code === undefined ? {} : { code };
}
