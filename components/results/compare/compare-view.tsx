import { ChartColumn } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { partMarks } from "@/components/results/shared/span/parts";
import { DataTable } from "@/components/results/shared/table/data-table";
import type { TableData } from "@/components/results/shared/table/table-data";
import { copyText } from "@/components/ui/clipboard";
import { download } from "@/components/ui/download";
import { EmptyState } from "@/components/ui/empty-state";
import { loaded } from "@/components/ui/loaded";
import { answerOf } from "@/lib/analysis/advice/answer";
import type { FindingAction } from "@/lib/analysis/advice/finding";
import type { Run, RunProgress, Trial } from "@/lib/app/run/run";
import type { Analysis } from "@/lib/app/store/slices/analysis-slice";
import { formatDuration } from "@/lib/base/format";
import type { TrialInfo } from "@/lib/model/run";
import { hasStandIns } from "@/lib/model/stand-ins";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import { Analysing } from "./analysing";
import { barsOf, chartHeight, reach, reusedIn, waitingText } from "./bars";
import { ChartLegend } from "./chart-legend";
import { compareTables } from "./compare-table";
import { Details } from "./details";
import { environmentText, sourceText } from "./environment-text";
import { headlineOf } from "./headline";
import { NextSteps } from "./next-steps";
import { Origin } from "./origin";
import { Verdict } from "./verdict";
import { ShowDifference, Warnings } from "./warnings";

const CompareChart = loaded(() => import("./compare-chart"));
const NO_TRIALS: readonly Trial[] = [];
const NO_TABLE: TableData = { caption: "Strategies compared", columns: [], rows: [] };
const MEASURING = {
  subject: "",
  text: "Measuring…",
  more: "Every strategy runs the same program on Web Workers.",
};

export interface CompareViewProps {
  readonly run: Run | undefined;
  /** The run before, of the same program, while `run` is in progress. */
  readonly previous?: Run | undefined;
  /** Strategies of the run, in the order in which to show them. */
  readonly planned: readonly StrategyName[];
  /** A run is in progress. */
  readonly running?: boolean;
  readonly progress?: RunProgress | undefined;
  /** What the traces of `run` show. */
  readonly analysis: Analysis;
  /** Undefined while a run is in progress, as the next two. */
  readonly onRun?: (() => void) | undefined;
  readonly onAction?: ((action: FindingAction) => void) | undefined;
  readonly onUseNumbers?: (() => void) | undefined;
  /** Shows what the run did as platforms write it. */
  readonly onWrite?: (() => void) | undefined;
  readonly onShowTrial: (trial: TrialInfo) => void;
  /** Dollars. */
  readonly pricePerOpRun: number;
  readonly onPrice: (price: number) => void;
  /** Whether a platform's own package gives the same. */
  readonly referee?: ReactNode;
  /** With another run. */
  readonly comparison?: ReactNode;
  /** The user chose that run: it is what they want to see. */
  readonly comparesFirst?: boolean;
}

/** The verdict, the reason, the chart, what would change it, what to do next; details and all figures are folded. */
export default function CompareView({
  run,
  previous,
  planned,
  running = false,
  progress,
  analysis,
  onRun,
  onAction,
  onUseNumbers,
  onWrite,
  onShowTrial,
  pricePerOpRun,
  onPrice,
  referee,
  comparison,
  comparesFirst = false,
}: CompareViewProps) {
  // A complete run is the one before, until the run in progress has its first result.
  const measured = running && run?.complete ? undefined : run;
  const before = running ? (run?.complete ? run : previous) : undefined;
  const [trials, earlier] = [measured?.trials ?? NO_TRIALS, before?.trials ?? NO_TRIALS];
  const bars = useMemo(() => barsOf(trials, planned, earlier), [trials, planned, earlier]);
  const shown = running ? before : measured;
  const advice = running ? undefined : analysis.advice;
  const answer = useMemo(
    () =>
      shown && answerOf({ report: shown.report, trials: shown.trials, source: shown.document.code, advice }),
    [shown, advice],
  );
  if (!running && !measured) {
    return (
      <EmptyState icon={<ChartColumn />} title="No results yet">
        Press Run to compare the strategies.
      </EmptyState>
    );
  }
  const headline = answer ? headlineOf(answer) : MEASURING;
  const ideal = running ? undefined : answer?.ideal;
  const report = measured?.report ?? before?.report;
  // What somebody has entered is no measurement.
  const isModelled = trials.some((trial) => hasStandIns(trial.report.meters));
  const tables =
    answer && measured
      ? compareTables(measured.trials, {
          isRanked: answer.isRanked,
          timerStepMs: measured.report.environment.timerStepMs,
          columns: advice?.columns,
          pricePerOpRun,
        })
      : undefined;
  const showTrial = (key: string): void => {
    const found = [...trials, ...earlier].find(({ info }) => info.trialId === key);
    if (found) onShowTrial(found.info);
  };
  return (
    <div className="@container flex h-full flex-col gap-4 overflow-y-auto p-4">
      {comparesFirst && comparison}
      {answer && !running && <Warnings answer={answer} onAction={onAction} />}
      <ChartFrame
        title={`${headline.subject} ${headline.text}`.trim()}
        heading={(id) => (
          <Verdict id={id} headline={headline} reason={answer?.reason} isPrevious={running}>
            {!running && answer?.different && <ShowDifference different={answer.different} />}
            {shown && <Origin run={shown} running={running} onRun={onRun} />}
          </Verdict>
        )}
        legend={
          <ChartLegend
            ideal={ideal}
            workers={report?.settings.workers}
            hasRounds={bars.some(({ samples, previous: old }) => samples.length > 1 && !old)}
            hasReused={bars.some((bar) => reusedIn(bar) > 0)}
          />
        }
        table={tables?.full ?? NO_TABLE}
        tableElsewhere
        marks={[
          ...partMarks(),
          ...(ideal
            ? [{ label: `No overhead: ${formatDuration(ideal.ms)}`, color: "text", shape: "dashed" as const }]
            : []),
        ]}
        source={report && sourceText(report)}
        fileName={`${report?.program.name ?? "fanout"}-compare`}
        more={report && reportEntries(report)}
      >
        <CompareChart
          meanwhile={<div style={{ height: chartHeight(bars.length) }} />}
          bars={bars}
          needed={reach(bars, ideal?.ms, earlier)}
          axisKey={before?.id ?? measured?.id ?? ""}
          measuring={running}
          ideal={ideal}
          // One text, so that the chart is drawn again only when one of its rows has another.
          waiting={bars.map((bar) => waitingText(bar, running, progress)).join("\n")}
          onShow={showTrial}
        />
      </ChartFrame>
      {answer && tables && measured && !running && (
        <>
          <NextSteps
            answer={answer}
            onAction={onAction}
            onUseNumbers={answer.isRanked && !isModelled ? onUseNumbers : undefined}
            onWrite={answer.isRanked ? onWrite : undefined}
          />
          {referee}
          <Analysing analysis={analysis} run={measured} isWanted={answer.isRanked} />
          {!comparesFirst && comparison}
          <DataTable table={tables.key} className="shrink-0" />
          <Details
            answer={answer}
            advice={advice}
            source={sourceText(measured.report)}
            table={tables.full}
            pricePerOpRun={pricePerOpRun}
            onPrice={onPrice}
          />
          <p className="text-muted text-sm">{environmentText(measured.report.environment)}</p>
        </>
      )}
    </div>
  );
}

const reportEntries = (report: Report) =>
  [
    { type: "separator" },
    {
      label: "Copy report (JSON)",
      description: "The data that links and embeds contain",
      onSelect: () => void copyText(JSON.stringify(report, null, 2)),
    },
    {
      label: "Download report (JSON)",
      onSelect: () =>
        download(`${report.program.name}-report.json`, JSON.stringify(report, null, 2), "application/json"),
    },
  ] as const;
