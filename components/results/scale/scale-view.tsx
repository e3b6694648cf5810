"use client";

import clsx from "clsx";
import { ChartSpline } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import type { AnalysedRun, Analysis } from "@/components/results/advice/use-analysis";
import { sourceText } from "@/components/results/compare/environment-text";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { NotRecorded } from "@/components/results/shared/query/not-recorded";
import { useQuery } from "@/components/results/shared/query/use-query";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { AdviceData } from "@/lib/analysis/questions";
import type { WhatIf as Change } from "@/lib/analysis/simulation/simulation";
import type { MeasuredPoint } from "@/lib/app/run/scale-points";
import { formatPercent } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";
import { Facts } from "./facts";
import { Measure, type MeasureControls } from "./measure";
import { effectText, scaleRows, scaleSentence, scaleTable, scaleTitle } from "./scale-data";
import { ScaleLegend, scaleMarks } from "./scale-legend";
import { WhatIf } from "./what-if";

const ScaleChart = lazy(() => import("./scale-chart"));
const HEIGHT = 300;

export interface ScaleViewProps extends MeasureControls {
  readonly analysis: Analysis;
  readonly running?: boolean;
  /** Runs at other numbers of workers, by strategy. */
  readonly measured?: ReadonlyMap<StrategyName, readonly MeasuredPoint[]>;
  /** Why a number of workers could not be measured. */
  readonly measureProblem?: string | undefined;
}

/** Of the strategy, and of the sequential trial if that came to its end: it says how long bodies take alone. */
function tracesToScale(
  { traces }: AnalysedRun,
  advice: AdviceData | undefined,
  strategy: StrategyName,
): readonly Trace[] | undefined {
  const traceOf = (name: StrategyName) => traces.find(({ info }) => info.strategy === name);
  const trace = traceOf(strategy);
  const isAlone = advice?.comparison.columns.some(
    (column) => column.strategy === "sequential" && column.status === "succeeded",
  );
  const alone = isAlone ? traceOf("sequential") : undefined;
  return trace && (alone ? [trace, alone] : [trace]);
}

/** How the run would go with other numbers of workers, other overheads, other items. */
export function ScaleView({
  analysis,
  running = false,
  measured,
  measureProblem,
  report,
  ...controls
}: ScaleViewProps) {
  const { advice, run, problem } = analysis;
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
  const [chosen, setChosen] = useState<StrategyName | undefined>();
  const [change, setChange] = useState<Change>({});
  const strategy =
    chosen && strategies.includes(chosen) ? chosen : strategies.includes("pooled") ? "pooled" : strategies[0];
  const changed = Object.keys(change).length > 0;
  const traces = useMemo(
    () => run && strategy && tracesToScale(run, advice, strategy),
    [run, advice, strategy],
  );
  const question = run && { type: "scale" as const, settings: run.settings, change };
  const { value: scale, pending, problem: failed, missing } = useQuery(traces, question);
  const asMeasured = useQuery(changed ? traces : undefined, question && { ...question, change: {} });
  const base = changed ? asMeasured.value : scale;
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
  if (missing.length > 0) return <NotRecorded missing={missing} />;
  if (!strategy || !run) {
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
        <Measure {...controls} strategy={strategy} scale={base} running={running} report={report} />
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
          legend={<ScaleLegend changed={changed} />}
          marks={scaleMarks(changed)}
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
