import { type ComponentType, useState } from "react";
import { useAnalysis } from "@/components/results/advice/use-analysis";
import { CompareView } from "@/components/results/compare/compare-view";
import { type ExperimentOptions, experiment } from "@/components/results/fixtures/reports";
import { ResultsFrame } from "@/components/results/shared/frame/results-frame";

const LETTERS: ExperimentOptions = {
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 7,
  items: 26,
  itemMs: 100,
  rounds: 6,
  spawnMs: 60,
};
const ASKED = LETTERS.strategies;

function Analysed() {
  const [found] = useState(() => experiment({ ...LETTERS, retried: 0.1 }));
  const [traces] = useState(() => [...found.traces.values()]);
  const { advice } = useAnalysis(found.report, traces);
  return <CompareView report={found.report} strategies={ASKED} advice={advice} />;
}

export const COMPARE_SCENES: Readonly<Record<string, ComponentType>> = {
  "compare-empty": () => <CompareView report={undefined} strategies={ASKED} />,
  "compare-starting": () => (
    <CompareView
      report={undefined}
      strategies={ASKED}
      progress={{ strategy: "sequential", round: 1, done: 3, total: 28, forMs: 300 }}
    />
  ),
  "compare-running": () => (
    <CompareView
      report={experiment({ ...LETTERS, strategies: ["sequential", "dynamic"], rounds: 1 }).report}
      strategies={ASKED}
      progress={{ strategy: "pooled", round: 1, done: 12, total: 28, forMs: 300 }}
    />
  ),
  "compare-analysed": () => <Analysed />,
  "compare-three": () => <CompareView report={experiment(LETTERS).report} strategies={ASKED} />,
  "compare-one": () => (
    <CompareView
      report={experiment({ ...LETTERS, strategies: ["pooled"], rounds: 1 }).report}
      strategies={["pooled"]}
    />
  ),
  "compare-five": () => {
    const strategies = ["sequential", "async", "dynamic", "pooled", "hybrid"] as const;
    return (
      <CompareView
        report={experiment({ ...LETTERS, strategies, itemMs: 0.01, rounds: 31 }).report}
        strategies={strategies}
      />
    );
  },
  "compare-failed": () => (
    <CompareView report={experiment({ ...LETTERS, failing: ["dynamic"] }).report} strategies={ASKED} />
  ),
  "compare-stale": () => (
    <ResultsFrame stale onRun={() => undefined}>
      <CompareView report={experiment(LETTERS).report} strategies={ASKED} />
    </ResultsFrame>
  ),
};
