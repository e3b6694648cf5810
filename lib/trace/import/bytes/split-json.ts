import { getOrCreate } from "@/lib/base/get-or-create";
import { IMPORT_MAX_VALUE_BYTES, IMPORT_MAX_VALUE_PARTS, JSON_MAX_DEPTH } from "@/lib/model/limits";
import { ImportRefused } from "../refused";
import { Items, withoutGaps, ZERO } from "./items";
import type { TakePart } from "./part";
import type { Bytes } from "./unpack";

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, COLON, NEWLINE] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x0a,
] as const;
const END = -1;

/** How a file ended. */
export interface Ending {
  /** It ends in the middle of a value: it was cut. */
  readonly cut: boolean;
  /** Values and lines that are no JSON. */
  readonly broken: number;
}

/**
 * Reads JSON, or JSON Lines, a value at a time, so that a file of any size needs the memory of its largest value. Of each
 * object the members that are lists of objects are given item by item, everything else at its end.
 *
 * @param skipped members of objects, at any depth, that are read over: of those inside a value, 0 is left
 */
export async function splitJson(
  bytes: Bytes,
  take: TakePart,
  skipped: ReadonlySet<string> = new Set(),
): Promise<Ending> {
  const reader = new JsonReader(bytes, take, skipped);
  try {
    await reader.documents();
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    reader.cut = true;
  }
  return { cut: reader.cut, broken: reader.broken };
}

class Cut extends Error {}

class JsonReader {
  cut = false;
  broken = 0;
  private buffer = new Uint8Array(1 << 16);
  private at = 0;
  private filled = 0;
  private ended = false;
  private readonly source: AsyncIterator<Uint8Array>;
  private readonly utf8 = new TextDecoder();
  private readonly keys: Keys;

  constructor(
    bytes: Bytes,
    private readonly take: TakePart,
    private readonly skipped: ReadonlySet<string>,
  ) {
    this.source = bytes[Symbol.asyncIterator]();
    this.keys = keysByLength(skipped);
  }

  async documents(): Promise<void> {
    for (;;) {
      const byte = await this.next();
      if (byte === END) return;
      if (byte === OPEN) await this.object();
      else if (byte === OPEN_LIST) await this.list((value) => this.take({ type: "item", at: "", value }));
      else {
        this.broken += 1;
        if (!(await this.toNextLine())) return;
      }
    }
  }

  private async object(): Promise<void> {
    const members: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.at += 1;
    try {
      for (;;) {
        const byte = await this.next();
        if (byte === END) throw new Cut();
        if (byte === COMMA) this.at += 1;
        else if (byte === CLOSE) {
          this.at += 1;
          return;
        } else if (byte === QUOTE) await this.member(members);
        else {
          this.broken += 1;
          if (!(await this.toNextLine())) throw new Cut();
          return;
        }
      }
    } finally {
      this.take({ type: "document", value: members });
    }
  }

  private async member(members: Record<string, unknown>): Promise<void> {
    const key = String(await this.value(true));
    if ((await this.next()) !== COLON) {
      this.broken += 1;
      return;
    }
    this.at += 1;
    const byte = await this.next();
    if (this.skipped.has(key)) await this.value(false);
    else if (byte === OPEN_LIST) {
      const plain: unknown[] = [];
      await this.list((value) => {
        if (typeof value === "object" && value !== null) this.take({ type: "item", at: key, value });
        else plain.push(value);
      });
      members[key] = plain;
    } else if (byte === END) throw new Cut();
    else members[key] = await this.value(true);
  }

  private async list(give: (value: unknown) => void): Promise<void> {
    this.at += 1;
    const items = new Items();
    const giveItems = (): void =>
      items.flush(
        this.buffer,
        (bytes) => this.utf8.decode(bytes),
        (text) => this.parsed(text),
        give,
      );
    try {
      for (;;) {
        let byte = this.peek();
        if (byte === undefined) {
          giveItems();
          byte = await this.next();
        }
        if (byte === END) throw new Cut();
        if (byte === COMMA) this.at += 1;
        else if (byte === CLOSE_LIST) {
          this.at += 1;
          return;
        } else {
          // Most items are there as a whole: waiting for each would take a third of the time.
          const scan = newScan(this.at);
          const end = scanned(this.buffer, this.at, this.filled, scan, this.keys);
          if (end > this.at) {
            if (!items.hasRoom(this.at)) giveItems();
            items.add(this.buffer, this.at, end, scan.gaps);
            this.at = end;
          } else {
            giveItems();
            const value = await this.value(true);
            if (value !== undefined) give(value);
          }
        }
      }
    } finally {
      giveItems();
    }
  }

  private taken(end: number, gaps: readonly number[]): string {
    const kept = withoutGaps(this.buffer, this.at, end, gaps, this.at);
    const text = this.utf8.decode(this.buffer.subarray(this.at, kept));
    this.at = end;
    return text;
  }

  /** One value, from its first byte on. @param isWanted else it is only read over @returns undefined if it is no JSON */
  private async value(isWanted: boolean): Promise<unknown> {
    const scan = newScan(this.at);
    let to = this.at;
    for (;;) {
      const end = scanned(this.buffer, to, this.filled, scan, isWanted ? this.keys : NO_KEYS);
      if (end >= 0) {
        const isEmpty = end === this.at;
        const value = isWanted ? this.parsed(this.taken(end, scan.gaps)) : undefined;
        this.at = isEmpty ? end + 1 : end;
        return value;
      }
      to = this.filled;
      if (!isWanted) {
        this.at = this.filled;
      } else if (this.filled - this.at > IMPORT_MAX_VALUE_BYTES) {
        throw new ImportRefused("holds a single value of more than 64 MiB. Export a part of the run.");
      } else if (scan.parts > IMPORT_MAX_VALUE_PARTS) {
        throw new ImportRefused("holds a single value of millions of parts. Export a part of the run.");
      }
      const before = this.at;
      const more = await this.fill();
      const moved = before - this.at;
      to -= moved;
      scan.from -= moved;
      scan.textFrom -= moved;
      if (scan.skipFrom >= 0) scan.skipFrom -= moved;
      if (!more) {
        // A number ends where the file does.
        if (scan.plain && isWanted) return this.parsed(this.utf8.decode(this.rest()));
        throw new Cut();
      }
    }
  }

  private rest(): Uint8Array {
    const rest = this.buffer.subarray(this.at, this.filled);
    this.at = this.filled;
    return rest;
  }

  private parsed(text: string): unknown {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      this.broken += 1;
      return undefined;
    }
  }

  /** The next byte that is no white space, which stays; END at the end. */
  private async next(): Promise<number> {
    for (;;) {
      const byte = this.peek();
      if (byte !== undefined) return byte;
      if (!(await this.fill())) return END;
    }
  }

  /** The same of what is there; undefined where more has to be read. */
  private peek(): number | undefined {
    for (; this.at < this.filled; this.at += 1) {
      const byte = this.buffer[this.at] as number;
      // White space, the mark at the beginning of some files, and the record separator of JSON text sequences.
      if (byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) return byte;
    }
    return undefined;
  }

  private async toNextLine(): Promise<boolean> {
    for (;;) {
      const end = this.buffer.subarray(0, this.filled).indexOf(NEWLINE, this.at);
      if (end >= 0) {
        this.at = end + 1;
        return true;
      }
      this.at = this.filled;
      if (!(await this.fill())) return false;
    }
  }

  /** Moves what is left to the front, and adds what comes next. */
  private async fill(): Promise<boolean> {
    if (this.ended) return false;
    const next = await this.source.next();
    if (next.done) {
      this.ended = true;
      return false;
    }
    const left = this.filled - this.at;
    const needed = left + next.value.length;
    if (needed > this.buffer.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.buffer.length));
      larger.set(this.buffer.subarray(this.at, this.filled));
      this.buffer = larger;
    } else this.buffer.copyWithin(0, this.at, this.filled);
    this.buffer.set(next.value, left);
    this.at = 0;
    this.filled = needed;
    return true;
  }
}

/** Of each length, keys as UTF-8. */
type Keys = ReadonlyMap<number, readonly Uint8Array[]>;
const NO_KEYS: Keys = new Map();

function keysByLength(names: ReadonlySet<string>): Keys {
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

const newScan = (from: number): Scan => ({
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
function scanned(bytes: Uint8Array, from: number, to: number, scan: Scan, keys: Keys): number {
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
