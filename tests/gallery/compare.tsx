import { type ComponentType, useState } from "react";
import View, { type CompareViewProps } from "@/components/results/compare/compare-view";
import { type ExperimentOptions, experiment, runOf } from "@/components/results/fixtures/reports";
import { ResultsFrame } from "@/components/results/shared/frame/results-frame";
import { useAnalysis } from "./use-analysis";

const LETTERS: ExperimentOptions = {
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 7,
  items: 26,
  itemMs: 100,
  rounds: 6,
  startMs: 60,
};
const ASKED = LETTERS.strategies;

/** Keeps the price that the page's store keeps elsewhere. */
function CompareView(props: Omit<CompareViewProps, "pricePerOpRun" | "onPrice">) {
  const [price, setPrice] = useState(0);
  return <View {...props} pricePerOpRun={price} onPrice={setPrice} />;
}

function Analysed() {
  const [run] = useState(() => runOf(experiment({ ...LETTERS, retried: 0.1 })));
  const { advice } = useAnalysis(run);
  return <CompareView run={run} planned={ASKED} advice={advice} />;
}

export const COMPARE_SCENES: Readonly<Record<string, ComponentType>> = {
  "compare-empty": () => <CompareView run={undefined} planned={ASKED} />,
  "compare-starting": () => (
    <CompareView
      run={undefined}
      planned={ASKED}
      progress={{ strategy: "sequential", round: 1, done: 3, total: 28, forMs: 300 }}
    />
  ),
  "compare-running": () => (
    <CompareView
      run={runOf(experiment({ ...LETTERS, strategies: ["sequential", "dynamic"], rounds: 1 }))}
      planned={ASKED}
      progress={{ strategy: "pooled", round: 1, done: 12, total: 28, forMs: 300 }}
    />
  ),
  "compare-analysed": () => <Analysed />,
  "compare-three": () => <CompareView run={runOf(experiment(LETTERS))} planned={ASKED} />,
  "compare-one": () => (
    <CompareView
      run={runOf(experiment({ ...LETTERS, strategies: ["pooled"], rounds: 1 }))}
      planned={["pooled"]}
    />
  ),
  "compare-five": () => {
    const strategies = ["sequential", "async", "dynamic", "pooled", "hybrid"] as const;
    return (
      <CompareView
        run={runOf(experiment({ ...LETTERS, strategies, itemMs: 0.01, rounds: 31 }))}
        planned={strategies}
      />
    );
  },
  "compare-failed": () => (
    <CompareView run={runOf(experiment({ ...LETTERS, failing: ["dynamic"] }))} planned={ASKED} />
  ),
  "compare-stale": () => (
    <ResultsFrame stale onRun={() => undefined}>
      <CompareView run={runOf(experiment(LETTERS))} planned={ASKED} />
    </ResultsFrame>
  ),
};
