import { ChartColumn } from "lucide-react";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { partMarks } from "@/components/results/shared/span/parts";
import { PartsLegend } from "@/components/results/shared/span/parts-legend";
import type { TableData } from "@/components/results/shared/table/table-data";
import { Banner } from "@/components/ui/banner";
import { CopyButton } from "@/components/ui/copy-button";
import { download } from "@/components/ui/download";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberField } from "@/components/ui/number-field";
import type { Advice } from "@/lib/analysis/advice/advice";
import { type Answer, answerOf } from "@/lib/analysis/advice/answer";
import { sentenceText } from "@/lib/analysis/advice/figure-text";
import type { Run, RunProgress, Trial } from "@/lib/app/run/run";
import { formatCount, formatDuration, formatPlural } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import { type Bar, barsOf, chartHeight } from "./bars";
import { compareTable } from "./compare-table";
import { environmentText, sourceText } from "./environment-text";

const CompareChart = lazy(() => import("./compare-chart"));
const NO_TRIALS: readonly Trial[] = [];
const NO_TABLE: TableData = { caption: "Strategies compared", columns: [], rows: [] };

export interface CompareViewProps {
  readonly run: Pick<Run, "report" | "trials" | "document"> | undefined;
  /** Strategies of the run, in the order in which to show them. */
  readonly planned: readonly StrategyName[];
  readonly progress?: RunProgress | undefined;
  /** The analysis, for the ideal line and the rows that a report alone does not have. */
  readonly advice?: Advice | undefined;
  readonly onAdvice?: (() => void) | undefined;
  /** Dollars. */
  readonly pricePerOpRun: number;
  readonly onPrice: (price: number) => void;
  readonly comparison?: ReactNode;
}

function waitingText(bar: Bar, progress: RunProgress | undefined): string {
  if (!progress) return "not run";
  if (progress.strategy !== bar.label) return "waiting for its turn";
  return progress.total > 0
    ? `running: ${formatCount(progress.done)} of ${formatCount(progress.total)}`
    : "running";
}

export default function CompareView({
  run,
  planned,
  progress,
  advice,
  onAdvice,
  pricePerOpRun,
  onPrice,
  comparison,
}: CompareViewProps) {
  const report = run?.report;
  const has = report?.strategies.some((each) => each.rounds.length > 0) ?? false;
  const trials = run?.trials ?? NO_TRIALS;
  const bars = useMemo(() => barsOf(trials, planned), [trials, planned]);
  const answer = useMemo(
    () => run && answerOf({ report: run.report, trials: run.trials, source: run.document.code, advice }),
    [run, advice],
  );
  const columns = answer?.isRanked ? advice?.columns : undefined;
  const table = trials.length > 0 ? compareTable(trials, { columns, pricePerOpRun }) : NO_TABLE;
  const idealMs = answer?.ideal?.ms;
  if (!progress && !has) {
    return (
      <EmptyState icon={<ChartColumn />} title="Nothing measured yet">
        Run the program to see how long each strategy takes, and where the time goes.
      </EmptyState>
    );
  }
  // One text, so that the chart is drawn again only when one of its rows has another.
  const waiting = bars.map((bar) => waitingText(bar, progress)).join("\n");
  const measuring = progress !== undefined && bars.some((bar) => !bar.report);
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto p-4">
      {report?.environment.hidden && (
        <Banner tone="warning" title="The tab was hidden during this run: browsers slow timers then.">
          A hidden tab also gets less of the processor. For figures to rely on, run again and keep the tab in
          view.
        </Banner>
      )}
      {comparison}
      <ChartFrame
        title={measuring || !answer ? "Measuring…" : sentenceText(answer.verdict.sentence)}
        sentence={
          // Two lines high, so that the chart does not move when the text changes.
          <span className="block min-h-10">
            {measuring || !answer
              ? "Every strategy runs the same program on Web Workers."
              : underTitle(answer)}
          </span>
        }
        legend={
          <>
            <Legend idealMs={idealMs} workers={report?.settings.workers} />
            {has && <WhatWouldChange answer={measuring ? undefined : answer} onAdvice={advice && onAdvice} />}
          </>
        }
        table={table}
        tableOpen={has}
        marks={[
          ...partMarks(),
          ...(idealMs !== undefined && idealMs > 0
            ? [{ label: `Ideal: ${formatDuration(idealMs)}`, color: "text", shape: "dashed" as const }]
            : []),
        ]}
        source={report && sourceText(report)}
        fileName={`${report?.program.name ?? "fanout"}-compare`}
        more={
          report && [
            { type: "separator" },
            {
              label: "Save report as JSON",
              description: "All that an embed or a link would carry",
              onSelect: () =>
                download(
                  `${report.program.name}-report.json`,
                  JSON.stringify(report, null, 2),
                  "application/json",
                ),
            },
          ]
        }
        actions={report && <CopyButton label="Copy results" text={() => JSON.stringify(report, null, 2)} />}
      >
        <Suspense fallback={<div style={{ height: chartHeight(bars.length) }} />}>
          <CompareChart bars={bars} ideal={idealMs} waiting={waiting} />
        </Suspense>
      </ChartFrame>
      {has && (
        <NumberField
          label="Price of an op run, to compare what a platform would bill"
          unit="$"
          value={pricePerOpRun}
          onChange={onPrice}
          min={0}
          max={1_000_000}
          step={0.01}
        />
      )}
      {has && report && <p className="text-muted text-sm">{environmentText(report.environment)}</p>}
    </div>
  );
}

interface LegendProps {
  readonly idealMs: number | undefined;
  readonly workers: number | undefined;
}

function Legend({ idealMs, workers }: LegendProps) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1">
      <PartsLegend />
      {idealMs !== undefined && idealMs > 0 && workers !== undefined && (
        <p className="inline-flex items-center gap-1.5 text-muted text-sm">
          <span aria-hidden className="keep-colors h-3 border-text border-l border-dashed" />
          Ideal for {formatPlural(workers, "worker")} with one call each: {formatDuration(idealMs)}
        </p>
      )}
    </div>
  );
}

/** The limit that held the run back, why the others take longer, and what more rounds would show. */
const underTitle = ({ limits, reason, next }: Answer): string =>
  [...limits, ...(reason ? [reason] : []), ...next].map(({ sentence }) => sentenceText(sentence)).join(" ");

interface WhatWouldChangeProps {
  readonly answer: Answer | undefined;
  readonly onAdvice: (() => void) | undefined;
}

/** What would change the answer, in a fixed height. */
function WhatWouldChange({ answer, onAdvice }: WhatWouldChangeProps) {
  const [change] = answer?.changes ?? [];
  if (!change && !onAdvice) return null;
  return (
    <p className="min-h-10">
      {change && (
        <>
          <span className="font-medium">What would change this: </span>
          {sentenceText(change.sentence)}{" "}
        </>
      )}
      {onAdvice && (
        <button type="button" onClick={onAdvice} className="text-accent underline underline-offset-2">
          See all advice
        </button>
      )}
    </p>
  );
}
