import { formatDuration, formatPlural } from "@/lib/base/format";
import { type Incremental, ROWS_PER_STEP, runToEnd } from "@/lib/base/incremental";
import { select } from "@/lib/base/select";
import type { Definition } from "@/lib/language/program";
import { KINDS } from "@/lib/model/kind";
import { hasStandIns } from "@/lib/model/stand-ins";
import { STATUSES } from "@/lib/model/status";
import { FLAG_CACHED, FLAG_REUSED } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";

export interface LineNote {
  /** From 1: the definition's own. */
  readonly line: number;
  readonly text: string;
}

const MAP = KINDS.indexOf("map");
const GROUP = KINDS.indexOf("group");
const FAILED = STATUSES.indexOf("failed");
const INTERRUPTED = STATUSES.indexOf("interrupted");
const REUSED = FLAG_CACHED | FLAG_REUSED;

interface Tally {
  calls: number;
  failed: number;
  retries: number;
  reused: number;
  /** Stand-ins ran in place of bodies. */
  modelled: boolean;
  /** ms of each body that ran, nested calls included; longer than there are bodies. */
  readonly times: Float64Array;
  ran: number;
  sumMs: number;
}

/** What became of each definition in a trial: "pooled · 26 calls · median 100 ms · total 2.6 s". */
export function lineNotes(definitions: readonly Definition[], trace: Trace, label: string): LineNote[] {
  return runToEnd(countingNotes(definitions, trace, label));
}

/** `lineNotes` in steps, for a long run. */
export function* countingNotes(
  definitions: readonly Definition[],
  trace: Trace,
  label: string,
): Incremental<LineNote[]> {
  const tallies = yield* tally(trace);
  yield;
  return definitions.flatMap(({ name, line, entry }) => {
    const own = tallies.get(name);
    if (own === undefined) return [];
    const text = (entry ? entryWords(trace) : undefined) ?? words(own);
    return [{ line, text: `${label} · ${text}` }];
  });
}

function* tally(trace: Trace): Incremental<Map<string, Tally>> {
  const rows = new Int32Array(trace.names.length);
  for (let row = 0; row < trace.count; row += 1) {
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
    const name = trace.name[row] as number;
    rows[name] = (rows[name] as number) + 1;
  }
  const byName: (Tally | undefined)[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
    // A map has the name of its task: its items are the calls.
    if (trace.kind[row] === MAP || trace.kind[row] === GROUP) continue;
    const name = trace.name[row] as number;
    byName[name] ??= emptyTally(rows[name] as number);
    const own = byName[name];
    const status = trace.status[row];
    if ((trace.attemptOf[row] as number) >= 0) own.retries += 1;
    else {
      own.calls += 1;
      if (status === FAILED || status === INTERRUPTED) own.failed += 1;
    }
    own.modelled ||= hasStandIns(trace.notes.get(row)?.meters);
    const took = (trace.ended[row] as number) - (trace.started[row] as number);
    if (((trace.flags[row] as number) & REUSED) !== 0) own.reused += 1;
    else if (took >= 0) {
      own.times[own.ran] = took;
      own.ran += 1;
      own.sumMs += took;
    }
  }
  return new Map(byName.flatMap((own, name) => (own ? [[trace.names[name] ?? "", own]] : [])));
}

function emptyTally(rows: number): Tally {
  return {
    calls: 0,
    failed: 0,
    retries: 0,
    reused: 0,
    modelled: false,
    times: new Float64Array(rows),
    ran: 0,
    sumMs: 0,
  };
}

/**
 * The entry's time and what came before it, which together are the trial's: "workflow 587 ms + start 81 ms". Undefined
 * where the start was not recorded.
 */
function entryWords(trace: Trace): string | undefined {
  const [started, ended] = [trace.started[0] ?? Number.NaN, trace.ended[0] ?? Number.NaN];
  if (!(started > 0 && ended >= started) || trace.status[0] === FAILED) return undefined;
  return `workflow ${formatDuration(ended - started)} + start ${formatDuration(started)}`;
}

function words({ calls, failed, retries, reused, modelled, times, ran, sumMs }: Tally): string {
  const parts = [formatPlural(calls, "call")];
  const median = select(times.subarray(0, ran), ran >> 1);
  if (ran === 1) parts.push(formatDuration(sumMs));
  else if (median !== undefined)
    parts.push(`median ${formatDuration(median)}`, `total ${formatDuration(sumMs)}`);
  if (modelled) parts.push("modelled");
  if (failed > 0) parts.push(`${failed} failed`);
  if (retries > 0) parts.push(formatPlural(retries, "retry", "retries"));
  if (reused > 0) parts.push(`${reused} reused`);
  return parts.join(" · ");
}
