import type { TrialInfo } from "@/lib/model/run";
import type { StrategyName } from "@/lib/model/strategy";
import { traceFromSpans } from "../../from-spans";
import type { RecordCounts, RecordInfo, RecordMedians } from "../../record-info";
import type { Trace } from "../../trace";
import { heldTimeOf } from "./held";
import { countsOf, type Measure, measuresOf } from "./measures";
import { median } from "./median";
import { RecordRows } from "./record-rows";
import type { AttemptRecord, RunRecord } from "./run-record";

/**
 * A trace of a record: the run, under it its steps, items of a map under a row for the map. Rows for maps and for items
 * with several steps are made here, nothing else is. Times count from the run's start.
 */
export function traceOfRecord(
  record: RunRecord,
  info: Omit<TrialInfo, "startedAt"> & { readonly strategy: StrategyName },
): Trace {
  const begin = record.begin ?? 0;
  const counts = countsOf(record);
  const slots = record.limit ?? Math.max(1, counts.peak);
  const rows = new RecordRows(record, begin, info.strategy);
  const trace = traceFromSpans(rows.spans(), {
    // A record may count from any moment: 0 is not known.
    info: { ...info, startedAt: begin >= EARLIEST ? begin : 0 },
    wallMs: Math.max(0, (record.end ?? begin) - begin),
    workers: slots,
    lanes: () => rows.lanes(),
  });
  return { ...trace, record: infoOf(record, counts, slots, rows.links()) };
}

function infoOf(
  record: RunRecord,
  counts: RecordCounts,
  slots: number,
  links: readonly number[] | undefined,
): RecordInfo {
  const attempts = record.steps.filter(({ encloses }) => encloses !== true).flatMap((step) => step.attempts);
  const { format, tool, name, runId, status, executor, startMethod, limit, hosts, cores } = record;
  return {
    format,
    tool,
    name,
    run: runId,
    status,
    executor,
    startMethod,
    limit,
    hosts,
    cores,
    inProcess: record.inProcess === true,
    slotFrom: record.slotFrom ?? "asked",
    knowsStarts:
      attempts.some(({ asked, ready }) => asked !== undefined && ready !== undefined) &&
      attempts.every(({ startBand }) => startBand === undefined),
    knowsBodies: attempts.some(({ ended, bodyBand }) => ended !== undefined && bodyBand === undefined),
    resolutionMs: record.resolutionMs,
    clock: record.clock,
    launchMs:
      record.launched === undefined || record.begin === undefined
        ? undefined
        : record.begin - record.launched,
    counts,
    held: heldTimeOf(record, slots),
    medians: mediansOf(attempts),
    unknown: record.unknown,
    derived: record.derived,
    dropped: record.dropped,
    incomplete: record.incomplete,
    links,
  };
}

function mediansOf(attempts: readonly AttemptRecord[]): RecordMedians {
  const measures = attempts.map(measuresOf);
  const known = (values: readonly Measure[]): number | undefined =>
    median(values.flatMap((value) => (typeof value === "number" ? value : [])));
  return {
    queue: known(measures.map(({ queue }) => queue)),
    start: known(measures.map(({ start }) => start)),
    body: known(measures.map(({ body }) => body)),
  };
}

/** Nothing that is recorded here ran before. */
const EARLIEST = Date.UTC(2000, 0, 1);
