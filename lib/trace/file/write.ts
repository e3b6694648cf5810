import { TASK_BUDGET_MS, yieldToMain } from "@/lib/base/yield-to-main";
import { TRACE_FILE_MAX_ROWS, TRACE_FILE_MAX_TEXT_BYTES, TRACE_FILE_MAX_TRIALS } from "@/lib/model/limits";
import type { Report } from "@/lib/protocol/report";
import type { Lane, SpanNote } from "@/lib/protocol/rows";
import { COLUMN_NAMES } from "../columns";
import type { Trace } from "../trace";
import { lanesOf } from "../worker-lanes";
import { columnText } from "./encode-column";
import { type FileRun, FORMAT, type TraceFile, VERSION } from "./format";

const TOO_LARGE = "This run is too large for a trace file.";

const OBJECTS_PER_PIECE = 1_000;

/** A trace file, packed. Throws where it would be larger than any that can be opened. */
export async function writeTraceFile(file: TraceFile): Promise<Blob> {
  const rows = file.trials.reduce((sum, { count }) => sum + count, 0);
  if (rows > TRACE_FILE_MAX_ROWS || file.trials.length > TRACE_FILE_MAX_TRIALS)
    throw new RangeError(TOO_LARGE);
  const utf8 = new TextEncoder();
  const pieces = fileText(file);
  let bytes = 0;
  let turn = performance.now();
  const text = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      if (performance.now() - turn > TASK_BUDGET_MS) {
        await yieldToMain();
        turn = performance.now();
      }
      const { done, value } = pieces.next();
      if (done) return controller.close();
      const piece = utf8.encode(value);
      bytes += piece.length;
      if (bytes > TRACE_FILE_MAX_TEXT_BYTES) controller.error(new RangeError(TOO_LARGE));
      else controller.enqueue(piece);
    },
  });
  const packed = await new Response(text.pipeThrough(new CompressionStream("gzip"))).blob();
  return new Blob([packed], { type: "application/gzip" });
}

function* fileText({ run, trials }: TraceFile): Generator<string> {
  yield `{"format":"${FORMAT}","version":${VERSION}`;
  if (run) yield `,"run":${JSON.stringify({ ...run, report: withoutTrees(run, trials) })}`;
  yield `,"trials":[`;
  for (const [at, trial] of trials.entries()) {
    if (at > 0) yield ",";
    yield* trialText(trial);
  }
  yield "]}\n";
}

/** A trace as `trials` of a file holds it. For short ones: it is made in one go. */
export const trialJson = (trace: Trace): { readonly rows: number } =>
  JSON.parse([...trialText(trace)].join(""));

/** A tree says less than the trace of its trial. */
function withoutTrees({ report }: FileRun, trials: readonly Trace[]): Report {
  return {
    ...report,
    strategies: report.strategies.map((each) =>
      trials.some(({ info }) => info.strategy === each.strategy) ? { ...each, tree: undefined } : each,
    ),
  };
}

function* trialText(trace: Trace): Generator<string> {
  const { info, count, names, workers, wallMs, logs, logsDropped } = trace;
  yield `{"info":${JSON.stringify(info)},"rows":${count},"workers":${workers},"wallMs":${wallMs}`;
  yield `,"names":${JSON.stringify(names)},"columns":{`;
  for (const [at, name] of COLUMN_NAMES.entries()) {
    yield `${at > 0 ? "," : ""}"${name}":`;
    yield* columnText(trace[name], count);
  }
  yield "}";
  yield* listText("lanes", lanesOf(trace), laneJson);
  yield* listText("notes", trace.notes, noteJson);
  yield* listText("logs", logs, (line) => ({ ...line, time: known(line.time) }));
  yield `,"logsDropped":${logsDropped}${trace.record ? `,"record":${JSON.stringify(trace.record)}` : ""}}`;
}

function* listText<T>(name: string, items: Iterable<T>, json: (item: T) => unknown): Generator<string> {
  yield `,"${name}":[`;
  let piece: string[] = [];
  let isFirst = true;
  for (const item of items) {
    piece.push(`${isFirst ? "" : ","}${JSON.stringify(json(item))}`);
    isFirst = false;
    if (piece.length < OBJECTS_PER_PIECE) continue;
    yield piece.join("");
    piece = [];
  }
  yield `${piece.join("")}]`;
}

/** JSON has no NaN: what is not known is left out. */
const known = (time: number): number | undefined => (Number.isNaN(time) ? undefined : time);

const laneJson = ({ requested, ready, ended, ...lane }: Lane): unknown => ({
  ...lane,
  requested: known(requested),
  ready: known(ready),
  ended: known(ended),
});

/** Ids and attempts are in the columns. */
const noteJson = ([row, { key, keys, args, result, given, error, meters }]: readonly [
  number,
  SpanNote,
]): unknown => ({
  row,
  key,
  keys,
  args,
  result,
  given,
  error,
  meters,
});
