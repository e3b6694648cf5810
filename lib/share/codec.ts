import { LINK_MAX_BYTES } from "@/lib/model/limits";
import { fromBase64Url, toBase64Url } from "./base64url";
import { deflate, type Inflated, inflate } from "./deflate";
import { dictionary1 } from "./dictionary";

/** The first letter of a tag: how text becomes the payload. A letter's meaning never changes. */
export interface Codec {
  encode(text: string): string;
  /** Never throws. */
  decode(payload: string): Unpacked;
}

export type Unpacked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

export const TOO_LARGE = `The link contains more than ${LINK_MAX_BYTES / 1024 / 1024} MiB of data, the limit.`;
export const CUT_OFF =
  "The link is incomplete. A chat or mail program may have truncated it; ask for the link again.";
export const DAMAGED = "The link is damaged. Ask for the link again.";

const MESSAGES = { "too large": TOO_LARGE, "cut off": CUT_OFF, damaged: DAMAGED } as const;

const codecs: ReadonlyMap<string, Codec> = new Map(
  Object.entries({
    /** Raw deflate with preset dictionary 1. */
    f: codec(
      (bytes) => deflate(bytes, dictionary1()),
      (bytes) => inflate(bytes, dictionary1()),
    ),
    /** The text itself: long, but any program can make it in a line, with no dictionary at hand. */
    j: codec(
      (bytes) => bytes,
      (bytes) => (bytes.length > LINK_MAX_BYTES ? { ok: false, reason: "too large" } : { ok: true, bytes }),
    ),
  }),
);

export const codecFor = (letter: string): Codec | undefined => codecs.get(letter);

function codec(pack: (bytes: Uint8Array) => Uint8Array, unpack: (bytes: Uint8Array) => Inflated): Codec {
  return {
    encode: (text) => toBase64Url(pack(new TextEncoder().encode(text))),
    decode: (payload) => {
      const packed = fromBase64Url(payload);
      // One character alone in its group of four cannot be: the others of the group are missing.
      if (!packed) return { ok: false, message: payload.length % 4 === 1 ? CUT_OFF : DAMAGED };
      const unpacked = unpack(packed);
      if (!unpacked.ok) return { ok: false, message: MESSAGES[unpacked.reason] };
      try {
        const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
        return { ok: true, text: decoder.decode(unpacked.bytes) };
      } catch {
        return { ok: false, message: DAMAGED };
      }
    },
  };
}
