import { capitalize, formatCount, formatPercent, formatPlural } from "@/lib/base/format";
import { partShares } from "../report/part-shares";
import { type Compared, labelOf } from "./compared";
import type { Finding, ReasonPart } from "./finding";
import { type Sentence, say, together } from "./sentence";

/** Share of the difference between two bars that one part must make up, to be given as the reason. */
const MIN_EXPLAINED_SHARE = 0.4;
/** The largest part must be this many times the second: else another run may order them the other way. */
const MIN_LEAD = 1.5;
/** Times as many tasks in parallel, for that to be the reason of longer bars. */
const MIN_WIDTH_RATIO = 1.5;

const OVERHEADS = ["spawn", "transfer", "queue"] as const;
type OverheadPart = (typeof OVERHEADS)[number];

/** ms that a part takes up in a trial's bar. */
function barMs({ report }: Compared, part: keyof Compared["report"]["breakdown"]): number {
  return partShares(report.breakdown)[part] * report.wallMs.median;
}

/**
 * Why `slow` takes longer: the part of its bar that exceeds the same part of the best one's by most. Undefined where no
 * part leads clearly.
 */
function reasonPart(slow: Compared, best: Compared): ReasonPart | undefined {
  const difference = slow.report.wallMs.median - best.report.wallMs.median;
  if (!(difference > 0)) return undefined;
  const more = (part: keyof Compared["report"]["breakdown"]) => barMs(slow, part) - barMs(best, part);
  // A bar is the mean of its lanes: with fewer tasks in parallel, more of it is compute, or lanes without work.
  const rest = more("compute") + more("idle");
  const parts = [
    ...OVERHEADS.map((part): readonly [ReasonPart | "rest", number] => [part, more(part)]),
    ["rest", rest] as const,
  ].toSorted(([, a], [, b]) => b - a);
  const [first, second] = parts;
  if (first === undefined || second === undefined) return undefined;
  const [part, ms] = first;
  if (ms < MIN_EXPLAINED_SHARE * difference || ms < MIN_LEAD * second[1]) return undefined;
  if (part !== "rest") return part;
  if (isNarrow(slow, best)) return "width";
  return peakOf(slow) === peakOf(best) && more("compute") > MIN_LEAD * more("idle") ? "compute" : undefined;
}

const peakOf = ({ report }: Compared): number => report.counts.peakParallel;

const isNarrow = (slow: Compared, best: Compared): boolean =>
  peakOf(slow) > 0 && peakOf(best) >= MIN_WIDTH_RATIO * peakOf(slow);

const SPENT: Readonly<Record<Exclude<OverheadPart, "spawn">, string>> = {
  transfer: "sending data",
  queue: "in queues",
};

function overheadSentence(slow: Compared, best: Compared, part: OverheadPart): Sentence {
  const share = (trial: Compared): string => formatPercent(partShares(trial.report.breakdown)[part]);
  const name = capitalize(labelOf(slow));
  if (part !== "spawn")
    return say`${name} spent ${share(slow)} of its worker time ${SPENT[part]}; ${labelOf(best)} spent ${share(best)}.`;
  const started = formatPlural(slow.report.counts.workersStarted, "worker");
  const other = best.report.counts.workersStarted;
  const end =
    other > 0
      ? `${labelOf(best)} spent ${share(best)} starting ${formatCount(other)}`
      : `${labelOf(best)} starts none`;
  return say`${name} spent ${share(slow)} of its worker time starting ${started}; ${end}.`;
}

function widthSentence(slow: readonly Compared[], best: Compared): Sentence {
  const [first, ...rest] = slow;
  if (first === undefined) return say``;
  const others = rest.map((trial) => `; ${labelOf(trial)} ran ${formatCount(peakOf(trial))}`).join("");
  const tasks = `${formatPlural(peakOf(first), "task")} at a time`;
  return say`${capitalize(labelOf(first))} ran ${tasks}${others}; ${labelOf(best)} ran ${formatCount(peakOf(best))}.`;
}

/** @param slower those that take clearly longer than `best`, the slowest first */
export function reasonFinding(slower: readonly Compared[], best: Compared): Finding | undefined {
  const parts = slower.flatMap((slow) => {
    const part = reasonPart(slow, best);
    return part === undefined ? [] : [{ slow, part }];
  });
  const [first] = parts;
  if (first === undefined) return undefined;
  const narrow = parts.filter(({ part }) => part === "width").map(({ slow }) => slow);
  const sentences = parts.flatMap(({ slow, part }): Sentence[] => {
    if (part === "width") return slow === narrow[0] ? [widthSentence(narrow, best)] : [];
    if (part === "compute")
      return [say`Tasks took longer under ${labelOf(slow)} than under ${labelOf(best)}.`];
    return [overheadSentence(slow, best, part)];
  });
  return {
    kind: "reason",
    sentence: together(sentences),
    claims: parts.map(({ slow, part }) => ({
      says: "reason",
      label: labelOf(slow),
      against: labelOf(best),
      part,
    })),
    rule: "The part of the bar that differs most: at least 40% of the difference, and 1.5 times the next part.",
  };
}
