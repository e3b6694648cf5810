import { IMPORT_MAX_VALUE_BYTES, IMPORT_MAX_VALUE_PARTS } from "@/lib/model/limits";
import { ImportRefused } from "../refused";
import { Items, withoutGaps } from "./items";
import { jsonOf } from "./loose-json";
import { asDocument, type TakePart } from "./part";
import {
  CLOSE,
  CLOSE_LIST,
  COLON,
  COMMA,
  type Keys,
  keysByLength,
  NO_KEYS,
  newScan,
  OPEN,
  OPEN_LIST,
  QUOTE,
  scanned,
} from "./scan-json";
import type { Bytes } from "./unpack";

const NEWLINE = 0x0a;
const END = -1;
/** Of an object that is read at once. */
const WHOLE_MAX_BYTES = 1 << 16;

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
      if (byte === OPEN) {
        if (!this.wholeObject()) await this.object();
      } else if (byte === OPEN_LIST) await this.list((value) => this.take({ type: "item", at: "", value }));
      else {
        this.broken += 1;
        if (!(await this.toNextLine())) return;
      }
    }
  }

  /**
   * Reads an object that is there as a whole, such as a line: member by member it would take several times as long.
   *
   * @returns false: it is not, or it is no JSON, and nothing was read
   */
  private wholeObject(): boolean {
    const scan = newScan(this.at);
    const to = Math.min(this.filled, this.at + WHOLE_MAX_BYTES);
    const end = scanned(this.buffer, this.at, to, scan, this.keys);
    if (end < 0) return false;
    // It may be read again, so it is copied.
    const bytes = this.buffer.slice(this.at, end);
    const value = jsonOf(
      this.utf8.decode(bytes.subarray(0, withoutGaps(bytes, 0, end - this.at, scan.gaps, 0))),
    );
    if (value === undefined) return false;
    this.at = end;
    for (const part of asDocument(value, this.skipped)) this.take(part);
    return true;
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
        // Of one that is only read over, what was there before is gone.
        const isEmpty = end === this.at && !scan.plain;
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
    const value = jsonOf(text);
    if (value === undefined) this.broken += 1;
    return value;
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
