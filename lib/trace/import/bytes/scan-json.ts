import { getOrCreate } from "@/lib/base/get-or-create";
import { JSON_MAX_DEPTH } from "@/lib/model/limits";
import { ImportRefused } from "../refused";
import { ZERO } from "./items";

export const [QUOTE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, COLON] = [
  0x22, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a,
] as const;
const BACKSLASH = 0x5c;

/** Of each length, keys as UTF-8. */
export type Keys = ReadonlyMap<number, readonly Uint8Array[]>;
export const NO_KEYS: Keys = new Map();

export function keysByLength(names: ReadonlySet<string>): Keys {
  const keys = new Map<number, Uint8Array[]>();
  for (const name of names) {
    const key = new TextEncoder().encode(name);
    getOrCreate(keys, key.length, (): Uint8Array[] => []).push(key);
  }
  return keys;
}

interface Scan {
  /** Where the value begins. */
  from: number;
  depth: number;
  inText: boolean;
  escaped: boolean;
  /** A number, or true, false, null. */
  plain: boolean;
  /** Where the last text began: its quote. */
  textFrom: number;
  /** Where the value of a skipped member began, and how deep; -1: none is under way. */
  skipFrom: number;
  skipDepth: number;
  /** Lists, objects and their members. */
  parts: number;
  /** Values of skipped members, from and to in turn, counted from the beginning of the value. */
  readonly gaps: number[];
}

/** Gaps past this are filled instead of remembered: a stranger's value may have millions. */
const MAX_GAPS = 2_000;

export const newScan = (from: number): Scan => ({
  from,
  depth: 0,
  inText: false,
  escaped: false,
  plain: false,
  textFrom: 0,
  skipFrom: -1,
  skipDepth: 0,
  parts: 0,
  gaps: [],
});

/** Where the value ends, or -1 if it goes on. Values of members with these keys become 0. */
export function scanned(bytes: Uint8Array, from: number, to: number, scan: Scan, keys: Keys): number {
  let { depth, inText, escaped, textFrom, skipFrom, parts } = scan;
  let at = from;
  for (; at < to; at += 1) {
    if (inText) {
      if (escaped) {
        escaped = false;
        continue;
      }
      // Most bytes of a record are text.
      while (at < to && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at += 1;
      if (at === to) break;
      if (bytes[at] === BACKSLASH) escaped = true;
      else {
        inText = false;
        if (depth === 0) return at + 1;
      }
      continue;
    }
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      if (scan.plain) return at;
      inText = true;
      textFrom = at;
    } else if (byte === OPEN || byte === OPEN_LIST) {
      depth += 1;
      parts += 1;
      if (depth > JSON_MAX_DEPTH) throw new ImportRefused("is nested too deeply to be a record of a run.");
    } else if (byte === CLOSE || byte === CLOSE_LIST) {
      if (depth === 0) return at;
      if (skipFrom >= 0 && depth === scan.skipDepth) skipFrom = skippedOver(bytes, skipFrom, at, scan);
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0) {
      if (byte <= 0x20 || byte === COMMA || byte === COLON) return at;
      scan.plain = true;
    } else if (byte === COLON) {
      if (skipFrom < 0 && isKeyOf(keys, bytes, textFrom, at)) {
        skipFrom = at + 1;
        scan.skipDepth = depth;
      }
    } else if (byte === COMMA) {
      parts += 1;
      if (skipFrom >= 0 && depth === scan.skipDepth) skipFrom = skippedOver(bytes, skipFrom, at, scan);
    }
  }
  scan.depth = depth;
  scan.inText = inText;
  scan.escaped = escaped;
  scan.textFrom = textFrom;
  scan.skipFrom = skipFrom;
  scan.parts = parts;
  return -1;
}

/** @param colon right after the text that may be such a key */
function isKeyOf(keys: Keys, bytes: Uint8Array, textFrom: number, colon: number): boolean {
  const candidates = keys.get(colon - textFrom - 2);
  if (candidates === undefined || bytes[colon - 1] !== QUOTE) return false;
  for (const key of candidates) {
    let i = 0;
    while (i < key.length && bytes[textFrom + 1 + i] === key[i]) i += 1;
    if (i === key.length) return true;
  }
  return false;
}

const SPACE = 0x20;

/** @returns -1: nothing is skipped any more */
function skippedOver(bytes: Uint8Array, from: number, to: number, scan: Scan): number {
  if (to > from) {
    // It may be read again from its beginning: what is filled here reads as what it was.
    if (scan.gaps.length < MAX_GAPS) scan.gaps.push(from - scan.from, to - scan.from);
    else bytes.fill(SPACE, from, to)[from] = ZERO;
  }
  return -1;
}
