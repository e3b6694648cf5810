import { depthOf } from "@/lib/base/json-depth";
import {
  JSON_MAX_DEPTH,
  TRACE_FILE_MAX_BYTES,
  TRACE_FILE_MAX_ROWS,
  TRACE_FILE_MAX_TEXT_BYTES,
} from "@/lib/model/limits";
import type { SpanError, SpanNote } from "@/lib/protocol/rows";
import { type Columns, columnsOf, TIME_COLUMNS } from "../columns";
import type { Trace } from "../trace";
import { decodeColumn, InvalidTrace } from "./decode-column";
import { FORMAT, type TraceFile, VERSION } from "./format";
import { type EncodedTrial, traceFileSchema } from "./schema";

export type ReadTraceFile =
  | ({ readonly ok: true } & TraceFile)
  /** A sentence or two for the person who opened it, without the file's name: "is not a trace file …". */
  | { readonly ok: false; readonly message: string };

/** Input inflated at a time. DEFLATE makes at most 1,032 bytes of one, so a step makes 4 MiB at most. */
const STEP_BYTES = 4_096;

/**
 * Reads a trace file. It may come from anybody: nothing in it is believed. Large ones take seconds: not for the page's
 * thread.
 */
export async function readTraceFile(
  file: Blob,
  maxTextBytes = TRACE_FILE_MAX_TEXT_BYTES,
): Promise<ReadTraceFile> {
  try {
    if (file.size > TRACE_FILE_MAX_BYTES)
      throw new InvalidTrace("is larger than 64 MiB, the limit of trace files.");
    return { ok: true, ...decode(parse(await textOf(file, maxTextBytes))) };
  } catch (error) {
    if (error instanceof InvalidTrace) return { ok: false, message: error.message };
    if (error instanceof RangeError)
      return { ok: false, message: "is nested too deeply or needs more memory than there is." };
    throw error;
  }
}

async function textOf(file: Blob, maxBytes: number): Promise<string> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  const bytes = new ReadableStream<Uint8Array<ArrayBuffer>>(stepsOf(file), { highWaterMark: 0 });
  const unpacked = isPacked ? bytes.pipeThrough(new DecompressionStream("gzip")) : bytes;
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const reader = unpacked.getReader();
  let size = 0;
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + utf8.decode();
      size += value.length;
      if (size > maxBytes)
        throw new InvalidTrace(`unpacks to more than ${maxBytes / 2 ** 20} MiB, the limit of trace files.`);
      text += utf8.decode(value, { stream: true });
    }
  } catch (error) {
    if (error instanceof InvalidTrace) throw error;
    throw new InvalidTrace(
      isPacked
        ? "is damaged or incomplete. Download or save it again."
        : "is not a trace file. Save one with Export, Trace file.",
    );
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function stepsOf(file: Blob): UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return {
    async pull(controller) {
      if (at >= file.size) return controller.close();
      controller.enqueue(new Uint8Array(await file.slice(at, at + STEP_BYTES).arrayBuffer()));
      at += STEP_BYTES;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidTrace("is not a trace file. Save one with Export, Trace file.");
  }
}

function decode(json: unknown): TraceFile {
  if (typeof json !== "object" || json === null || !("format" in json) || json.format !== FORMAT)
    throw new InvalidTrace("is not a trace file. Save one with Export, Trace file.");
  const version = "version" in json ? json.version : undefined;
  if (typeof version === "number" && version > VERSION)
    throw new InvalidTrace("was saved by a newer version of Fanout. Reload this page to open it.");
  if (version !== VERSION)
    throw new InvalidTrace(`is not valid: there is no version ${JSON.stringify(version)?.slice(0, 40)}.`);
  if ("run" in json && depthOf(json.run) > JSON_MAX_DEPTH)
    throw new InvalidTrace("is not valid: its report is nested too deeply.");
  const parsed = traceFileSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InvalidTrace(
      `is not valid: ${issue?.path.join(".").slice(0, 100)}: ${issue?.message.slice(0, 300)}.`,
    );
  }
  const { run, trials } = parsed.data;
  if (trials.reduce((sum, { rows }) => sum + rows, 0) > TRACE_FILE_MAX_ROWS)
    throw new InvalidTrace("holds more than two million spans, the limit of trace files.");
  return { run, trials: trials.map(traceOf) };
}

function traceOf(trial: EncodedTrial, at: number): Trace {
  try {
    const { rows, columns: encoded, notes: list, ...rest } = trial;
    const columns = columnsOf((name) => decodeColumn(name, encoded[name], rows));
    checkRows(columns, trial);
    const notes = new Map<number, SpanNote>();
    const errors = new Map<number, SpanError>();
    for (const { row, ...note } of list) {
      if (row >= rows) throw new InvalidTrace(`a note names row ${row} of ${rows}`);
      notes.set(row, { id: columns.id[row] as number, attempt: columns.attempt[row] as number, ...note });
      if (note.error) errors.set(row, note.error);
    }
    return { ...rest, ...columns, count: rows, notes, errors };
  } catch (error) {
    if (error instanceof InvalidTrace)
      throw new InvalidTrace(`is not valid: in trial ${at + 1}, ${error.message}. Save it again.`);
    throw error;
  }
}

/** What views and analysis rely on: a parent comes before its children, one entry, times in order. */
function checkRows(columns: Columns, { rows, names }: EncodedTrial): void {
  const { parent, attemptOf, name } = columns;
  for (let row = 0; row < rows; row += 1) {
    const up = parent[row] as number;
    const span = attemptOf[row] as number;
    const wrong = (what: string): InvalidTrace => new InvalidTrace(`row ${row} ${what}`);
    if ((name[row] as number) >= names.length) throw wrong("has a name that is not in the list");
    if (span >= row || (span >= 0 && attemptOf[span] !== -1)) throw wrong("is an attempt of no earlier span");
    if (up >= row || (up >= 0 && attemptOf[up] !== -1)) throw wrong("has a parent that is no earlier span");
    if (up < 0 && row > 0 && !(span === 0)) throw wrong("has no parent, as only the first row may");
    let before = Number.NEGATIVE_INFINITY;
    for (const time of TIME_COLUMNS) {
      const value = columns[time][row] as number;
      if (value < before) throw wrong(`has a "${time}" before an earlier step`);
      if (!Number.isNaN(value)) before = value;
    }
  }
}
