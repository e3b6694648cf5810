import { type ComponentType, useMemo } from "react";
import { type ExperimentOptions, experiment, runOf } from "@/components/results/fixtures/reports";
import ScaleSection from "@/components/results/scale/scale-section";
import type { Run } from "@/lib/app/run/run";
import type { Analysis } from "@/lib/app/store/slices/analysis-slice";
import { useAnalysis } from "./use-analysis";

const LETTERS: ExperimentOptions = {
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 7,
  items: 60,
  itemMs: 30,
  rounds: 6,
  startMs: 40,
};

function Found({
  options,
  view: View,
}: {
  readonly options: ExperimentOptions;
  readonly view: ComponentType<{ readonly analysis: Analysis; readonly run: Run }>;
}) {
  const run = useMemo(() => runOf(experiment(options)), [options]);
  return <View analysis={useAnalysis(run)} run={run} />;
}

const points = [1, 2, 4].map((workers) => ({
  workers,
  median: 1830 / workers + 45,
  low: 1800 / workers,
  high: 1900 / workers + 50,
}));
function Measured({ analysis, run }: { readonly analysis: Analysis; readonly run: Run }) {
  const measured = run.trials.map(({ info }) => ({ trialId: info.trialId, points }));
  return <ScaleSection analysis={analysis} run={run} measured={measured} onMeasure={() => undefined} />;
}

export const SCALE_SCENES: Readonly<Record<string, ComponentType>> = {
  "scale-letters": () => <Found options={LETTERS} view={Measured} />,
};
