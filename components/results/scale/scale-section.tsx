import { useMemo, useState } from "react";
import { sourceText } from "@/components/results/compare/environment-text";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import NotRecorded from "@/components/results/shared/query/not-recorded";
import { useQuery } from "@/components/results/shared/query/use-query";
import { Banner } from "@/components/ui/banner";
import { loaded } from "@/components/ui/loaded";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { Run, Trial } from "@/lib/app/run/run";
import type { Analysis } from "@/lib/app/store/slices/analysis-slice";
import type { MeasuredTrialPoints } from "@/lib/app/store/slices/scale-slice";
import { capitalize, formatPercent } from "@/lib/base/format";
import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { Trace } from "@/lib/trace/trace";
import { Facts } from "./facts";
import { Measure, type MeasureControls } from "./measure";
import {
  checkedScale,
  scalableTrials,
  scaleSentence,
  scaleTable,
  scaleTitle,
  simulationSettings,
} from "./scale-data";

const ScaleChart = loaded(() => import("./scale-chart"));
const HEIGHT_PX = 300;

export interface ScaleSectionProps extends Omit<MeasureControls, "run"> {
  readonly run: Run;
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

/** The measured run with other numbers of workers; nothing where none of its trials finished on workers. */
export default function ScaleSection({
  analysis,
  running = false,
  measured,
  measureProblem,
  run,
  ...controls
}: ScaleSectionProps) {
  const { problem } = analysis;
  const scalable = useMemo(() => scalableTrials(run.trials), [run.trials]);
  const [chosenId, setChosenId] = useState<string | undefined>();
  const trial =
    scalable.find(({ info }) => info.trialId === chosenId) ??
    scalable.find(({ report }) => strategyNamed(report.strategy).runs === "pool") ??
    scalable[0];
  const traces = useMemo(() => trial && tracesToScale(trial, run.trials), [trial, run.trials]);
  const question = { type: "scale" as const, settings: simulationSettings(run.report) };
  const { value: scale, pending, problem: failed, missing } = useQuery(traces, question);
  const own = measured?.find(({ trialId }) => trialId === trial?.info.trialId)?.points;
  const checked = useMemo(() => {
    if (!scale) return undefined;
    const { workers, check } = scale;
    const here = { workers, median: check.measuredMs, low: check.measuredMs, high: check.measuredMs };
    return checkedScale(scale, [...(own ?? []), here]);
  }, [own, scale]);
  if (!trial) return null;
  if (problem ?? failed)
    return (
      <Banner tone="error" title="Could not analyze the run">
        {problem ?? failed}
      </Banner>
    );
  if (missing.length > 0) return <NotRecorded missing={missing} />;
  return (
    <section aria-label="This run with other numbers of workers" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="font-semibold text-lg">This run with other numbers of workers</h2>
        {scalable.length > 1 && (
          <Select
            label="Strategy"
            value={trial.info.trialId}
            options={scalable.map(({ info }) => ({ value: info.trialId, label: capitalize(info.label) }))}
            onChange={setChosenId}
          />
        )}
        <Measure {...controls} trial={trial} scale={scale} running={running} run={run} />
        <span className="min-h-4">{pending && !scale && <Spinner label="Simulating…" />}</span>
      </div>
      {measureProblem && (
        <Banner tone="error" title="Some worker counts could not be measured">
          {measureProblem}
        </Banner>
      )}
      {scale && <Facts scale={scale} />}
      {checked && !checked.trusted && (
        <Banner
          tone="warning"
          title={`The simulation is off by ${formatPercent(checked.error)} where it can be checked.`}
        >
          Above 15% only the measured points count, so the simulation is dimmed.
        </Banner>
      )}
      {scale && checked ? (
        <ChartFrame
          title={scaleTitle(scale, checked)}
          sentence={scaleSentence(scale, checked)}
          legend={<ScaleLegend />}
          marks={MARKS}
          source={sourceText(run.report)}
          table={scaleTable(checked.rows)}
          fileName={`${trial.info.label}-scale`}
        >
          <ScaleChart
            meanwhile={<div style={{ height: HEIGHT_PX }} />}
            rows={checked.rows}
            span={scale.workSpan.span}
            workers={scale.workers}
            trusted={checked.trusted}
          />
        </ChartFrame>
      ) : (
        <div style={{ height: HEIGHT_PX }} />
      )}
    </section>
  );
}

const MARKS = [
  {
    label: "Simulated",
    color: "accent",
    shape: "line",
    sign: "h-2.5 w-5 border-accent border-t-2 bg-accent/20",
  },
  {
    label: "Lower bound: max(T₁ ÷ P, T∞)",
    color: "text",
    shape: "dashed",
    sign: "w-5 border-text border-t border-dashed",
  },
  { label: "Measured", color: "text", shape: "dot", sign: "size-2 rounded-full border border-text" },
] as const;

function ScaleLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-sm [&_span]:keep-colors">
      {MARKS.map(({ label, sign }) => (
        <li key={label} className="inline-flex items-center gap-1.5">
          <span className={sign} /> {label}
        </li>
      ))}
    </ul>
  );
}
