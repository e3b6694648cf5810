import { formatDuration } from "@/lib/base/format";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import { cutTree } from "@/lib/share/cut-tree";
import type { PastRun } from "@/lib/storage/history";
import { createColumns, resizeColumns } from "@/lib/trace/columns";
import type { Trace } from "@/lib/trace/trace";
import type { PlaygroundDocument } from "../documents/document";
import { recordedRun } from "./recorded-run";
import { type Run, type Trial, trialInfo } from "./run";

/** What the history keeps of a run besides its report: enough to show it again in every view. */
interface KeptSpans {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly trials: readonly KeptTrial[];
}

interface KeptTrial {
  readonly strategy: StrategyName;
  readonly trace: Trace;
  readonly artifacts: ReadonlyMap<string, Uint8Array>;
}

/** Spans of all trials past which only the report is kept: copying more would block the page. */
const MAX_KEPT_SPANS = 30_000;
/** Nodes of each tree in a kept report. */
const MAX_KEPT_NODES = 2_000;

/** A complete run as the history keeps it, under the run's id. */
export function toHistory({ id, document, report, trials }: Run): Omit<PastRun, "at"> {
  const spans = trials.reduce((sum, { trace }) => sum + (trace?.count ?? 0), 0);
  const kept = (): KeptSpans => ({
    inputs: document.inputs,
    trials: trials.flatMap(({ report: { strategy }, trace, files }) =>
      // Columns are views of longer ones: a copy has the rows that there are, and no more.
      trace
        ? [{ strategy, trace: { ...trace, ...resizeColumns(trace, trace.count) }, artifacts: files }]
        : [],
    ),
  });
  return {
    id,
    title: runTitle(report),
    code: document.code,
    report: {
      ...report,
      strategies: report.strategies.map((each) => ({
        ...each,
        ...(each.tree && { tree: cutTree(each.tree, MAX_KEPT_NODES) }),
      })),
    },
    ...(spans <= MAX_KEPT_SPANS && { trace: kept() }),
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

/** An earlier run, with all that was recorded where the history kept it, and else as a recording. */
export function fromHistory({ id, code, report, trace, at }: PastRun): Run {
  const kept = readSpans(trace);
  const document: PlaygroundDocument = {
    code,
    inputs: kept?.inputs ?? report.inputs,
    settings: report.settings,
  };
  const run = { id, source: "history", startedAt: at } as const;
  const trials = report.strategies.map((each, number): Trial => {
    const own = kept?.trials.find(({ strategy }) => strategy === each.strategy);
    return {
      info: trialInfo(run, number, each.strategy),
      report: each,
      trace: own?.trace,
      files: own?.artifacts ?? new Map(),
      reusable: [],
      lacks: [],
    };
  });
  if (trials.every((trial) => trial.trace === undefined)) return recordedRun(report, document, run);
  return { ...run, document, automatic: false, complete: true, report, trials };
}

/** What this or another version of the page kept; undefined where it cannot be read. */
function readSpans(value: unknown): KeptSpans | undefined {
  if (!isObject(value) || !("inputs" in value) || !isObject(value.inputs)) return undefined;
  const trials: KeptTrial[] = [];
  for (const part of partsOf(value)) {
    const strategy = STRATEGIES.find(
      (each) => isObject(part) && "strategy" in part && part.strategy === each,
    );
    if (strategy === undefined || !isObject(part) || !("trace" in part) || !isTrace(part.trace))
      return undefined;
    trials.push({ strategy, trace: part.trace, artifacts: filesOf(part) });
  }
  return { inputs: { ...value.inputs }, trials };
}

/** Before runs had lists of trials, they were in a map by strategy. */
function partsOf(value: object): readonly unknown[] {
  if ("trials" in value) return Array.isArray(value.trials) ? value.trials : [];
  if (!("strategies" in value) || !(value.strategies instanceof Map)) return [];
  return [...value.strategies].map(([strategy, part]) => ({ ...part, strategy }));
}
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function filesOf(part: object): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (!("artifacts" in part) || !(part.artifacts instanceof Map)) return files;
  for (const [path, content] of part.artifacts)
    if (typeof path === "string" && content instanceof Uint8Array) files.set(path, content);
  return files;
}

/** It is our own storage: columns of the right kind and length are ours, and so is the rest of the object. */
function isTrace(value: unknown): value is Trace {
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
