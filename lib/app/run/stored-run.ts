import { formatDuration } from "@/lib/base/format";
import type { TrialInfo } from "@/lib/model/run";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import { cutTree } from "@/lib/share/cut-tree";
import type { PastRun } from "@/lib/storage/history";
import { createColumns } from "@/lib/trace/columns";
import type { TraceFile } from "@/lib/trace/file/format";
import { readTraceFile } from "@/lib/trace/file/read";
import { writeTraceFile } from "@/lib/trace/file/write";
import type { Trace } from "@/lib/trace/trace";
import type { PlaygroundDocument } from "../documents/document";
import type { Recorded, Results } from "../store/slices/run-slice";
import type { StrategyResult } from "./results";

type Artifacts = ReadonlyMap<string, Uint8Array>;

/** What a stored run holds besides its report: enough to show it again in every view. */
interface StoredTraces {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** A trace file of the shown trials. */
  readonly file: Uint8Array;
  readonly artifacts: ReadonlyMap<StrategyName, Artifacts>;
}

/** Spans of all trials past which only the report is stored. */
const STORED_MAX_SPANS = 30_000;
/** Nodes of each strategy's tree that stay in the report: its trace holds all of them. */
const STORED_MAX_NODES = 2_000;

/** A finished run as the history stores it. */
export async function toPastRun({ document, result }: Results): Promise<Omit<PastRun, "id" | "at">> {
  const { report, strategies } = result;
  const trials = [...strategies.values()].map(({ trace }) => trace);
  const spans = trials.reduce((sum, { count }) => sum + count, 0);
  // A few spans may carry too much text for a file: then the report alone is stored.
  const file =
    spans <= STORED_MAX_SPANS ? await writeTraceFile({ trials }).catch(() => undefined) : undefined;
  const trace: StoredTraces | undefined = file && {
    inputs: document.inputs,
    file: new Uint8Array(await file.arrayBuffer()),
    artifacts: new Map([...strategies].map(([strategy, { artifacts }]) => [strategy, artifacts])),
  };
  return {
    title: runTitle(report),
    code: document.code,
    report: {
      ...report,
      strategies: report.strategies.map((each) => ({
        ...each,
        ...(each.tree && { tree: cutTree(each.tree, STORED_MAX_NODES) }),
      })),
    },
    ...(trace && { trace }),
  };
}

/** "letters: pooled 526 ms", the fastest. */
export function runTitle({ program, strategies }: Report): string {
  const [fastest] = strategies
    .filter(({ status, rounds }) => status === "succeeded" && rounds.length > 0)
    .toSorted((a, b) => a.wallMs.median - b.wallMs.median);
  const outcome = fastest
    ? `${fastest.strategy} ${formatDuration(fastest.wallMs.median)}`
    : (strategies[0]?.status ?? "not run");
  return `${program.name}: ${outcome}`;
}

/** A past run put back: its document, and its results, or where its spans were not kept its report alone. */
export interface Restored {
  readonly document: PlaygroundDocument;
  readonly results: Results | undefined;
  readonly recorded: Recorded | undefined;
}

export async function restoreRun(run: PastRun): Promise<Restored> {
  const { code, report, at } = run;
  const stored = (await readTraces(run.trace)) ?? readOldTraces(run);
  const traces = stored?.traces.map((trace) => ({
    ...trace,
    info: { ...trace.info, source: "history" as const },
  }));
  return restored({
    document: { code, inputs: stored?.inputs ?? report.inputs, settings: report.settings },
    report,
    at,
    traces: traces ?? [],
    artifacts: stored?.artifacts ?? new Map(),
  });
}

/** What a trace file holds, if that is a whole run. */
export function restoreFile({ run, trials }: TraceFile): Restored | undefined {
  if (!run) return undefined;
  const { code, report } = run;
  return restored({
    document: { code, inputs: report.inputs, settings: report.settings },
    report,
    at: trials[0]?.info.startedAt ?? 0,
    traces: trials.map((trace) => ({ ...trace, info: { ...trace.info, source: "imported" as const } })),
    artifacts: new Map(),
  });
}

function restored({
  document,
  report,
  at,
  traces,
  artifacts,
}: {
  readonly document: PlaygroundDocument;
  readonly report: Report;
  readonly at: number;
  readonly traces: readonly Trace[];
  readonly artifacts: ReadonlyMap<StrategyName, Artifacts>;
}): Restored {
  const strategies = new Map<StrategyName, StrategyResult>();
  for (const each of report.strategies) {
    const trace = traces.find(({ info }) => info.strategy === each.strategy);
    if (trace)
      strategies.set(each.strategy, {
        report: each,
        trace,
        artifacts: artifacts.get(each.strategy) ?? new Map(),
      });
  }
  if (strategies.size === 0) {
    const recordedAt = new Date(at).toISOString();
    return { document, results: undefined, recorded: { report, recordedAt, by: "device" } };
  }
  const result = { report, strategies, refused: [], cache: [], resumable: new Map() };
  return { document, results: { document, result, partial: false }, recorded: undefined };
}

interface ReadTraces {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly traces: readonly Trace[];
  readonly artifacts: ReadonlyMap<StrategyName, Artifacts>;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** @returns undefined where it cannot be read, or is of an older form */
async function readTraces(value: unknown): Promise<ReadTraces | undefined> {
  if (!isObject(value) || !("file" in value) || !(value.file instanceof Uint8Array)) return undefined;
  const read = await readTraceFile(new Blob([new Uint8Array(value.file)]));
  if (!read.ok) return undefined;
  const artifacts = new Map<StrategyName, Artifacts>();
  if ("artifacts" in value && value.artifacts instanceof Map)
    for (const strategy of STRATEGIES) artifacts.set(strategy, filesOf(value.artifacts.get(strategy)));
  const inputs = "inputs" in value && isObject(value.inputs) ? { ...value.inputs } : {};
  return { inputs, traces: read.trials, artifacts };
}

function filesOf(value: unknown): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (!(value instanceof Map)) return files;
  for (const [path, content] of value)
    if (typeof path === "string" && content instanceof Uint8Array) files.set(path, content);
  return files;
}

/** Until trace files there were the columns themselves, by strategy. */
function readOldTraces({ id, at, trace: value }: PastRun): ReadTraces | undefined {
  if (!isObject(value) || !("inputs" in value) || !("strategies" in value)) return undefined;
  const { inputs, strategies } = value;
  if (!isObject(inputs) || !(strategies instanceof Map)) return undefined;
  const traces: Trace[] = [];
  const artifacts = new Map<StrategyName, Artifacts>();
  for (const [name, part] of strategies) {
    const strategy = STRATEGIES.find((each) => each === name);
    if (strategy === undefined || !isObject(part) || !("trace" in part)) return undefined;
    if (!isTrace(part.trace)) return undefined;
    const info: TrialInfo = {
      runId: id,
      trialId: `${id}-${strategy}`,
      label: strategy,
      source: "history",
      strategy,
      language: "typescript",
      startedAt: at,
    };
    traces.push({ ...part.trace, info });
    artifacts.set(strategy, filesOf("artifacts" in part && part.artifacts));
  }
  return { inputs: { ...inputs }, traces, artifacts };
}

/** It is our own storage: columns of the right kind and length are ours, and so is what stands beside them. */
function isTrace(value: unknown): value is Omit<Trace, "info"> {
  if (!isObject(value) || !("count" in value) || typeof value.count !== "number") return false;
  const { count } = value;
  const columns = Object.entries(createColumns(0)).every(([name, column]) => {
    const found: unknown = Reflect.get(value, name);
    return (
      isObject(found) &&
      found.constructor === column.constructor &&
      "length" in found &&
      found.length === count
    );
  });
  const maps = ["notes", "errors"].every((name) => Reflect.get(value, name) instanceof Map);
  const lists = ["names", "lanes", "logs"].every((name) => Array.isArray(Reflect.get(value, name)));
  const numbers = ["wallMs", "workers", "logsDropped"].every(
    (name) => typeof Reflect.get(value, name) === "number",
  );
  return columns && maps && lists && numbers;
}
