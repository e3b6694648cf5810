import { formatDuration } from "@/lib/base/format";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import { cutTree } from "@/lib/share/cut-tree";
import type { PastRun } from "@/lib/storage/history";
import { createColumns, resizeColumns } from "@/lib/trace/columns";
import type { Trace } from "@/lib/trace/trace";
import type { PlaygroundDocument } from "../documents/document";
import type { Recorded, Results } from "../store/slices/run-slice";
import type { StrategyResult } from "./run";

/** What a run left behind besides its report: enough to show it again in every view. */
interface KeptSpans {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly strategies: ReadonlyMap<
    StrategyName,
    { readonly trace: Trace; readonly artifacts: ReadonlyMap<string, Uint8Array> }
  >;
}

/** Spans of all strategies past which only the report is kept: copying more would be felt. */
const MOST_SPANS = 30_000;
/** Nodes of each strategy's tree that stay in the report: with its spans there, nobody looks at them. */
const MOST_NODES = 2_000;

/** A finished run as the history keeps it. */
export function toPastRun({ document, result }: Results): Omit<PastRun, "id" | "at"> {
  const { report, strategies } = result;
  const spans = [...strategies.values()].reduce((sum, { trace }) => sum + trace.count, 0);
  const kept = (): KeptSpans => ({
    inputs: document.inputs,
    strategies: new Map(
      [...strategies].map(([strategy, { trace, artifacts }]) => [
        strategy,
        // Columns are views of longer ones: a copy has the rows that there are, and no more.
        { trace: { ...trace, ...resizeColumns(trace, trace.count) }, artifacts },
      ]),
    ),
  });
  return {
    title: runTitle(report),
    code: document.code,
    report: {
      ...report,
      strategies: report.strategies.map((each) => ({
        ...each,
        ...(each.tree && { tree: cutTree(each.tree, MOST_NODES) }),
      })),
    },
    ...(spans <= MOST_SPANS && { trace: kept() }),
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

export function restoreRun({ code, report, trace, at }: PastRun): Restored {
  const kept = readSpans(trace);
  const document: PlaygroundDocument = {
    code,
    inputs: kept?.inputs ?? report.inputs,
    settings: report.settings,
  };
  const strategies = new Map<StrategyName, StrategyResult>();
  for (const each of report.strategies) {
    const own = kept?.strategies.get(each.strategy);
    if (own) strategies.set(each.strategy, { report: each, ...own });
  }
  if (strategies.size === 0) {
    const recordedAt = new Date(at).toISOString();
    return { document, results: undefined, recorded: { report, recordedAt, by: "device" } };
  }
  const result = { report, strategies, refused: [], cache: [], resumable: new Map() };
  return { document, results: { document, result, partial: false }, recorded: undefined };
}

/** What was kept by this or another version of the page; undefined where it cannot be read. */
function readSpans(value: unknown): KeptSpans | undefined {
  if (!isObject(value) || !("inputs" in value) || !("strategies" in value)) return undefined;
  const { inputs, strategies } = value;
  if (!isObject(inputs) || !(strategies instanceof Map)) return undefined;
  const read = new Map<StrategyName, { trace: Trace; artifacts: Map<string, Uint8Array> }>();
  for (const [name, part] of strategies) {
    const strategy = STRATEGIES.find((each) => each === name);
    if (strategy === undefined || !isObject(part) || !("trace" in part)) return undefined;
    if (!isTrace(part.trace)) return undefined;
    read.set(strategy, { trace: part.trace, artifacts: filesOf(part) });
  }
  return { inputs: { ...inputs }, strategies: read };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function filesOf(part: object): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (!("artifacts" in part) || !(part.artifacts instanceof Map)) return files;
  for (const [path, content] of part.artifacts)
    if (typeof path === "string" && content instanceof Uint8Array) files.set(path, content);
  return files;
}

/** It is our own storage: columns of the right kind and length are ours, and so is what stands beside them. */
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
