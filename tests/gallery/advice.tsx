import { type ComponentType, useMemo } from "react";
import { AdviceView } from "@/components/results/advice/advice-view";
import { type Analysis, NO_ANALYSIS, useAnalysis } from "@/components/results/advice/use-analysis";
import {
  type ExperimentOptions,
  experiment,
  type RecordedExperiment,
} from "@/components/results/fixtures/reports";
import { ScaleView } from "@/components/results/scale/scale-view";
import type { StrategyName } from "@/lib/model/strategy";

const LETTERS: ExperimentOptions = {
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 7,
  items: 60,
  itemMs: 30,
  rounds: 6,
  spawnMs: 40,
};

function Found({
  options,
  view: View,
}: {
  readonly options: ExperimentOptions;
  readonly view: ComponentType<{ readonly analysis: Analysis }>;
}) {
  const found: RecordedExperiment = useMemo(() => experiment(options), [options]);
  const traces = useMemo(() => [...found.traces.values()], [found]);
  return <View analysis={useAnalysis(found.report, traces)} />;
}

const measured = new Map<StrategyName, { workers: number; median: number; low: number; high: number }[]>([
  [
    "pooled",
    [1, 2, 4].map((workers) => ({
      workers,
      median: 1830 / workers + 45,
      low: 1800 / workers,
      high: 1900 / workers + 50,
    })),
  ],
]);
const Measured = ({ analysis }: { readonly analysis: Analysis }) => (
  <ScaleView analysis={analysis} measured={measured} onMeasure={() => undefined} />
);
const ONE: ExperimentOptions = { ...LETTERS, strategies: ["sequential"] };

export const ADVICE_SCENES: Readonly<Record<string, ComponentType>> = {
  "advice-empty": () => <AdviceView analysis={NO_ANALYSIS} />,
  "advice-problem": () => (
    <AdviceView analysis={{ ...NO_ANALYSIS, problem: "The analyst ran out of memory." }} />
  ),
  "advice-letters": () => <Found options={LETTERS} view={AdviceView} />,
  "advice-one": () => <Found options={ONE} view={AdviceView} />,
  "scale-empty": () => <ScaleView analysis={NO_ANALYSIS} />,
  "scale-letters": () => <Found options={LETTERS} view={Measured} />,
  "scale-one": () => <Found options={ONE} view={ScaleView} />,
};
