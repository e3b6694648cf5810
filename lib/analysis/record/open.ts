import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import type { FileRun, TraceFile } from "@/lib/trace/file/format";
import { readTraceFile } from "@/lib/trace/file/read";
import { type Bytes, newBudget, stepsOf, unpack } from "@/lib/trace/import/bytes/unpack";
import { type ReadRecords, readRecords } from "@/lib/trace/import/read-records";
import type { RunRecord } from "@/lib/trace/import/record/run-record";
import { traceOfRecord } from "@/lib/trace/import/record/to-trace";
import type { Trace } from "@/lib/trace/trace";
import { withoutWorkerLanes, withWorkerLanes } from "@/lib/trace/worker-lanes";
import { INLINE_ANALYSIS_MAX_ROWS } from "../inline-max-rows";
import { likeStrategy } from "./like-strategy";
import { standInFor } from "./program";
import { reportOfRecord } from "./report";

/** What was found in files: a run that can be shown like any other, and which others there were. */
export type Opened =
  | ({
      readonly ok: true;
      /** Names of all runs in the files, of which `shown` is here; a trace file has none. */
      readonly runs: readonly string[];
      readonly shown: number;
      /** What is wrong with some of the files, in words. */
      readonly notes: readonly string[];
    } & TraceFile)
  /** For the person who opened them, with the files' names. */
  | { readonly ok: false; readonly message: string };

export interface OpenFile {
  readonly name: string;
  readonly file: Blob;
}

/** How often it says how far it is. */
const PROGRESS_STEPS = 100;

/** Opens trace files, and records of other tools' runs. Takes seconds for large files: not for the page's thread. */
export async function openFiles(
  files: readonly OpenFile[],
  wanted: number,
  watch: (progress: number) => void,
): Promise<Opened> {
  const [first] = files;
  const only = files.length === 1 ? first : undefined;
  if (only && (await isTraceFile(only.file))) return openTrace(only);
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let done = 0;
  let shown = 0;
  async function* watched(bytes: Bytes): Bytes {
    for await (const piece of bytes) {
      done += piece.length;
      if (done - shown > total / PROGRESS_STEPS) {
        shown = done;
        watch(done / total);
      }
      yield piece;
    }
  }
  // Once there is a trace, nothing holds the records any more: they are as large as what makes the report.
  const found = await readRecords(
    files.map(({ name, file }) => ({ name, bytes: watched(stepsOf(file)) })),
  ).then((read) => (read.ok ? traceOfRun(read, wanted) : read));
  return found.ok ? withReport(found) : found;
}

async function openTrace({ name, file }: OpenFile): Promise<Opened> {
  const read = await readTraceFile(file);
  if (!read.ok) return { ok: false, message: `${name} ${read.message}` };
  const [trace] = read.trials;
  // A link carries the trace of a record alone: the rest follows from it.
  if (read.run === undefined && trace?.record && read.trials.length === 1) {
    const whole = withWorkerLanes(trace);
    return { ...read, run: fileRunOf(whole), trials: [whole], runs: [], shown: 0, notes: [] };
  }
  return { ...read, runs: [], shown: 0, notes: [] };
}

const fileRunOf = (trace: Trace): FileRun => ({
  code: standInFor(trace),
  language: DEFAULT_LANGUAGE,
  report: reportOfRecord(trace),
});

type Found = Pick<Opened & { readonly ok: true }, "ok" | "runs" | "shown" | "notes"> & {
  readonly trace: Trace;
};

function traceOfRun(read: ReadRecords & { readonly ok: true }, wanted: number): Found {
  const shown = Math.min(Math.max(0, wanted), read.runs.length - 1);
  const record = read.runs[shown] as RunRecord;
  const trace = traceOfRecord(record, {
    runId: record.runId || "record",
    trialId: `${record.runId || "record"} 0`,
    label: record.tool,
    source: "imported",
    strategy: likeStrategy(record),
    language: DEFAULT_LANGUAGE,
  });
  return {
    ok: true,
    trace,
    runs: read.runs.map(
      ({ name, runId }, i) => `${i + 1}: ${name}${runId === "" ? "" : ` ${runId.slice(0, 8)}`}`,
    ),
    shown,
    notes: read.notes,
  };
}

const withReport = ({ trace, ...found }: Found): Opened => ({
  ...found,
  run: fileRunOf(trace),
  // The page works out answers about short ones itself.
  trials: [trace.count > INLINE_ANALYSIS_MAX_ROWS ? withoutWorkerLanes(trace) : trace],
});

/** In its first bytes, which is where the writer of trace files puts it. */
const MARK = '"fanout-trace"';
const MARK_WITHIN = 4_096;

async function isTraceFile(file: Blob): Promise<boolean> {
  try {
    for await (const { bytes } of unpack("", stepsOf(file), newBudget())) {
      let text = "";
      for await (const piece of bytes) {
        text += new TextDecoder().decode(piece.subarray(0, MARK_WITHIN));
        if (text.length >= MARK_WITHIN) break;
      }
      return text.slice(0, MARK_WITHIN).includes(MARK);
    }
  } catch {
    // What is wrong with it is said when it is read.
  }
  return false;
}
