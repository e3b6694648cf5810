import { cell, cellIn, type TableData, tableOf } from "@/components/results/shared/table/table-data";
import { differencesOf } from "@/lib/app/documents/differences";
import { isSameStrategy, type Run, recordOf, type Trial } from "@/lib/app/run/run";
import {
  capitalize,
  durationScale,
  formatList,
  formatLongDuration,
  formatRatio,
  NONE,
} from "@/lib/base/format";
import type { Report } from "@/lib/protocol/report";

export type ChangeVerdict =
  | "faster"
  | "slower"
  | "no clear difference"
  | "too fast to compare"
  | "one round only";

export interface Change {
  readonly key: string;
  readonly label: string;
  readonly before: Trial | undefined;
  readonly after: Trial | undefined;
  /** after / before; NaN where one of them has no time. */
  readonly ratio: number;
  readonly verdict: ChangeVerdict | undefined;
}

/** What the two runs are called: "before" and "after", or "recorded" and "here". */
export interface RunWords {
  readonly before: string;
  readonly after: string;
}

/** What stands for a run that is missing. @param word what the run would be called */
export const notIn = (word: string): string => (word === "here" ? "not run here" : NONE);

/** Medians this close are one, as in the comparison of strategies. */
const EQUAL_WITHIN = 0.02;
/** Medians below this many steps of the clock are not ranked. */
const MIN_CLOCK_STEPS = 10;

/**
 * The runs were not interleaved, and the machine may have been busy with something else. So they are ranked only if the
 * intervals of their medians, of several rounds each, do not overlap.
 */
function verdictOf(before: Trial, after: Trial, timerStepMs: number): ChangeVerdict {
  const [was, is] = [before.report, after.report];
  if (Math.min(was.wallMs.median, is.wallMs.median) < MIN_CLOCK_STEPS * timerStepMs)
    return "too fast to compare";
  if (was.rounds.length < 2 || is.rounds.length < 2) return "one round only";
  const ratio = is.wallMs.median / was.wallMs.median;
  const apart = is.wallMs.low > was.wallMs.high || is.wallMs.high < was.wallMs.low;
  if (!apart || Math.abs(ratio - 1) <= EQUAL_WITHIN) return "no clear difference";
  return ratio < 1 ? "faster" : "slower";
}

const timed = (trial: Trial | undefined): Trial | undefined =>
  trial?.report.status === "succeeded" && trial.report.rounds.length > 0 ? trial : undefined;

/**
 * Trials of either run, those of `after` first. Counterparts have the same label, or else the same strategy; records have
 * one trial each.
 */
export function changesOf(before: Run, after: Run): Change[] {
  const left = new Set(before.trials);
  const take = (matches: (trial: Trial) => boolean): Trial | undefined => {
    const found = [...left].find(matches);
    if (found) left.delete(found);
    return found;
  };
  const isOneEach = recordOf(before) !== undefined && recordOf(after) !== undefined;
  const byLabel = after.trials.map((trial) => take(({ info }) => info.label === trial.info.label));
  const pairs: (readonly [Trial | undefined, Trial | undefined])[] = after.trials.map((trial, at) => [
    byLabel[at] ?? take(({ info }) => isOneEach || isSameStrategy(info, trial.info)),
    trial,
  ]);
  for (const trial of left) pairs.push([trial, undefined]);
  const stepMs = Math.max(before.report.environment.timerStepMs, after.report.environment.timerStepMs);
  const isComparable = obstacle(before, after) === undefined;
  return pairs.map(([old, now]) => {
    const [was, is] = [timed(old), timed(now)];
    return {
      key: (now ?? old)?.info.trialId ?? "",
      label: isOneEach ? "run" : ((now ?? old)?.info.label ?? ""),
      before: old,
      after: now,
      ratio: isComparable && was && is ? is.report.wallMs.median / was.report.wallMs.median : Number.NaN,
      verdict: isComparable && was && is ? verdictOf(was, is, stepMs) : undefined,
    };
  });
}

/** Why the times of two runs say nothing about each other. */
function obstacle(before: Run, after: Run): string | undefined {
  const reports = [before.report, after.report];
  if (reports.some(({ resumed }) => resumed)) return "Not comparable: a resumed run reuses results";
  if (reports.some(({ typeErrors = 0 }) => typeErrors > 0))
    return "Not comparable: a program with type errors ran";
  if (reports.some(({ strategies }) => strategies.some(({ inline }) => inline)))
    return "Not comparable: what a program made to run in parallel ran one after the other";
  return undefined;
}

export function changeTitle(before: Run, after: Run, changes: readonly Change[]): string {
  const reason = obstacle(before, after);
  if (reason !== undefined) return reason;
  if (changes.every(({ verdict }) => verdict === undefined)) return "No strategy finished in both runs";
  const clear = changes.filter(({ verdict }) => verdict === "faster" || verdict === "slower");
  if (clear.length === 0)
    return recordOf(before) || recordOf(after)
      ? recordTitle(before, after, changes)
      : changes.some(({ verdict }) => verdict === "one round only")
        ? "One round each: run more rounds for a reliable comparison"
        : "No clear difference";
  const parts = clear.map(
    ({ label, ratio, verdict }) =>
      `${label} ${formatRatio(verdict === "faster" ? 1 / ratio : ratio)} ${verdict}`,
  );
  return capitalize(formatList(parts));
}

/** "fan24 took 1 min 3 s, then 24.8 s": a record is one run, which nothing can be ranked by. */
function recordTitle(before: Run, after: Run, changes: readonly Change[]): string {
  const [was, is] = [recordOf(before)?.record.name, recordOf(after)?.record.name];
  const job = was === undefined || is === undefined || was === is ? (was ?? is) : `${was} and ${is}`;
  const times = changes.flatMap(({ before: one, after: other }) =>
    one && other
      ? `${formatLongDuration(one.report.wallMs.median)}, then ${formatLongDuration(other.report.wallMs.median)}`
      : [],
  );
  return `${job} took ${formatList(times)}`;
}

export function differences(before: Report, after: Report, words: RunWords): string[] {
  const { code, inputs, settings, standIns, machine } = differencesOf(before, after);
  return [
    ...(code ? ["code"] : []),
    ...(inputs ? ["inputs"] : []),
    ...settings.map(({ key, one, other }) => `${key} (${one} ${words.before}, ${other} ${words.after})`),
    ...(standIns ? ["stand-ins"] : []),
    ...(machine ? ["machine or browser"] : []),
  ];
}

export function changeTable(changes: readonly Change[], words: RunWords): TableData {
  const medianOf = (trial: Trial | undefined): number => trial?.report.wallMs.median ?? 0;
  const scale = durationScale(changes.flatMap(({ before, after }) => [medianOf(before), medianOf(after)]));
  const time = (trial: Trial | undefined, word: string) => {
    const median = timed(trial)?.report.wallMs.median;
    return median === undefined ? cell(null, trial?.report.status ?? notIn(word)) : cellIn(scale, median);
  };
  const range = (trial: Trial | undefined): string => {
    const report = timed(trial)?.report;
    return report && report.rounds.length > 1
      ? `${scale.formatFine(report.wallMs.low)} to ${scale.formatFine(report.wallMs.high)}`
      : NONE;
  };
  const [was, is] = [capitalize(words.before), capitalize(words.after)];
  return tableOf(`${was} and ${words.after}`, changes, [
    ["Strategy", ({ label }) => cell(label)],
    [`${was}, ${scale.unit}`, ({ before }) => time(before, words.before)],
    [`${is}, ${scale.unit}`, ({ after }) => time(after, words.after)],
    [
      `${is} over ${words.before}`,
      ({ ratio }) => cell(Number.isFinite(ratio) ? ratio : null, formatRatio(ratio)),
    ],
    [`Interval ${words.before}, ${scale.unit}`, ({ before }) => cell(range(before))],
    [`Interval ${words.after}, ${scale.unit}`, ({ after }) => cell(range(after))],
    ["Verdict", ({ verdict }) => cell(verdict ?? null, verdict ?? NONE)],
  ]);
}
