import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import type { StrategyReport, TreeNode } from "@/lib/protocol/report";
import { FLAG_CACHED, FLAG_REPLAYED, type Lane, type SpanNote } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";

interface Line {
  readonly node: TreeNode;
  readonly parent: number;
}

/** Rows in the order of the tree, with a row for what was left out of the report. */
function linesOf(root: TreeNode): Line[] {
  const lines: Line[] = [];
  const stack: Line[] = [{ node: root, parent: -1 }];
  for (let line = stack.pop(); line; line = stack.pop()) {
    const row = lines.length;
    lines.push(line);
    const { node } = line;
    if (node.omitted)
      stack.push({
        node: {
          ...node,
          kind: "group",
          name: `${node.omitted} more, not in the report`,
          key: undefined,
          index: undefined,
          children: [],
          omitted: undefined,
        },
        parent: row,
      });
    for (const child of node.children.toReversed()) stack.push({ node: child, parent: row });
  }
  return lines;
}

/**
 * The tree of a report in the form that the views take. What a report does not hold (queueing, bytes, earlier attempts)
 * is not known.
 */
export function recordedTrace(
  { strategy, tree, wallMs, logs }: StrategyReport,
  { workers }: Pick<Trace, "workers">,
): Trace | undefined {
  if (!tree) return undefined;
  const lines = linesOf(tree);
  const count = lines.length;
  const names = new Map<string, number>();
  const nameOf = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  const column = (value: (line: Line) => number): Float64Array => Float64Array.from(lines, value);
  const none = new Float64Array(count).fill(Number.NaN);
  const notes = new Map<number, SpanNote>();
  lines.forEach(({ node }, row) => {
    if (node.key !== undefined) notes.set(row, { id: row, attempt: node.attempts, key: node.key });
  });
  const ran = ({ node }: Line): boolean => node.status !== "skipped";
  const trace: Omit<Trace, "lanes"> = {
    count,
    id: Float64Array.from(lines, (_, row) => row),
    parent: Int32Array.from(lines, ({ parent }) => parent),
    attemptOf: new Int32Array(count).fill(-1),
    name: Uint32Array.from(lines, ({ node }) => nameOf(node.name)),
    kind: Uint8Array.from(lines, ({ node }) => KINDS.indexOf(node.kind)),
    status: Uint8Array.from(lines, ({ node }) => STATUSES.indexOf(node.status)),
    flags: Uint8Array.from(
      lines,
      ({ node }) => (node.cached ? FLAG_CACHED : 0) | (node.replayed ? FLAG_REPLAYED : 0),
    ),
    strategy: new Uint8Array(count).fill(STRATEGIES.indexOf(strategy)),
    index: Int32Array.from(lines, ({ node }) => node.index ?? -1),
    attempt: Uint16Array.from(lines, ({ node }) => Math.max(1, node.attempts)),
    worker: Int32Array.from(lines, ({ node }) => node.worker ?? -1),
    issued: column(({ node }) => node.startMs),
    dispatched: none,
    received: none,
    started: column((line) => (ran(line) ? line.node.startMs : Number.NaN)),
    ended: column((line) => (ran(line) ? line.node.startMs + line.node.durationMs : Number.NaN)),
    settled: column(({ node }) => node.startMs + node.durationMs),
    bytesIn: new Float64Array(count),
    bytesOut: new Float64Array(count),
    names: [...names.keys()],
    notes,
    errors: new Map(),
    logs: [],
    logsDropped: logs.dropped,
    wallMs: Math.max(wallMs.median, tree.startMs + tree.durationMs),
    workers,
  };
  return { ...trace, lanes: lanesOf(trace) };
}

/** Number of the lane in which the entry runs. */
const DRIVER = 0;

/** A report does not contain when its workers started: their lanes go from their first span to the end of their last. */
function lanesOf({ worker, started, ended, strategy }: Omit<Trace, "lanes">): readonly Lane[] {
  const lanes = new Map<number, Lane>();
  const isDynamic = STRATEGIES[strategy[0] ?? -1] === "dynamic";
  worker.forEach((lane, row) => {
    const from = started[row] ?? Number.NaN;
    const to = ended[row] ?? Number.NaN;
    if (lane < 0 || Number.isNaN(from) || Number.isNaN(to)) return;
    const known = lanes.get(lane);
    const begin = Math.min(from, known?.requested ?? from);
    lanes.set(lane, {
      lane,
      role: lane === DRIVER ? "driver" : isDynamic ? "op" : "pool",
      label: "",
      requested: begin,
      ready: begin,
      ended: Math.max(to, known?.ended ?? to),
    });
  });
  return [...lanes.values()].sort((a, b) => a.lane - b.lane);
}
