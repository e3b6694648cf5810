"use client";

import clsx from "clsx";
import { ChartSpline, Gauge, Square } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Analysis } from "@/components/results/advice/use-analysis";
import { useAnswer } from "@/components/results/advice/use-answer";
import { ChartFrame } from "@/components/results/chart/chart-frame";
import { sourceText } from "@/components/results/compare/environment-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { tip } from "@/components/ui/tip";
import type { WhatIf as Change } from "@/lib/analysis/replay";
import type { ScaleData } from "@/lib/playground/analyst-api";
import {
  formatAbout,
  formatDuration,
  formatList,
  formatNumber,
  formatPercent,
  formatPlural,
} from "@/lib/playground/format";
import type { ExperimentProgress } from "@/lib/playground/results";
import { expectedMeasureMs, type MeasuredPoint, pointsToMeasure } from "@/lib/playground/scale-points";
import type { MeasureProgress } from "@/lib/playground/slices/scale-slice";
import type { Report } from "@/lib/protocol/report";
import type { Strategy } from "@/lib/trace/rows";
import { effectText, scaleRows, scaleSentence, scaleTable, scaleTitle } from "./scale-data";
import { WhatIf } from "./what-if";

const ScaleChart = lazy(() => import("./scale-chart"));
const HEIGHT = 300;

export interface ScaleViewProps {
  readonly analysis: Analysis;
  readonly running?: boolean;
  /** Runs at other numbers of workers, by strategy. */
  readonly measured?: ReadonlyMap<Strategy, readonly MeasuredPoint[]>;
  /** Why a number of workers could not be measured. */
  readonly measureProblem?: string | undefined;
  /** Measures the strategy at 1, 2, 4 … workers. Absent where that cannot be. */
  readonly onMeasure?: ((strategy: Strategy) => void) | undefined;
  /** The run that would be measured, and on which machine. */
  readonly report?: Report | undefined;
  /** Where measuring stands, and its run. */
  readonly measuring?: MeasureProgress | undefined;
  readonly progress?: ExperimentProgress | undefined;
  readonly onStop?: () => void;
}

const FACTS: readonly {
  readonly label: string;
  readonly meaning: string;
  readonly text: (scale: ScaleData) => string;
}[] = [
  {
    label: "Work T₁",
    meaning: "Time that all bodies ran, added up: the least that one worker needs",
    text: ({ workSpan }) => formatDuration(workSpan.work),
  },
  {
    label: "Span T∞",
    meaning:
      "The longest chain of calls that wait for one another: the least that any number of workers needs",
    text: ({ workSpan }) => formatDuration(workSpan.span),
  },
  {
    label: "Parallelism T₁/T∞",
    meaning: "How many workers can be kept busy at most",
    text: ({ workSpan }) => formatNumber(workSpan.parallelism),
  },
  {
    label: "Burdened parallelism",
    meaning: "The same with what each call costs to reach a worker and to start one",
    text: ({ workSpan }) => formatNumber(workSpan.burdenedParallelism),
  },
];

function Facts({ scale }: { readonly scale: ScaleData }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {FACTS.map(({ label, meaning, text }) => (
        <div key={label} {...tip(meaning)}>
          <dt className="text-muted text-sm">{label}</dt>
          <dd className="font-semibold text-lg">{text(scale)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Runs it at other numbers of workers: how long that takes before, how far it is meanwhile, and a way out. */
function Measure({
  strategy,
  scale,
  running,
  report,
  measuring,
  progress,
  onMeasure,
  onStop,
}: {
  readonly strategy: Strategy;
  readonly scale: ScaleData | undefined;
  readonly running: boolean;
} & Pick<ScaleViewProps, "report" | "measuring" | "progress" | "onMeasure" | "onStop">) {
  if (!report) return null;
  const { settings, environment } = report;
  const steps = pointsToMeasure(settings.workers, environment.cores);
  if (measuring) {
    const round =
      progress === undefined || progress.round === 0
        ? "warm-up"
        : `round ${progress.round}${progress.rounds ? ` of ${progress.rounds}` : ""}`;
    return (
      <>
        <Button variant="danger" icon={<Square aria-hidden fill="currentColor" />} onClick={onStop}>
          Stop measuring
        </Button>
        <span className="text-muted">
          With {formatPlural(measuring.workers, "worker")}: {measuring.step} of {measuring.steps}, {round}
        </span>
        <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-pressed">
          <span
            className="block h-full bg-accent"
            style={{ width: `${Math.round((100 * (measuring.step - 1)) / measuring.steps)}%` }}
          />
        </span>
      </>
    );
  }
  if (steps.length === 0) return null;
  const expected =
    scale &&
    expectedMeasureMs(
      steps,
      settings,
      strategy,
      scale.check.measuredMs,
      (workers) => scale.points.find((point) => point.workers === workers)?.mid,
    );
  return (
    <>
      <Button
        icon={<Gauge aria-hidden />}
        onClick={() => onMeasure?.(strategy)}
        disabled={running || !onMeasure}
      >
        Measure at {steps.length > 3 ? `${steps.slice(0, 3).join(", ")} …` : formatList(steps.map(String))}{" "}
        workers
      </Button>
      <span className="text-muted">
        {!onMeasure && !running
          ? "Run again first."
          : expected !== undefined && `About ${formatAbout(expected)}.`}
      </span>
    </>
  );
}

function Legend({ changed }: { readonly changed: boolean }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm [&_span]:keep-colors">
      <li className="inline-flex items-center gap-1.5">
        <span className="h-2.5 w-5 border-accent border-t-2 bg-accent/20" /> Replay, a model
      </li>
      <li className="inline-flex items-center gap-1.5">
        <span className="w-5 border-text border-t border-dashed" /> Bound: max(T₁/P, T∞)
      </li>
      <li className="inline-flex items-center gap-1.5">
        <span className="size-2 rounded-full border border-text" /> Measured
      </li>
      {changed && (
        <li className="inline-flex items-center gap-1.5">
          <span className="w-5 border-line-strong border-t-2" /> Replay as measured
        </li>
      )}
    </ul>
  );
}

/** How the run would go with other numbers of workers, other overheads, other items. */
export function ScaleView({
  analysis,
  running = false,
  measured,
  measureProblem,
  onMeasure,
  report,
  measuring,
  progress,
  onStop,
}: ScaleViewProps) {
  const { advice, analyst, problem } = analysis;
  const strategies = useMemo(
    () =>
      advice?.comparison.columns
        .filter(
          ({ status, strategy }) =>
            status === "succeeded" && strategy !== "sequential" && strategy !== "async",
        )
        .map(({ strategy }) => strategy) ?? [],
    [advice],
  );
  const [chosen, setChosen] = useState<Strategy | undefined>();
  const [change, setChange] = useState<Change>({});
  const strategy =
    chosen && strategies.includes(chosen) ? chosen : strategies.includes("pooled") ? "pooled" : strategies[0];
  const question = useMemo(
    () => (analyst && strategy ? () => analyst.scale(strategy, change) : undefined),
    [analyst, strategy, change],
  );
  const { value: scale, pending, problem: failed } = useAnswer(question);
  const changed = Object.keys(change).length > 0;
  const unchanged = useMemo(
    () => (analyst && strategy && changed ? () => analyst.scale(strategy, {}) : undefined),
    [analyst, strategy, changed],
  );
  const { value: base = changed ? undefined : scale } = useAnswer(unchanged);
  const own = useMemo(() => (strategy && measured?.get(strategy)) ?? [], [measured, strategy]);
  const shown = useMemo(
    () =>
      scale
        ? [
            ...own,
            {
              workers: scale.workers,
              median: scale.check.measuredMs,
              low: scale.check.measuredMs,
              high: scale.check.measuredMs,
            },
          ]
        : [],
    [own, scale],
  );
  const rows = useMemo(() => (scale ? scaleRows(scale, shown) : []), [scale, shown]);
  const table = useMemo(() => scaleTable(rows), [rows]);
  if (problem ?? failed)
    return (
      <Banner tone="error" title="The runs could not be analysed" className="m-4">
        {problem ?? failed}
      </Banner>
    );
  if (!strategy || !analyst) {
    const broken = advice?.comparison.columns.some(
      ({ status, strategy: name }) => status !== "succeeded" && name !== "sequential" && name !== "async",
    );
    return (
      <EmptyState
        icon={<ChartSpline />}
        title={
          running
            ? "Still running"
            : broken
              ? "No run on workers came to its end"
              : advice
                ? "Nothing ran on workers"
                : "Nothing to scale yet"
        }
      >
        {broken
          ? "Only a whole run can be replayed with more workers. Run again and let it finish."
          : advice
            ? "Run dynamic, pooled or hybrid: only calls that went to workers can be replayed with more of them."
            : "After a run: how far more workers would help."}
      </EmptyState>
    );
  }
  const doubtful = scale !== undefined && !scale.check.trusted;
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto p-4">
      <div className="flex flex-wrap items-center gap-2">
        {strategies.length > 1 && (
          <Select
            label="Strategy"
            value={strategy}
            options={strategies.map((value) => ({
              value,
              label: value.slice(0, 1).toUpperCase() + value.slice(1),
            }))}
            onChange={setChosen}
          />
        )}
        <Measure
          strategy={strategy}
          scale={base}
          running={running}
          report={report}
          measuring={measuring}
          progress={progress}
          onMeasure={onMeasure}
          onStop={onStop}
        />
        <span className="min-h-4">{pending && !scale && <Spinner label="Replaying…" />}</span>
      </div>
      {measureProblem && (
        <Banner tone="error" title="Not every number of workers could be measured">
          {measureProblem}
        </Banner>
      )}
      {scale && <Facts scale={scale} />}
      {doubtful && (
        <Banner
          tone="warning"
          title={`The replay of the measured run itself is off by ${formatPercent(scale.check.error)}.`}
        >
          Past 15 % it is not to be trusted: what it says of other numbers of workers is greyed out.
        </Banner>
      )}
      {scale ? (
        <ChartFrame
          title={scaleTitle(scale, changed)}
          sentence={scaleSentence(scale)}
          legend={<Legend changed={changed} />}
          marks={[
            { label: "Replay, a model", color: "accent", shape: "line" },
            { label: "Bound: max(T₁/P, T∞)", color: "text", shape: "dashed" },
            { label: "Measured", color: "text", shape: "dot" },
            ...(changed
              ? [{ label: "Replay as measured", color: "line-strong", shape: "line" as const }]
              : []),
          ]}
          source={
            report &&
            `${changed ? "What if: a model, with other figures than measured. " : ""}${sourceText(report)}`
          }
          table={table}
          fileName={`${strategy}-scale`}
        >
          <Suspense fallback={<div style={{ height: HEIGHT }} />}>
            <div className={clsx(doubtful && "stale")}>
              <ScaleChart
                rows={rows}
                span={changed ? 0 : scale.workSpan.span}
                workers={scale.workers}
                before={changed ? base?.points : undefined}
              />
            </div>
          </Suspense>
        </ChartFrame>
      ) : (
        <div style={{ height: HEIGHT }} />
      )}
      <section aria-labelledby="what-if" className="flex flex-col gap-2">
        <h3 id="what-if" className="font-semibold">
          What if: a model
        </h3>
        <WhatIf
          measured={scale}
          change={change}
          onChange={setChange}
          effect={effectText(scale, base, changed)}
        />
      </section>
    </div>
  );
}
