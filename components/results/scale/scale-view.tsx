import clsx from "clsx";
import { ChartSpline } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { sourceText } from "@/components/results/compare/environment-text";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import NotRecorded from "@/components/results/shared/query/not-recorded";
import { useQuery } from "@/components/results/shared/query/use-query";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { WhatIf as Change } from "@/lib/analysis/simulation/parameters";
import type { Trial } from "@/lib/app/run/run";
import type { Analysis } from "@/lib/app/store/slices/analysis-slice";
import type { MeasuredTrialPoints } from "@/lib/app/store/slices/scale-slice";
import { capitalize, formatPercent } from "@/lib/base/format";
import { isOneAtATime, strategyNamed, usesWorkers } from "@/lib/engine/strategies";
import type { Trace } from "@/lib/trace/trace";
import { Facts } from "./facts";
import { Measure, type MeasureControls } from "./measure";
import {
  effectText,
  scalableTrials,
  scaleRows,
  scaleSentence,
  scaleTable,
  scaleTitle,
  simulationSettings,
} from "./scale-data";
import { WhatIf } from "./what-if";

const ScaleChart = lazy(() => import("./scale-chart"));
const HEIGHT_PX = 300;
const NO_TRIALS: readonly Trial[] = [];

export interface ScaleViewProps extends MeasureControls {
  readonly analysis: Analysis;
  readonly running?: boolean;
  readonly measured?: readonly MeasuredTrialPoints[] | undefined;
  readonly measureProblem?: string | undefined;
}

/** Of the trial, and of one that ran one body at a time, if it succeeded: it says how long bodies take alone. */
function tracesToScale(trial: Trial, trials: readonly Trial[]): readonly Trace[] | undefined {
  const alone = trials.find(
    ({ report }) => report.status === "succeeded" && isOneAtATime(strategyNamed(report.strategy)),
  );
  return trial.trace && [trial.trace, ...(alone?.trace ? [alone.trace] : [])];
}

export default function ScaleView({
  analysis,
  running = false,
  measured,
  measureProblem,
  run,
  ...controls
}: ScaleViewProps) {
  const { advice, problem } = analysis;
  const trials = (advice && run?.trials) ?? NO_TRIALS;
  const scalable = useMemo(() => scalableTrials(trials), [trials]);
  const [chosenId, setChosenId] = useState<string | undefined>();
  const [change, setChange] = useState<Change>({});
  const trial =
    scalable.find(({ info }) => info.trialId === chosenId) ??
    scalable.find(({ report }) => strategyNamed(report.strategy).runs === "pool") ??
    scalable[0];
  const changed = Object.keys(change).length > 0;
  const traces = useMemo(() => trial && tracesToScale(trial, trials), [trial, trials]);
  const question = run && { type: "scale" as const, settings: simulationSettings(run.report), change };
  const { value: scale, pending, problem: failed, missing } = useQuery(traces, question);
  const lacking = analysis.missing.length > 0 ? analysis.missing : missing;
  const asMeasured = useQuery(changed ? traces : undefined, question && { ...question, change: {} });
  const base = changed ? asMeasured.value : scale;
  const own = measured?.find(({ trialId }) => trialId === trial?.info.trialId)?.points;
  const rows = useMemo(() => {
    if (!scale) return [];
    const { workers, check } = scale;
    const here = { workers, median: check.measuredMs, low: check.measuredMs, high: check.measuredMs };
    return scaleRows(scale, [...(own ?? []), here]);
  }, [own, scale]);
  const table = scaleTable(rows);
  if (problem ?? failed)
    return (
      <Banner tone="error" title="The runs could not be analysed" className="m-4">
        {problem ?? failed}
      </Banner>
    );
  if (lacking.length > 0) return <NotRecorded missing={lacking} />;
  if (!trial) {
    const broken = trials.some(
      ({ report }) => report.status !== "succeeded" && usesWorkers(strategyNamed(report.strategy)),
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
  const marks = changed ? MARKS : MARKS.slice(0, -1);
  const doubtful = scale !== undefined && !scale.check.trusted;
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto p-4">
      <div className="flex flex-wrap items-center gap-2">
        {scalable.length > 1 && (
          <Select
            label="Strategy"
            value={trial.info.trialId}
            options={scalable.map(({ info }) => ({ value: info.trialId, label: capitalize(info.label) }))}
            onChange={setChosenId}
          />
        )}
        <Measure {...controls} trial={trial} scale={base} running={running} run={run} />
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
          legend={<ScaleLegend marks={marks} />}
          marks={marks}
          source={
            run &&
            `${changed ? "What if: a model, with other figures than measured. " : ""}${sourceText(run.report)}`
          }
          table={table}
          fileName={`${trial.info.label}-scale`}
        >
          <Suspense fallback={<div style={{ height: HEIGHT_PX }} />}>
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
        <div style={{ height: HEIGHT_PX }} />
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

/** The last one where something was changed by what-if. */
const MARKS = [
  {
    label: "Replay, a model",
    color: "accent",
    shape: "line",
    sign: "h-2.5 w-5 border-accent border-t-2 bg-accent/20",
  },
  {
    label: "Bound: max(T₁/P, T∞)",
    color: "text",
    shape: "dashed",
    sign: "w-5 border-text border-t border-dashed",
  },
  { label: "Measured", color: "text", shape: "dot", sign: "size-2 rounded-full border border-text" },
  {
    label: "Replay as measured",
    color: "line-strong",
    shape: "line",
    sign: "w-5 border-line-strong border-t-2",
  },
] as const;

function ScaleLegend({ marks }: { readonly marks: readonly (typeof MARKS)[number][] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm [&_span]:keep-colors">
      {marks.map(({ label, sign }) => (
        <li key={label} className="inline-flex items-center gap-1.5">
          <span className={sign} /> {label}
        </li>
      ))}
    </ul>
  );
}
