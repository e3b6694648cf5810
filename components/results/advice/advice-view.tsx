import { Lightbulb } from "lucide-react";
import { lazy, Suspense } from "react";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import NotRecorded from "@/components/results/shared/query/not-recorded";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { Spinner } from "@/components/ui/spinner";
import type { Advice } from "@/lib/analysis/advice/advice";
import { type Answer, answerOf } from "@/lib/analysis/advice/answer";
import type { Run } from "@/lib/app/run/run";
import type { Analysis } from "@/lib/app/store/slices/analysis-slice";
import { formatDuration, formatList } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import { durationTable, durationTitle, relativeDurations } from "./duration-data";
import { Sentences } from "./sentences";

const DurationChart = lazy(() => import("./duration-chart"));
const DURATION_HEIGHT_PX = 260;

export interface AdviceViewProps {
  readonly analysis: Analysis;
  readonly run: Run | undefined;
  readonly running?: boolean;
  /** Which program, which machine: under what is exported. */
  readonly source?: string | undefined;
}

interface DurationsProps {
  readonly advice: Advice;
  readonly strategy: StrategyName | undefined;
  readonly source: string | undefined;
}

function Durations({ advice, strategy, source }: DurationsProps) {
  const { durations } = advice;
  const table = durations && durationTable(durations);
  // One line alone is always ahead.
  if (!durations || !table || relativeDurations(durations).strategies.length < 2) return null;
  const doubtful = advice.columns
    .map(({ strategy }) => strategy)
    .filter((strategy) => !durations.trusted.includes(strategy));
  return (
    <ChartFrame
      title={durationTitle(durations, strategy)}
      sentence={
        <>
          Each strategy's time over that of the fastest, if an item of {durations.task} took longer or shorter
          than today's {formatDuration(durations.itemMs)}: replayed from the measured run, so a model away
          from today's.
          {doubtful.length > 0 && ` The replay is off by more than 15 % for ${formatList(doubtful)}.`}
        </>
      }
      legend={
        durations.crossovers.length > 0 && (
          <p className="inline-flex items-center gap-1.5 text-muted text-sm">
            <span aria-hidden className="keep-colors size-2.5 rounded-full border-2 border-accent" /> Here two
            strategies take as long as each other
          </p>
        )
      }
      marks={[{ label: "Two strategies take as long as each other", color: "accent", shape: "dot" }]}
      source={`A model away from today's item of ${formatDuration(durations.itemMs)}.${source ? ` ${source}` : ""}`}
      table={table}
      fileName="item-duration"
    >
      <Suspense fallback={<div style={{ height: DURATION_HEIGHT_PX }} />}>
        <DurationChart data={durations} chosen={strategy} />
      </Suspense>
    </ChartFrame>
  );
}

const allOf = ({ verdict, limits, reason, changes, next, details }: Answer) => [
  verdict,
  ...limits,
  ...(reason ? [reason] : []),
  ...changes,
  ...next,
  ...details,
];

export default function AdviceView({ analysis, run, running = false, source }: AdviceViewProps) {
  const { advice, pending, problem, missing } = analysis;
  if (problem !== undefined) {
    return (
      <Banner tone="error" title="The runs could not be analysed" className="m-4">
        {problem}
      </Banner>
    );
  }
  if (missing.length > 0) return <NotRecorded missing={missing} />;
  if (run?.report.resumed && !running) {
    return (
      <EmptyState icon={<Lightbulb />} title="No advice for a resumed run">
        It reused results of an earlier run, so it did not measure the whole program. Run the program from the
        start.
      </EmptyState>
    );
  }
  if (!advice) {
    return (
      <EmptyState
        icon={<Lightbulb />}
        title={running ? "Still running" : pending ? "Working it out" : "No advice yet"}
      >
        {pending && !running ? (
          <Spinner label="Replaying the runs…" />
        ) : (
          "After a run: which strategy to use, how large pieces should be, and what would change that."
        )}
      </EmptyState>
    );
  }
  const answer =
    run && answerOf({ report: run.report, trials: run.trials, source: run.document.code, advice });
  if (run === undefined || answer === undefined || advice.findings.length === 0) {
    return (
      <EmptyState icon={<Lightbulb />} title="No strategy came to its end">
        Advice rests on whole runs. Run again and let at least one of them finish; a time limit stands in the
        settings.
      </EmptyState>
    );
  }
  const { strategy } = answer;
  return (
    <div className="flex h-full flex-col gap-6 overflow-y-auto p-4">
      <section aria-label="Advice" className="max-w-[100ch]">
        <Sentences findings={allOf(answer)} />
      </section>
      {answer.isRanked && <Durations advice={advice} strategy={strategy} source={source} />}
    </div>
  );
}
