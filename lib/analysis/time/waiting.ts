import type { Trace } from "@/lib/trace/trace";
import type { Claim, Finding } from "../advice/finding";
import { figure, type Sentence, say, together, unsure } from "../advice/sentence";
import { aloneIn, type ByStrategy, onWorkersIn, overlappedIn, purestIn } from "../by-strategy";
import { bodiesOf } from "./bodies";
import { type Concurrency, concurrencyOf } from "./concurrency";
import { type Contention, contentions } from "./contention";
import { type KnownWork, knownWorkOf } from "./known-work";
import { mainTask } from "./overhead";

export interface Waiting {
  /** Share of an item's time in which it needs no core; undefined where the data do not show it. */
  readonly share: number | undefined;
  readonly finding: Finding;
}

/** How far a share may be from 0 or 1 to count as computing or waiting. */
const CLEAR_MARGIN = 0.15;
const isComputing = (share: number): boolean => share <= CLEAR_MARGIN;
const isWaiting = (share: number): boolean => share >= 1 - CLEAR_MARGIN;
const isClear = (share: number): boolean => isComputing(share) || isWaiting(share);

const NOT_KNOWN: Waiting = {
  share: undefined,
  finding: {
    kind: "waiting",
    sentence: unsure(
      say`Not enough data to tell waiting from computing. Run Async too, or use more workers than cores.`,
    ),
    claims: [],
    rule: "Tasks that overlap on one event loop wait; tasks that take longer when they share cores compute.",
  },
};

/** @param rule how it is known */
function known(share: number, sentence: Sentence, rule: string): Waiting {
  const claims: readonly Claim[] = isClear(share) ? [{ says: "waiting", waits: isWaiting(share) }] : [];
  return { share, finding: { kind: "waiting", sentence, claims, rule } };
}

/**
 * Whether bodies wait or compute is known where they used `sleep` and `compute`. Of others the duration does not show it.
 * Two things do: bodies that compute cannot overlap on one thread
 * (async), and take longer where more of them run than there are cores (`k` bodies on `c` cores: `k / c` times as long).
 *
 * @param traces one of each strategy that ran
 */
export function waitingOf(traces: ByStrategy, cores: number): Waiting {
  const [purest] = purestIn(traces);
  const pure = purest && traces.get(purest);
  const sure = pure && byFunctions(pure);
  if (sure !== undefined) return sure;
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
  return NOT_KNOWN;
}

function byFunctions(trace: Trace): Waiting | undefined {
  const works = knownWorkOf(trace, bodiesOf(trace));
  if (works === undefined) return undefined;
  const shareOf = ({ sleptMs, computedMs }: KnownWork): number => sleptMs / (sleptMs + computedMs);
  const sleptMs = works.reduce((sum, each) => sum + each.sleptMs, 0);
  const computedMs = works.reduce((sum, each) => sum + each.computedMs, 0);
  const share = sleptMs / (sleptMs + computedMs);
  const rule = "Measured by `sleep` and `compute` themselves, which took most of the tasks' time.";
  const inSleep = (ms: number) => figure("of their time in sleep", ms, "share");
  const inCompute = (ms: number) => figure("of their time in compute", ms, "share");
  const bodyMs = works.reduce((sum, each) => sum + each.bodyMs, 0);
  const ofBodies = (ms: number): number => Math.min(1, ms / bodyMs);
  const isSame = works.every(
    (work) => isWaiting(shareOf(work)) === isWaiting(share) && isClear(shareOf(work)),
  );
  if (works.length === 1 || isSame) {
    const sentence = isComputing(share)
      ? say`Items compute: ${inCompute(ofBodies(computedMs))} of their time is in \`compute\`.`
      : isWaiting(share)
        ? say`Items wait: ${inSleep(ofBodies(sleptMs))} of their time is in \`sleep\`.`
        : say`Items do both: ${inSleep(ofBodies(sleptMs))} of their time is in \`sleep\`, ${inCompute(ofBodies(computedMs))} in \`compute\`.`;
    return known(share, sentence, rule);
  }
  const each = works.map((work, at) => {
    const link = at === 0 ? "" : at < works.length - 1 ? ", " : " and ";
    return say`${link}\`${work.name}\` ${verbOf(shareOf(work))}`;
  });
  const { finding } = known(share, say`${together(each, "")}.`, rule);
  // Some wait and some compute: none of the two is true of all.
  return { share, finding: { ...finding, claims: [] } };
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
  const overlapped = figure("task overlap on one event loop", overlap, "share");
  const waits = figure("waiting", share, "share");
  const sentence = isComputing(share)
    ? say`Items compute: on one event loop only ${overlapped} of their time overlaps.`
    : isWaiting(share)
      ? say`Items wait: on one event loop ${overlapped} of their time overlaps.`
      : unsure(say`Items do both: about ${waits} of their time is waiting.`);
  return known(share, sentence, "On one event loop only tasks that wait overlap.");
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
  const parallel = figure("parallel tasks, average", atOnce, "count");
  const here = figure("cores", cores, "count");
  const longer = ({ name, longer: times }: Contention) =>
    figure(`time of ${name} compared with running alone`, times, "times");
  const rule =
    "Tasks that compute take longer where more of them run than there are cores; tasks that wait do not.";
  if (parts.length > 1) {
    const each = parts.map((part, at) => {
      const link = at === 0 ? "" : at < parts.length - 1 ? ", " : " and ";
      return say`${link}${part.name} ${verbOf(shareOf(part))} (${longer(part)} as long as alone)`;
    });
    const sentence = say`With ${parallel} parallel tasks on ${here} cores, ${together(each, "")}.`;
    const isCertain = parts.map(shareOf).every(isClear);
    // Of several tasks, some wait and some compute: none of the two is true of all.
    const { finding } = known(share, isCertain ? sentence : unsure(sentence), rule);
    return { share, finding: { ...finding, claims: [] } };
  }
  const [part] = parts as [Contention];
  const end = say`${parallel} in parallel on ${here} cores took ${longer(part)} as long as alone.`;
  const sentence = isComputing(share)
    ? say`Items compute: ${end} More workers than cores will not help.`
    : isWaiting(share)
      ? say`Items wait: ${end}`
      : unsure(say`Items seem to do both: ${end}`);
  return known(share, sentence, rule);
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
