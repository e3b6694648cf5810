import { LINK_MAX_LENGTH } from "@/lib/model/limits";

/**
 * The grammar of an address's fragment, the same for the page and the embed; docs/links.md is its description.
 *
 *     fragment = "#" [ part *( "&" part ) ]
 *     part     = payload / option
 *     payload  = tag "." base64url          ; tag: codec letter and schema version, as in f1
 *     option   = name [ "=" value ]         ; percent-encoded
 *
 * Nothing here looks at what the parts mean, and nothing throws.
 */
export interface Fragment {
  /** The first payload. */
  readonly payload?: { readonly tag: string; readonly text: string };
  /** The last of each name; a name without a value has "". */
  readonly options: ReadonlyMap<string, string>;
}

const PAYLOAD = /^([a-z][0-9]{1,4})\.(.*)$/s;

/** @param fragment with or without its "#" */
export function parseFragment(fragment: string): Fragment | { readonly tooLong: true } {
  const text = fragment.startsWith("#") ? fragment.slice(1) : fragment;
  if (text.length > LINK_MAX_LENGTH) return { tooLong: true };
  const options = new Map<string, string>();
  let payload: Fragment["payload"];
  for (const part of text.split(/&(?:amp;)?/)) {
    if (part === "") continue;
    const packed = PAYLOAD.exec(part);
    const [, tag, rest] = packed ?? PAYLOAD.exec(unescaped(part)) ?? [];
    if (tag !== undefined && rest !== undefined) {
      payload ??= { tag, text: cleanPayload(rest) };
      continue;
    }
    const equals = part.indexOf("=");
    const name = unescaped(equals < 0 ? part : part.slice(0, equals));
    options.set(name, equals < 0 ? "" : unescaped(part.slice(equals + 1)));
  }
  return { ...(payload && { payload }), options };
}

/** What mail, chats and copying by hand add: broken lines, escapes, padding, the bracket or full stop after a link. */
function cleanPayload(text: string): string {
  return unescaped(text)
    .replace(/[\s\u200B-\u200D\u00AD\uFEFF]+/g, "")
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/[^A-Za-z0-9_-]+$/, "");
}

function unescaped(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Options as text, joined by "&". What may stand in a fragment as it is stays readable: "a,b" and not "a%2Cb". */
export function writeOptions(options: Iterable<readonly [name: string, value: string]>): string {
  return Array.from(options, ([name, value]) => {
    const wellFormed = value.replace(/[\uD800-\uDFFF]/gu, "\uFFFD");
    const text = encodeURIComponent(wellFormed).replace(/%(2C|3A|2F|40|24)/g, (code) =>
      decodeURIComponent(code),
    );
    return value === "" ? name : `${name}=${text}`;
  }).join("&");
}
