import { analysis } from "@/lib/analysis/client";
import { formatDuration } from "@/lib/base/format";
import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import { HISTORY_MAX_NODES, HISTORY_MAX_SPANS } from "@/lib/model/limits";
import type { Report } from "@/lib/protocol/report";
import { cutTree } from "@/lib/share/cut-tree";
import type { PastRun } from "@/lib/storage/history";
import { writeTraceFile } from "@/lib/trace/file/write";
import { filesOf, isObject, readColumnTraces } from "./history-columns";
import { type KeptTrial, recordedRun } from "./recorded-run";
import type { Run } from "./run";

/** What the history stores of a run besides its report: enough to show it again in every view. */
interface StoredSpans {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** A trace file of the trials. */
  readonly file: Uint8Array;
  /** Of each trial that wrote files, by the trial's id: path → content. */
  readonly files: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;
}

/** A complete run as the history stores it, under the run's id. */
export async function toHistory(run: Run): Promise<Omit<PastRun, "at">> {
  const { id, document, report } = run;
  const trace = await storedSpans(run);
  return {
    id,
    title: runTitle(report),
    code: document.code,
    language: document.language,
    report: {
      ...report,
      strategies: report.strategies.map((each) => ({
        ...each,
        ...(each.tree && { tree: cutTree(each.tree, HISTORY_MAX_NODES) }),
      })),
    },
    ...(trace && { trace }),
  };
}

async function storedSpans({ document, trials }: Run): Promise<StoredSpans | undefined> {
  const traces = trials.flatMap(({ trace }) => trace ?? []);
  const spans = traces.reduce((sum, { count }) => sum + count, 0);
  if (spans > HISTORY_MAX_SPANS) return undefined;
  // A few spans may carry too much text for a file: then the report alone is stored.
  const file = await writeTraceFile({ trials: traces }).catch(() => undefined);
  return (
    file && {
      inputs: document.inputs,
      file: new Uint8Array(await file.arrayBuffer()),
      files: new Map(
        trials.flatMap(({ info, files }) => (files.size > 0 ? [[info.trialId, files] as const] : [])),
      ),
    }
  );
}

/** "letters: pooled 526 ms", the fastest. */
export function runTitle({ program, strategies, resumed }: Report): string {
  if (resumed)
    return `${program.name}: resumed, ${strategies.some(({ error }) => error) ? "failed" : "succeeded"}`;
  const [fastest] = strategies
    .filter(({ status, rounds }) => status === "succeeded" && rounds.length > 0)
    .toSorted((a, b) => a.wallMs.median - b.wallMs.median);
  const outcome = fastest
    ? `${fastest.strategy} ${formatDuration(fastest.wallMs.median)}`
    : (strategies[0]?.status ?? "not run");
  return `${program.name}: ${outcome}`;
}

/** An earlier run, with its spans where the history stored them. */
export async function fromHistory({
  id,
  code,
  language = DEFAULT_LANGUAGE,
  report,
  trace,
  at,
}: PastRun): Promise<Run> {
  const inputs = isObject(trace) && "inputs" in trace && isObject(trace.inputs) ? { ...trace.inputs } : {};
  const kept = isObject(trace) ? ((await readSpans(trace)) ?? readColumnTraces(trace)) : undefined;
  return recordedRun(
    report,
    { code, language, inputs: kept ? inputs : report.inputs, settings: report.settings },
    { id, source: "history", startedAt: at },
    kept,
  );
}

/** @returns undefined where it cannot be read, or was stored by an earlier version */
async function readSpans(stored: object): Promise<readonly KeptTrial[] | undefined> {
  if (!("file" in stored) || !(stored.file instanceof Uint8Array)) return undefined;
  const file = new Blob([new Uint8Array(stored.file)]);
  // In the worker: a long run takes seconds to read.
  const read = await analysis.query([], { type: "read", file });
  if (!read.ok) return undefined;
  const files = "files" in stored && stored.files instanceof Map ? stored.files : new Map();
  return read.trials.map((trace) => ({ trace, files: filesOf(files.get(trace.info.trialId)) }));
}
