import { IMPORT_MAX_RUNS } from "@/lib/model/limits";
import type { Adapter, RecordReader } from "./adapters/adapter";
import { ADAPTERS, SKIPPED } from "./adapters/all";
import { declinedFor } from "./adapters/declined";
import { asDocument, type Part } from "./bytes/part";
import { splitJson } from "./bytes/split-json";
import { splitTable } from "./bytes/split-table";
import { toUtf8 } from "./bytes/to-utf8";
import { type Budget, type Bytes, newBudget, type Unpacked, unpack } from "./bytes/unpack";
import { checkRecord } from "./record/check-record";
import type { FormatId, RunRecord } from "./record/run-record";
import { ImportRefused } from "./refused";

export interface RecordFile {
  readonly name: string;
  readonly bytes: Bytes;
}

export type ReadRecords =
  | { readonly ok: true; readonly runs: readonly RunRecord[]; readonly notes: readonly string[] }
  /** A sentence or two with the file's name, for the person who opened it. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads records of runs from files: of one run in several pages, or of several runs. The format is found by what is in a
 * file, never by its name. Nothing in a file is believed, and its private fields stay in the adapter.
 */
export async function readRecords(
  files: readonly RecordFile[],
  budget: Budget = newBudget(),
): Promise<ReadRecords> {
  const readers = new Map<FormatId, RecordReader>();
  const problems: string[] = [];
  for (const file of files) {
    try {
      for await (const plain of unpack(file.name, file.bytes, budget)) {
        const problem = await readPlain(plain, readers);
        if (problem !== undefined) problems.push(problem);
      }
    } catch (error) {
      if (error instanceof ImportRefused) problems.push(`${file.name} ${error.message}`);
      else if (error instanceof RangeError) problems.push(`${file.name} needs more memory than there is.`);
      else throw error;
    }
  }
  const runs: RunRecord[] = [];
  for (const [, reader] of readers) {
    try {
      for (const run of reader.finish()) runs.push(checkRecord(run));
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      problems.push(`${files.length === 1 ? files[0]?.name : "One of these files"} ${error.message}`);
    }
  }
  if (runs.length === 0)
    return { ok: false, message: problems.slice(0, 3).join(" ") || "No file was opened." };
  runs.sort((a, b) => (a.begin ?? 0) - (b.begin ?? 0));
  return { ok: true, runs: runs.slice(0, IMPORT_MAX_RUNS), notes: problems };
}

/** @returns what is wrong with the file, for the person who opened it */
async function readPlain(
  { name, bytes }: Unpacked,
  readers: Map<FormatId, RecordReader>,
): Promise<string | undefined> {
  const routed = new Router(readers);
  const { isJson, all } = await sniff(toUtf8(bytes));
  let cut = false;
  let broken = 0;
  try {
    const ending = isJson
      ? await splitJson(all, (part) => routed.take(part), SKIPPED)
      : await splitTable(all, (part) => routed.take(part));
    ({ cut, broken } = ending);
  } catch (error) {
    // What was read until then is shown.
    if (!(error instanceof ImportRefused) || !routed.isKnown) throw error;
    return `${name} ${error.message} What came before is shown.`;
  }
  if (routed.declined !== undefined) return `${name} ${routed.declined}`;
  if (!routed.isKnown) return `${name} ${unknownFile(routed, isJson)}`;
  if (cut) return `${name} is incomplete: what came before is shown. Download it again for the rest.`;
  return broken > 0
    ? `${name} has ${broken === 1 ? "1 entry" : `${broken} entries`} that cannot be read.`
    : undefined;
}

/** Parts of a file that may be in memory before its format is known. */
const MAX_WAITING = 2_000;
/** Entries after which nobody looks any further for one that is known. */
const MAX_UNKNOWN = 100_000;

/** Gives the parts of one file to the reader of its format, as soon as one part says which that is. */
class Router {
  declined: string | undefined;
  members: readonly string[] = [];
  private adapter: Adapter | undefined;
  private reader: RecordReader | undefined;
  private waiting: Part[] = [];
  private unknown = 0;

  constructor(private readonly readers: Map<FormatId, RecordReader>) {}

  get isKnown(): boolean {
    return this.reader !== undefined;
  }

  /** An object in a list by itself may be what a file of its own would be: a page of an API, a line. */
  take(part: Part): void {
    const isListed = part.type === "item" && part.at === "";
    if (!isListed || !this.adapter || this.adapter.recognises(part)) this.takeAsItIs(part);
    if (!isListed || this.declined !== undefined || this.adapter?.recognises(part)) return;
    for (const inside of asDocument(part.value)) this.takeAsItIs(inside);
  }

  private takeAsItIs(part: Part): void {
    if (this.reader) {
      this.reader.take(part);
      return;
    }
    if (this.declined !== undefined) return;
    const adapter = ADAPTERS.find((each) => each.recognises(part));
    if (!adapter) {
      this.unknown += 1;
      if (this.unknown > MAX_UNKNOWN)
        throw new ImportRefused(
          "is no record of a run that Fanout knows: none of its first 100,000 entries is of one.",
        );
      this.declined = declinedFor(part)?.message;
      if (this.waiting.length < MAX_WAITING) this.waiting.push(part);
      if (part.type === "document") this.members = Object.keys(part.value).slice(0, 6);
      else if (part.type === "row") this.members = Object.keys(part.cells).slice(0, 6);
      return;
    }
    let reader = this.readers.get(adapter.format);
    if (!reader) {
      reader = adapter.reader();
      this.readers.set(adapter.format, reader);
    }
    this.adapter = adapter;
    this.reader = reader;
    for (const each of this.waiting) reader.take(each);
    this.waiting = [];
    reader.take(part);
  }
}

function unknownFile({ members }: Router, isJson: boolean): string {
  const found =
    members.length === 0
      ? "is no record of a run that Fanout knows."
      : `is ${isJson ? "JSON" : "a table"} with ${members.map((name) => `“${name.slice(0, 40)}”`).join(", ")}, which is no record of a run that Fanout knows.`;
  return `${found} It opens files of Dagster (dagster debug export RUN_ID FILE), Flyte 2, Airflow, Nextflow, GitHub Actions, OpenTelemetry and Jaeger, and run files: docs/run-file.md`;
}

const SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x1e, 0x20, 0xef, 0xbb, 0xbf]);

/** JSON begins with a bracket. */
async function sniff(bytes: Bytes): Promise<{ readonly isJson: boolean; readonly all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const before: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const next = await iterator.next();
    if (next.done) break;
    before.push(next.value);
    first = next.value.find((byte) => !SPACE.has(byte));
  }
  async function* all(): Bytes {
    yield* before;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { isJson: first === 0x7b || first === 0x5b, all: all() };
}
