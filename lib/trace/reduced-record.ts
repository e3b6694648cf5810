import { formatCount } from "@/lib/base/format";
import { KINDS } from "@/lib/model/kind";
import type { Lane, SpanNote } from "@/lib/protocol/rows";
import { columnsOf, TIME_COLUMNS, viewColumns } from "./columns";
import type { RecordInfo } from "./record-info";
import { isSpan } from "./row";
import type { RecordedTrace, Trace } from "./trace";
import { isSameLane, workerLanes } from "./worker-lanes";

const RUN = "run";

interface Reduction {
  /** Rows that it may hold: those that were recorded first. */
  readonly maxRows: number;
  /** Steps, items and the run get numbers in place of their names. */
  readonly withoutNames: boolean;
}

/**
 * A recorded trial as a link carries it: times in steps of what the record can tell apart, and of notes only keys and kinds
 * of errors. Its figures (`RecordInfo`) are those of the whole record.
 */
export function reducedRecord(trace: RecordedTrace, { maxRows, withoutNames }: Reduction): RecordedTrace {
  const { record } = trace;
  const count = Math.min(trace.count, maxRows);
  const tick = tickOf(record.resolutionMs);
  const kept = { ...trace, ...viewColumns(trace, count), count };
  const times = Object.fromEntries(
    TIME_COLUMNS.map((name) => [name, kept[name].map((time) => rounded(time, tick))]),
  );
  const names = withoutNames ? numberedNames(trace) : trace.names;
  const notes = new Map(
    [...trace.notes].flatMap(([row, note]) => {
      const less = row < count && lessOf(note, row, trace, withoutNames);
      return less ? [[row, less] as const] : [];
    }),
  );
  const less: Trace = { ...kept, ...columnsOf((name) => times[name] ?? kept[name]), names };
  return {
    ...less,
    info: {
      ...trace.info,
      startedAt: Math.round(trace.info.startedAt),
      runId: "shared",
      trialId: "shared 0",
      label: "shared",
    },
    notes,
    errors: new Map([...notes].flatMap(([row, { error }]) => (error ? [[row, error]] : []))),
    lanes: lanesOf(less, tick, trace.names),
    lanesFollow: undefined,
    wallMs: rounded(trace.wallMs, tick),
    record: { ...infoOf(kept, record, trace), ...(withoutNames && withoutTexts(record)) },
  };
}

/** Of a record's own texts, those that its writer could choose. */
const withoutTexts = ({ format }: RecordInfo): Partial<RecordInfo> => ({
  name: RUN,
  run: "",
  ...(format === "run-file" && { tool: "Run file", executor: undefined, startMethod: undefined }),
});

/** ms: a power of ten, 1 at least, no coarser than the record itself. */
const tickOf = (resolutionMs: number): number =>
  10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, resolutionMs))));

/** NaN stays. */
const rounded = (ms: number, tick: number): number => Math.round(ms / tick) * tick;

function infoOf(kept: Trace, record: RecordInfo, whole: Trace): RecordInfo {
  if (kept.count === whole.count) return record;
  const steps = stepsIn(whole) - stepsIn(kept);
  const ids = new Set(kept.id);
  const { links } = record;
  return {
    ...record,
    leftOut: (record.leftOut ?? 0) + steps,
    incomplete: [
      ...record.incomplete,
      `${formatCount(steps)} of ${formatCount(stepsIn(whole))} steps: a link holds those that were recorded first`,
    ],
    links: links?.filter(
      (_, i) => ids.has(links[i - (i % 2)] as number) && ids.has(links[i - (i % 2) + 1] as number),
    ),
  };
}

const TASK = KINDS.indexOf("task");

function stepsIn(trace: Trace): number {
  let steps = 0;
  for (let row = 0; row < trace.count; row += 1)
    if (trace.kind[row] === TASK && isSpan(trace, row)) steps += 1;
  return steps;
}

/** "run" for the entry's, "step 1", "step 2", … for the others, in the order in which they come. */
function numberedNames(trace: Trace): readonly string[] {
  const names = new Array<string>(trace.names.length).fill("");
  let steps = 0;
  for (let row = 0; row < trace.count; row += 1) {
    const at = trace.name[row] as number;
    if (names[at] !== "") continue;
    if (row > 0) steps += 1;
    names[at] = row === 0 ? RUN : `step ${steps}`;
  }
  return names;
}

function lessOf(
  { id, attempt, key, error }: SpanNote,
  row: number,
  trace: Trace,
  withoutNames: boolean,
): SpanNote | undefined {
  if (key === undefined && error === undefined) return undefined;
  const index = trace.index[row] as number;
  return {
    id,
    attempt,
    ...(key !== undefined && { key: withoutNames ? `item ${(index < 0 ? row : index) + 1}` : key }),
    ...(error && { error: { name: withoutNames ? "Error" : error.name, message: MESSAGE } }),
  };
}

const MESSAGE = "The message stays in the record: it may hold data.";

/** Those in which something ran, and that do not follow from its rows. Where names are replaced, those of workers are too. */
function lanesOf(less: Trace, tick: number, names: readonly string[]): readonly Lane[] {
  const used = new Set(less.worker);
  const derived = workerLanes(less);
  const replaced = new Map(names.map((name, at) => [name, less.names[at] ?? ""]));
  return less.lanes
    .filter(({ lane, role }) => role === "driver" || used.has(lane))
    .map((lane) => ({
      ...lane,
      label: lane.role === "driver" ? lane.label : (replaced.get(lane.label) ?? ""),
      requested: rounded(lane.requested, tick),
      ready: rounded(lane.ready, tick),
      ended: rounded(lane.ended, tick),
    }))
    .filter((lane) => !isSameLane(lane, derived.get(lane.lane)));
}
