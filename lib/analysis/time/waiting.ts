import { formatList } from "@/lib/base/format";
import type { Trace } from "@/lib/trace/trace";
import { figure, type Sentence, sentenceOf } from "../advice/sentence";
import { aloneIn, type ByStrategy, onWorkersIn, overlappedIn } from "../by-strategy";
import { bodiesOf } from "./bodies";
import { type Concurrency, concurrencyOf } from "./concurrency";
import { type Contention, contentions } from "./contention";
import { mainTask } from "./overhead";

export interface Waiting {
  /** Share of an item's time in which it needs no core; undefined where the data do not show it. */
  readonly share: number | undefined;
  readonly sentence: Sentence;
}

/** How far a share may be from 0 or 1 to count as computing or waiting. */
const CLEAR_MARGIN = 0.15;
const isComputing = (share: number): boolean => share <= CLEAR_MARGIN;
const isWaiting = (share: number): boolean => share >= 1 - CLEAR_MARGIN;
const isClear = (share: number): boolean => isComputing(share) || isWaiting(share);

/**
 * The duration of a body does not show what it did. Two things do: bodies that compute cannot overlap on one thread
 * (async), and take longer where more of them run than there are cores (`k` bodies on `c` cores: `k / c` times as long).
 *
 * @param traces one of each strategy that ran
 */
export function waitingOf(traces: ByStrategy, cores: number): Waiting {
  const alone = aloneIn(traces);
  const overlapped = overlappedIn(traces);
  const found = overlapped && byOverlap(overlapped, alone);
  if (found !== undefined) return found;
  for (const strategy of onWorkersIn(traces)) {
    const trace = traces.get(strategy);
    if (trace === undefined || alone === undefined) continue;
    const found = byContention(alone, trace, cores);
    if (found !== undefined) return found;
  }
  return {
    share: undefined,
    sentence: sentenceOf(
      "The data cannot tell whether the items wait or compute: run async beside the others, or more workers than cores.",
      [],
      false,
    ),
  };
}

/**
 * On one thread only waiting overlaps. Interleaved bodies that compute seem to overlap as well, but take longer, so they
 * are compared with the sequential trial where there is one.
 */
function byOverlap(trace: Trace, alone: Trace | undefined): Waiting | undefined {
  const bodies = bodiesOf(trace);
  const { level, time, peak, area } = concurrencyOf(trace, bodies);
  const task = mainTask(trace, bodies);
  if (task === undefined || task.calls < 2) return undefined;
  const busy = busyMs({ level, time });
  // No two bodies overlapped: because of a limit, or because each kept the thread busy.
  if (peak < 2 && !manyIssued(trace, task.name)) return undefined;
  const whole = alone === undefined ? area : concurrencyOf(alone).area;
  const overlap = whole > 0 ? Math.max(0, 1 - busy / whole) : 0;
  // k bodies that only wait overlap by 1 − 1/k.
  const most = 1 - 1 / Math.max(2, Math.min(peak, task.calls));
  const share = peak < 2 ? 0 : Math.min(1, overlap / most);
  const figures = [
    figure("overlap of bodies on one thread (async)", overlap, "share"),
    figure("waiting", share, "share"),
  ];
  const text = isComputing(share)
    ? "The items compute: under async, on one thread, only {0} of their time overlaps."
    : isWaiting(share)
      ? "The items wait: under async, on one thread, {0} of their time overlaps."
      : "The items do both: about {1} of their time is waiting.";
  return { share, sentence: sentenceOf(text, figures, isClear(share)) };
}

function manyIssued(trace: Trace, name: string): boolean {
  let first = Number.NaN;
  for (let row = 0; row < trace.count; row += 1) {
    if (trace.names[trace.name[row] as number] !== name || Number.isNaN(trace.started[row])) continue;
    if (!Number.isNaN(first) && (trace.issued[row] as number) < first) return true;
    if (Number.isNaN(first)) first = trace.ended[row] as number;
  }
  return false;
}

function byContention(alone: Trace, trace: Trace, cores: number): Waiting | undefined {
  const bodies = bodiesOf(trace);
  const { peak, area, time, level } = concurrencyOf(trace, bodies);
  const busy = busyMs({ level, time });
  const atOnce = busy > 0 ? area / busy : 0;
  // Too few bodies in parallel to show contention.
  if (peak <= cores || atOnce < 1.5 * cores) return undefined;
  const parts = contentions(alone, trace, bodies);
  if (parts.length === 0) return undefined;
  const shareOf = waitingShares(parts, atOnce / cores);
  const work = parts.reduce((sum, { aloneMs }) => sum + aloneMs, 0);
  const share = parts.reduce((sum, part) => sum + shareOf(part) * part.aloneMs, 0) / work;
  const figures = [
    figure("bodies at once, on average", atOnce, "count"),
    figure("cores", cores, "count"),
    ...parts.map(({ name, longer }) => figure(`time of ${name}, against alone`, longer, "times")),
    figure("waiting", share, "share"),
  ];
  if (parts.length > 1) {
    const told = parts.map(
      (part, i) => `${part.name} ${verbOf(shareOf(part))} ({${i + 2}} as long as alone)`,
    );
    const text = `With {0} at once on {1} cores, ${formatList(told)}.`;
    return { share, sentence: sentenceOf(text, figures, parts.map(shareOf).every(isClear)) };
  }
  const what = isComputing(share) ? "compute" : isWaiting(share) ? "wait" : "seem to do both";
  const text = `The items ${what}: with {0} at once on {1} cores an item took {2} as long as alone.`;
  return { share, sentence: sentenceOf(text, figures, isClear(share)) };
}

/** @param crowd bodies in parallel per core */
function waitingShares(parts: readonly Contention[], crowd: number): (part: Contention) => number {
  const share = ({ longer }: Contention, expected: number) =>
    expected > 1 ? Math.max(0, Math.min(1, (expected - longer) / (expected - 1))) : 0;
  // Bodies that wait use no core: the others share the cores among fewer.
  const waits = (part: Contention) => isWaiting(share(part, crowd));
  const crowdedMs = (some: readonly Contention[]) =>
    some.reduce((sum, { aloneMs, longer }) => sum + aloneMs * longer, 0);
  const rest = parts.filter((part) => !waits(part));
  const expected = crowd * (crowdedMs(rest) / crowdedMs(parts));
  return (part) => (waits(part) ? share(part, crowd) : share(part, expected));
}

const verbOf = (share: number): string =>
  isWaiting(share) ? "waits" : share <= 0.5 ? "computes" : "seems to do both";

/** ms in which at least one body ran. */
function busyMs({ level, time }: Pick<Concurrency, "level" | "time">): number {
  let busy = 0;
  for (let i = 0; i + 1 < time.length; i += 1) {
    if ((level[i] as number) > 0) busy += (time[i + 1] as number) - (time[i] as number);
  }
  return busy;
}
