import { deflateSync, FlateErrorCode, Inflate } from "fflate";
import { LINK_MAX_BYTES } from "@/lib/model/limits";

/**
 * Input bytes inflated at a time. DEFLATE makes at most 1,032 bytes of one, so what is held never exceeds the cap by
 * more than half a MiB, whatever the input claims.
 */
const STEP = 512;

export type Inflated =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: "too large" | "cut off" | "damaged" };

/**
 * Raw DEFLATE (RFC 1951) with a preset dictionary, as small as it gets (more memory than `mem: 4` was tried and gains nothing).
 *
 * fflate 0.8.3 writes the dictionary into the output where it stores a first block uncompressed, which it does with
 * what cannot be compressed. So what it made is read again, and made without the dictionary where that went wrong;
 * such a stream refers to nothing before itself and is read with any dictionary.
 */
export function deflate(bytes: Uint8Array, dictionary: Uint8Array): Uint8Array {
  const packed = deflateSync(bytes, { level: 9, mem: 4, dictionary });
  const again = inflate(packed, dictionary);
  return again.ok && sameBytes(again.bytes, bytes) ? packed : deflateSync(bytes, { level: 9, mem: 4 });
}

/** The reverse, stopping at the cap. Never throws. */
export function inflate(deflated: Uint8Array, dictionary: Uint8Array): Inflated {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate({ dictionary }, (part) => {
    parts.push(part);
    size += part.length;
  });
  let at = 0;
  try {
    for (; at < deflated.length; at += STEP) {
      stream.push(deflated.subarray(at, at + STEP), at + STEP >= deflated.length);
      if (size > LINK_MAX_BYTES) return { ok: false, reason: "too large" };
    }
  } catch (error) {
    const ended = error instanceof Error && "code" in error && error.code === FlateErrorCode.UnexpectedEOF;
    return { ok: false, reason: ended ? "cut off" : "damaged" };
  }
  return deflated.length === 0 ? { ok: false, reason: "cut off" } : { ok: true, bytes: join(parts, size) };
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
