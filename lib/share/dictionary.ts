import { dictionaryTexts } from "./dictionary-1";

let bytes: Uint8Array | undefined;

/**
 * Preset dictionary of the codec "f": text that links are likely to hold, the likeliest last (RFC 1951 reaches back at
 * most 32 KiB). It belongs to the format for ever: with one byte of it changed no link made before could be read. A
 * better one is a new file, and a new letter in codec.ts. A test holds its hash.
 */
export function dictionary1(): Uint8Array {
  bytes ??= new TextEncoder().encode(dictionaryTexts.join(""));
  return bytes;
}
