import { PART_ORDER, PART_WORDS } from "@/components/results/shared/span/parts";
import { capitalize, formatDuration, formatPercent, formatPlural } from "@/lib/base/format";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import { type Bar, endText } from "./bars";

/** "Pooled: a pool of workers", "668 ms, median of 3 rounds", and a line for each part that is not nought. */
export function detailsOf(bar: Bar): readonly string[] {
  const { label, strategy, samples, median, report } = bar;
  const rounds = samples.length > 1 ? `, median of ${formatPlural(samples.length, "round")}` : "";
  return [
    strategy === undefined ? capitalize(label) : `${capitalize(label)}: ${STRATEGY_TEXTS[strategy].brief}`,
    `${endText(bar, formatDuration)}${rounds}`,
    ...PART_ORDER.filter((part) => bar[part] > 0).map(
      (part) =>
        `${PART_WORDS[part].label} ${formatDuration(bar[part])} (${formatPercent(bar[part] / median)})`,
    ),
    ...(report?.aheadMs === undefined
      ? []
      : [`${formatDuration(report.aheadMs)} of a worker's start were before Run, and are counted`]),
  ];
}
