import { shares } from "@/components/results/shared/span/parts";
import { pairedRatio, type RatioInterval } from "@/lib/analysis/report/statistics";
import { capitalize, formatCount, formatList, formatPercent, formatPlural } from "@/lib/base/format";
import { byTime, type Compared, labelOf, timesOf } from "./title";

/** Share of the difference between two trials that one part must explain, to be worth saying. */
const MIN_EXPLAINED_SHARE = 0.2;
/** Times as many bodies at once, to be the reason. */
const MIN_WIDTH_RATIO = 1.5;

const PARTS = ["spawn", "transfer", "queue"] as const;

/** Those that ran much less at once than the fastest: "sequential ran 1 at once, pooled 8; async ran 25". */
function widthText(slow: readonly Compared[], best: Compared): string | undefined {
  const [first, ...rest] = slow;
  if (first === undefined) return undefined;
  const peakOf = ({ report }: Compared): string => formatCount(report.counts.peakParallel);
  const others = rest.map((other) => `${labelOf(other)} ${peakOf(other)}`);
  const all = [`${labelOf(first)} ran ${peakOf(first)} at once`, ...others];
  return `${formatList(all)}; ${labelOf(best)} ran ${peakOf(best)}`;
}

function isNarrow({ report }: Compared, best: Compared): boolean {
  const { peakParallel } = report.counts;
  return peakParallel > 0 && best.report.counts.peakParallel >= MIN_WIDTH_RATIO * peakParallel;
}

function partText(slow: Compared, best: Compared): string | undefined {
  const [own, other] = [shares(slow.report.breakdown), shares(best.report.breakdown)];
  const [mine, its] = [slow.report.wallMs.median, best.report.wallMs.median];
  // In ms, as the bars show it: the same share of a longer time is more time.
  const more = (part: (typeof PARTS)[number]): number => own[part] * mine - other[part] * its;
  const [part] = PARTS.toSorted((a, b) => more(b) - more(a));
  if (part === undefined || more(part) < MIN_EXPLAINED_SHARE * (mine - its)) return undefined;
  const spent = `${labelOf(slow)} spent ${formatPercent(own[part])} of its lanes' time`;
  if (part !== "spawn")
    return `${spent} ${part === "transfer" ? "moving data" : "waiting in line"}, ${labelOf(best)} ${formatPercent(other[part])}`;
  const started = `${spent} starting ${formatPlural(slow.report.counts.workersStarted, "worker")}`;
  const bestStarted = best.report.counts.workersStarted;
  return bestStarted > 0
    ? `${started}, ${labelOf(best)} ${formatPercent(other[part])} starting ${formatCount(bestStarted)}`
    : `${started}, ${labelOf(best)} none`;
}

function roundsText(done: readonly Compared[]): string {
  const counts = done.map(({ report }) => report.rounds.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1)
    return done.length === 1 ? "Measured once." : "Measured once each: more rounds make it sure.";
  const number = least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`;
  return `Medians of ${number} rounds, the warm-up left out.`;
}

/**
 * Under the title, which has the figures: why, what the rounds cannot show, and how many there were.
 * @param timerStepMs smallest difference that the clock shows
 */
export function explanationOf(trials: readonly Compared[], timerStepMs: number): string {
  const [best, ...rest] = byTime(trials);
  if (!best) return "No strategy came to its end, so there is nothing to compare.";
  const verdicts = new Map<Compared, RatioInterval["verdict"]>(
    rest.map((other) => [other, pairedRatio(timesOf(other), timesOf(best), timerStepMs).verdict]),
  );
  const of = (verdict: RatioInterval["verdict"]): readonly string[] =>
    rest.filter((other) => verdicts.get(other) === verdict).map(labelOf);
  // In the title's order, the slowest first.
  const slower = rest.toReversed().filter((other) => verdicts.get(other) === "longer");
  const reasons = [
    widthText(
      slower.filter((other) => isNarrow(other, best)),
      best,
    ),
    ...slower.filter((other) => !isNarrow(other, best)).map((other) => partText(other, best)),
  ].filter((reason) => reason !== undefined);
  const equal = rest.length === of("no clear difference").length ? [] : of("no clear difference");
  const few = of("too few rounds");
  const short = of("too short to tell");
  const failed = trials.filter(({ report }) => report.status === "failed").map(labelOf);
  return [
    reasons.length > 0 && `${capitalize(reasons.join("; "))}.`,
    equal.length > 0 && `No clear difference to ${formatList(equal)}.`,
    short.length > 0 && `${capitalize(formatList(short))}: too short for this clock to tell apart.`,
    few.length > 0 && `${capitalize(formatList(few))}: too few rounds to tell.`,
    failed.length > 0 && `${capitalize(formatList(failed))} failed.`,
    roundsText([best, ...rest]),
  ]
    .filter((part) => part !== false)
    .join(" ");
}
