import { type PartName, shares } from "@/components/results/shared/span/parts";
import { answerOf } from "@/lib/analysis/advice/answer";
import { sentenceText } from "@/lib/analysis/advice/figure-text";
import { formatDuration, formatList, formatRatio } from "@/lib/base/format";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import type { Report, StrategyReport, TreeNode } from "@/lib/protocol/report";

export interface Row {
  readonly label: string;
  readonly ms: number;
  /** Of a whole strategy: what its lanes did, as shares of the bar. */
  readonly parts?: Readonly<Record<PartName, number>>;
  readonly report: StrategyReport;
}

export interface Figure {
  readonly title: string;
  readonly head: "Strategy" | "Group";
  readonly rows: readonly Row[];
}

/** Groups that the entry itself opened: a program that compares several ways within one run. */
function groupsOf({ tree }: StrategyReport): readonly TreeNode[] {
  const groups = tree?.children.filter(({ kind }) => kind === "group") ?? [];
  return groups.length > 1 ? groups : [];
}

/** The comparison that a recorded run is about: its entry's groups, where it has any, or else its strategies. */
export function figureOf(report: Report): Figure {
  const grouped = report.strategies.filter((one) => groupsOf(one).length > 0);
  if (grouped.length > 0) return groupFigure(grouped);
  const trials = report.strategies.map((one) => ({
    info: { label: one.strategy, strategy: one.strategy },
    report: one,
  }));
  return {
    title: sentenceText(answerOf({ report, trials, source: "", advice: undefined }).verdict.sentence),
    head: "Strategy",
    rows: report.strategies.map((one) => ({
      label: STRATEGY_TEXTS[one.strategy].label,
      ms: one.wallMs.median,
      parts: shares(one.breakdown),
      report: one,
    })),
  };
}

function groupFigure(reports: readonly StrategyReport[]): Figure {
  const names = [...new Set(reports.flatMap((report) => groupsOf(report).map(({ name }) => name)))];
  const rows = names.flatMap((name) =>
    reports.flatMap((report) =>
      groupsOf(report)
        .filter((group) => group.name === name)
        .map(({ durationMs }) => ({ name, ms: durationMs, report })),
    ),
  );
  const several = reports.length > 1;
  return {
    title: several ? fastestOfEach(names, rows) : longestAndShortest(rows),
    head: "Group",
    rows: rows.map(({ name, ms, report }) => ({
      label: several ? `${name}, ${report.strategy}` : name,
      ms,
      report,
    })),
  };
}

interface Timed {
  readonly name: string;
  readonly ms: number;
  readonly report: StrategyReport;
}

function longestAndShortest(rows: readonly Timed[]): string {
  const sorted = rows.toSorted((a, b) => a.ms - b.ms);
  const [shortest] = sorted;
  const longest = sorted.at(-1);
  if (!shortest || !longest) return "";
  return `${longest.name} took ${formatRatio(longest.ms / shortest.ms)} as long as ${shortest.name}`;
}

function fastestOfEach(names: readonly string[], rows: readonly Timed[]): string {
  const parts = names.map((name) => {
    const [best] = rows.filter((row) => row.name === name).toSorted((a, b) => a.ms - b.ms);
    return best ? `in “${name}” ${best.report.strategy} was fastest (${formatDuration(best.ms)})` : "";
  });
  const text = formatList(parts);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
