import { pairedRatio, type RatioInterval } from "@/lib/analysis/statistics";
import { formatDuration, formatList, formatRatio } from "@/lib/playground/format";
import type { Report, StrategyReport } from "@/lib/protocol/report";

export interface Finding {
  readonly title: string;
  readonly sentence: string;
}

const times = (report: StrategyReport): number[] => report.rounds.map(({ wallMs }) => wallMs);
const name = (report: StrategyReport): string => report.strategy;
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

interface Against {
  readonly other: StrategyReport;
  readonly ratio: RatioInterval;
}

const factor = ({ other, ratio }: Against): string =>
  `${formatRatio(ratio.median)} faster than ${name(other)}`;

function interval({ other, ratio }: Against): string {
  return `${name(other)} took ${formatRatio(ratio.low)} to ${formatRatio(ratio.high)} as long`;
}

/** What the comparison found, from paired rounds; no order is given where the data do not carry one. */
export function findingOf(report: Report): Finding {
  const { timerStepMs } = report.environment;
  const failed = report.strategies.filter(({ status }) => status === "failed");
  const done = report.strategies.filter(({ status }) => status === "succeeded");
  const [best, ...rest] = done.toSorted((a, b) => a.wallMs.median - b.wallMs.median);
  const failures = failed.length > 0 ? ` Failed: ${formatList(failed.map(name))}.` : "";
  if (!best) {
    return failed.length > 0
      ? {
          title: `${capital(formatList(failed.map(name)))} failed`,
          sentence: "No strategy came to an end, so there is nothing to compare.",
        }
      : { title: "Stopped", sentence: "No strategy came to an end." };
  }
  const took = formatDuration(best.wallMs.median);
  if (rest.length === 0)
    return {
      title: `${capital(name(best))} took ${took}`,
      sentence: `Choose a second strategy to compare it with.${failures}`,
    };

  const against = rest.map(
    (other): Against => ({ other, ratio: pairedRatio(times(other), times(best), timerStepMs) }),
  );
  const slower = against.filter(({ ratio }) => ratio.verdict === "longer");
  const equal = against.filter(({ ratio }) => ratio.verdict === "no clear difference");
  if (against.some(({ ratio }) => ratio.verdict === "too short to tell")) {
    return {
      title: "Too short to tell",
      sentence: `${took} is within a few steps of this browser's clock. Give the program more to do.${failures}`,
    };
  }
  const rounds = Math.min(...done.map((each) => each.rounds.length));
  if (slower.length === 0) {
    const few = equal.length < against.length;
    return {
      title: few
        ? "More rounds are needed to tell"
        : `No clear difference between ${formatList([best, ...rest].map(name))}`,
      sentence: few
        ? `After ${rounds === 1 ? "one round" : `${rounds} rounds`} the times are too close to put in order.${failures}`
        : `${capital(equal.map(interval).join(", "))} as ${name(best)}.${failures}`,
    };
  }
  const ties =
    equal.length > 0 ? ` No clear difference from ${formatList(equal.map(({ other }) => name(other)))}.` : "";
  const spread =
    rounds > 1
      ? ` ${capital(slower.map(interval).join(", "))}, from ${rounds} paired rounds.`
      : " Measured once: more rounds say how sure that is.";
  return {
    title: `${capital(name(best))} is ${formatList(slower.toReversed().map(factor))}`,
    sentence: `It took ${took}.${spread}${ties}${failures}`,
  };
}
