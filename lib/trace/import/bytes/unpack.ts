import { Unzip, type UnzipFile, UnzipInflate } from "fflate";
import { IMPORT_MAX_NESTING, IMPORT_MAX_TEXT_BYTES } from "@/lib/model/limits";
import { ImportRefused } from "../refused";
import { MARK_BYTES, packedOtherwise } from "./packed-otherwise";

/** Bytes of one file, whole or a piece at a time. */
export type Bytes = AsyncIterable<Uint8Array>;

/** A file in an archive, or a file that was in none. Read it before asking for the next. */
export interface Unpacked {
  readonly name: string;
  readonly bytes: Bytes;
}

/** Input handed on at a time: DEFLATE makes at most 1,032 bytes of one, so that a step makes 16 MiB at most. */
const STEP_BYTES = 16_384;

export interface Budget {
  /** Bytes that may still be unpacked. */
  left: number;
}
export const newBudget = (maxBytes = IMPORT_MAX_TEXT_BYTES): Budget => ({ left: maxBytes });

export async function* stepsOf(file: Blob): Bytes {
  for (let at = 0; at < file.size; at += STEP_BYTES * 64) {
    const piece = new Uint8Array(await file.slice(at, at + STEP_BYTES * 64).arrayBuffer());
    for (let from = 0; from < piece.length; from += STEP_BYTES) yield piece.subarray(from, from + STEP_BYTES);
  }
}

/** The plain files in a file: gzip and zip are opened, also inside one another. Counts what it unpacks against `budget`. */
export async function* unpack(
  name: string,
  bytes: Bytes,
  budget: Budget,
  depth = 0,
): AsyncGenerator<Unpacked> {
  if (depth > IMPORT_MAX_NESTING)
    throw new ImportRefused("is packed more than four times. Unpack it, and open what is inside.");
  const { head, all } = await peek(bytes, MARK_BYTES);
  const other = packedOtherwise(head);
  if (other !== undefined) throw new ImportRefused(other);
  if (head[0] === 0x1f && head[1] === 0x8b)
    yield* unpack(name.replace(/\.gz$/i, ""), gunzip(all, budget), budget, depth + 1);
  else if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04)
    yield* unzip(all, budget, depth);
  else yield { name, bytes: all };
}

/** The first bytes, at least so many where there are, and all of them. */
export async function peek(
  bytes: Bytes,
  least: number,
): Promise<{ readonly head: Uint8Array; readonly all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < least) {
    const next = await iterator.next();
    if (next.done) break;
    const more = new Uint8Array(head.length + next.value.length);
    more.set(head);
    more.set(next.value, head.length);
    head = more;
  }
  async function* all(): Bytes {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head, all: all() };
}

function spend(budget: Budget, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0)
    throw new ImportRefused(
      `unpacks to more than ${Math.round(IMPORT_MAX_TEXT_BYTES / 2 ** 20)} MiB, the limit of records. Export a part of the run.`,
    );
}

async function* gunzip(bytes: Bytes, budget: Budget): Bytes {
  const iterator = bytes[Symbol.asyncIterator]();
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value as Uint8Array<ArrayBuffer>);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = source.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      spend(budget, value.length);
      yield value;
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused("is damaged or was cut: its compressed data does not end. Download it again.");
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

const DAMAGED = "is a damaged archive. Download it again.";

interface Entry {
  readonly name: string;
  /** Unpacked, and not read yet. */
  readonly pieces: Uint8Array[];
  ended: boolean;
}

/** Reads an archive from its beginning to its end, one file after the other. Of each, what one step unpacks is in memory. */
async function* unzip(bytes: Bytes, budget: Budget, depth: number): AsyncGenerator<Unpacked> {
  const archive = new Archive(bytes, budget);
  for (let entry = await archive.next(); entry !== undefined; entry = await archive.next()) {
    yield* unpack(entry.name, archive.read(entry), budget, depth + 1);
    // What nobody read of it lies before the next one.
    for await (const _ of archive.read(entry));
  }
}

class Archive {
  private readonly source: AsyncIterator<Uint8Array>;
  private readonly archive: Unzip;
  private readonly waiting: Entry[] = [];
  private failed: Error | undefined;
  private ended = false;

  constructor(
    bytes: Bytes,
    private readonly budget: Budget,
  ) {
    this.source = bytes[Symbol.asyncIterator]();
    this.archive = new Unzip((entry) => this.found(entry));
    this.archive.register(UnzipInflate);
  }

  async next(): Promise<Entry | undefined> {
    while (this.waiting.length === 0 && (await this.more()));
    return this.waiting.shift();
  }

  /** One that ends before its end is read as far as it goes. */
  async *read(entry: Entry): Bytes {
    for (;;) {
      for (let piece = entry.pieces.shift(); piece !== undefined; piece = entry.pieces.shift()) yield piece;
      if (entry.ended || !(await this.more())) return;
    }
  }

  /** Unpacks another step. @returns false at the end */
  private async more(): Promise<boolean> {
    if (this.ended) return false;
    const next = await this.source.next();
    try {
      if (next.done) {
        this.ended = true;
        this.archive.push(new Uint8Array(0), true);
      } else this.archive.push(next.value);
    } catch {
      this.failed ??= new ImportRefused(DAMAGED);
    }
    if (this.failed) throw this.failed;
    return true;
  }

  private found(file: UnzipFile): void {
    // macOS adds files with attributes to an archive: they hold no record.
    if (/\/$|^__MACOSX\/|(^|\/)\.DS_Store$/.test(file.name)) return;
    if (file.compression !== 0 && file.compression !== 8) {
      this.failed ??= new ImportRefused(
        `holds ${file.name.slice(0, 100)}, packed in a way that browsers cannot read.`,
      );
      return;
    }
    const entry: Entry = { name: file.name, pieces: [], ended: false };
    this.waiting.push(entry);
    file.ondata = (error, data, final) => {
      if (error) this.failed ??= new ImportRefused(DAMAGED);
      if (this.failed) return;
      try {
        spend(this.budget, data.length);
      } catch (reason) {
        this.failed = reason as Error;
        return;
      }
      if (data.length > 0) entry.pieces.push(data);
      entry.ended = final;
    };
    file.start();
  }
}
