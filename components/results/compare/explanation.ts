import { shares } from "@/components/results/shared/span/parts";
import { median, pairedRatio, type RatioInterval } from "@/lib/analysis/report/statistics";
import { formatCount, formatList, formatPercent, formatPlural } from "@/lib/base/format";
import type { Report, StrategyReport } from "@/lib/protocol/report";

/** Of what one strategy takes longer than another: the share of one part, to be worth saying. */
const MORE = 0.2;
/** Times as much at once, to be the reason. */
const WIDER = 1.5;

const PARTS = ["spawn", "transfer", "queue"] as const;

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const timesOf = ({ rounds }: StrategyReport): number[] => rounds.map(({ wallMs }) => wallMs);

/** Those that ran much less at once than the fastest, and how much each: "sequential ran 1 at once, pooled 8; async ran 25". */
function widthText(slow: readonly StrategyReport[], best: StrategyReport): string | undefined {
  const [first, ...rest] = slow;
  if (first === undefined) return undefined;
  const others = rest.map(({ strategy, counts }) => `${strategy} ${formatCount(counts.peakParallel)}`);
  const all = [`${first.strategy} ran ${formatCount(first.counts.peakParallel)} at once`, ...others];
  return `${formatList(all)}; ${best.strategy} ran ${formatCount(best.counts.peakParallel)}`;
}

const isNarrow = ({ counts }: StrategyReport, best: StrategyReport): boolean =>
  counts.peakParallel > 0 && best.counts.peakParallel >= WIDER * counts.peakParallel;

/** Where a slower strategy's time went, as far as its breakdown shows it. */
function partText(slow: StrategyReport, best: StrategyReport): string | undefined {
  const [own, other] = [shares(slow.breakdown), shares(best.breakdown)];
  const [mine, its] = [slow.wallMs.median, best.wallMs.median];
  // As long as the bars show it: a share of more time is more time.
  const more = (part: (typeof PARTS)[number]): number => own[part] * mine - other[part] * its;
  const [part] = PARTS.toSorted((a, b) => more(b) - more(a));
  if (part === undefined || more(part) < MORE * (mine - its)) return undefined;
  const spent = `${slow.strategy} spent ${formatPercent(own[part])} of its lanes' time`;
  if (part !== "spawn")
    return `${spent} ${part === "transfer" ? "moving data" : "waiting in line"}, ${best.strategy} ${formatPercent(other[part])}`;
  const started = `${spent} starting ${formatPlural(slow.counts.workersStarted, "worker")}`;
  return best.counts.workersStarted > 0
    ? `${started}, ${best.strategy} ${formatPercent(other[part])} starting ${formatCount(best.counts.workersStarted)}`
    : `${started}, ${best.strategy} none`;
}

function roundsText(done: readonly StrategyReport[]): string {
  const [least, most] = [
    Math.min(...done.map(({ rounds }) => rounds.length)),
    Math.max(...done.map(({ rounds }) => rounds.length)),
  ];
  if (most === 1)
    return done.length === 1 ? "Measured once." : "Measured once each: more rounds make it sure.";
  const number = least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`;
  return `Medians of ${number} rounds, the warm-up left out.`;
}

/** Under the title, which has the figures: why, what cannot be told, and how often it was measured. */
export function whyOf({ strategies, environment }: Report): string {
  const done = strategies.filter(({ status, rounds }) => status === "succeeded" && rounds.length > 0);
  const [best, ...rest] = done.toSorted((a, b) => median(timesOf(a)) - median(timesOf(b)));
  if (!best) return "No strategy came to its end, so there is nothing to compare.";
  const verdicts = new Map<StrategyReport, RatioInterval["verdict"]>(
    rest.map((other) => [other, pairedRatio(timesOf(other), timesOf(best), environment.timerStepMs).verdict]),
  );
  const of = (verdict: RatioInterval["verdict"]): readonly string[] =>
    rest.filter((other) => verdicts.get(other) === verdict).map(({ strategy }) => strategy);
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
  const failed = strategies.filter(({ status }) => status === "failed").map(({ strategy }) => strategy);
  return [
    reasons.length > 0 && `${capital(reasons.join("; "))}.`,
    equal.length > 0 && `No clear difference to ${formatList(equal)}.`,
    short.length > 0 && `${capital(formatList(short))}: too short for this clock to tell apart.`,
    few.length > 0 && `${capital(formatList(few))}: too few rounds to tell.`,
    failed.length > 0 && `${capital(formatList(failed))} failed.`,
    roundsText(done),
  ]
    .filter((part) => part !== false)
    .join(" ");
}
