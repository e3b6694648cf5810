import { strategyNamed } from "@/lib/engine/strategies";
import { INT32_MAX, MAX_ATTEMPTS } from "@/lib/model/limits";
import type { TrialInfo } from "@/lib/model/run";
import type { StrategyReport, TreeNode } from "@/lib/protocol/report";
import { FLAG_CACHED, FLAG_REUSED, type Lane } from "@/lib/protocol/rows";
import { flattenSpans, type NestedSpan, type SpanObject, traceFromSpans } from "@/lib/trace/from-spans";
import type { Trace } from "@/lib/trace/trace";

/**
 * The tree of a report in the form that the views take. What a report does not hold (queueing, bytes, earlier attempts)
 * is not known.
 *
 * @param settings of the report
 */
export function recordedTrace(
  { strategy, tree, wallMs, logs }: StrategyReport,
  { workers }: Pick<Trace, "workers">,
  info: TrialInfo,
): Trace | undefined {
  if (!tree) return undefined;
  const spans = flattenSpans(spanOf(tree));
  return traceFromSpans(spans, {
    info,
    wallMs: Math.max(wallMs.median, tree.startMs + tree.durationMs),
    workers,
    lanes: lanesOf(spans, strategyNamed(strategy).runs === "fresh" ? "op" : "pool"),
    logsDropped: logs.dropped,
  });
}

/** Numbers in a report that came with a link may be anything. */
const bounded = (value: number | undefined, min: number, max: number): number | undefined =>
  value === undefined || value < min || value > max ? undefined : value;

function spanOf(node: TreeNode): NestedSpan {
  const { status, startMs, durationMs, omitted } = node;
  const ended = startMs + durationMs;
  const span: NestedSpan = {
    name: node.name,
    kind: node.kind,
    status,
    flags: (node.cached ? FLAG_CACHED : 0) | (node.replayed ? FLAG_REUSED : 0),
    index: bounded(node.index, 0, INT32_MAX - 1),
    attempt: bounded(node.attempts, 1, MAX_ATTEMPTS),
    worker: bounded(node.worker, 0, INT32_MAX),
    issued: startMs,
    ...(status !== "skipped" && { started: startMs, ended }),
    settled: ended,
    ...(node.key !== undefined && { note: { key: node.key } }),
  };
  const children = node.children.map(spanOf);
  // A separate row shows that spans are missing.
  if (omitted)
    children.push({
      ...span,
      kind: "group",
      name: `${omitted} more (not in the report)`,
      index: undefined,
      note: undefined,
    });
  return { ...span, children };
}

/** Number of the lane in which the entry runs. */
const DRIVER = 0;

/** A report does not say when workers started: their lanes reach from their first span to the end of their last one. */
function lanesOf(spans: readonly SpanObject[], role: Lane["role"]): readonly Lane[] {
  const lanes = new Map<number, Lane>();
  for (const { worker: lane, started, ended } of spans) {
    if (lane === undefined || started === undefined || ended === undefined) continue;
    const known = lanes.get(lane);
    const begin = Math.min(started, known?.requested ?? started);
    lanes.set(lane, {
      lane,
      role: lane === DRIVER ? "driver" : role,
      label: "",
      requested: begin,
      ready: begin,
      ended: Math.max(ended, known?.ended ?? ended),
    });
  }
  return [...lanes.values()];
}
