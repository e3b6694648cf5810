import { type ComponentType, useMemo, useState } from "react";
import View, { type CompareViewProps } from "@/components/results/compare/compare-view";
import { type ExperimentOptions, experiment, runOf } from "@/components/results/fixtures/reports";
import { ResultsFrame } from "@/components/results/shared/frame/results-frame";
import { recordedRun } from "@/lib/app/run/recorded-run";
import type { Run } from "@/lib/app/run/run";
import { NO_ANALYSIS } from "@/lib/app/store/slices/analysis-slice";
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
const nothing = () => undefined;

/** Keeps the price that the page's store keeps elsewhere. */
function CompareView(props: Partial<CompareViewProps>) {
  const [price, setPrice] = useState(0);
  return (
    <View
      run={undefined}
      planned={ASKED}
      analysis={NO_ANALYSIS}
      onShowTrial={nothing}
      {...(!props.running && { onRun: nothing, onAction: nothing, onUseNumbers: nothing })}
      {...props}
      pricePerOpRun={price}
      onPrice={setPrice}
    />
  );
}

const found = (options: Partial<ExperimentOptions> = {}, change: Partial<Run> = {}): Run =>
  runOf(experiment({ ...LETTERS, ...options }), change);

function Analysed({ options }: { readonly options?: Partial<ExperimentOptions> }) {
  const run = useMemo(() => found({ retried: 0.1, ...options }), [options]);
  return <CompareView run={run} planned={run.report.settings.strategies} analysis={useAnalysis(run)} />;
}

const WAITING: Partial<ExperimentOptions> = { rounds: 1 };
const HUGE: Partial<ExperimentOptions> = { items: 5_000, itemMs: 2, rounds: 1, retried: 0 };

const recorded = (): Run => {
  const { report, document } = found();
  return recordedRun(report, document, { id: "recorded", source: "recorded", startedAt: 1.79e12 });
};

/** The first trial returns something else. */
const differing = (run: Run): Run => ({
  ...run,
  trials: run.trials.map((trial, at) =>
    at > 0 ? trial : { ...trial, report: { ...trial.report, output: { total: [1, 2, 30] } } },
  ),
});

const resumed = (run: Run): Run => ({
  ...run,
  report: { ...run.report, resumed: true },
  trials: run.trials.map((trial, at) => ({
    ...trial,
    report: { ...trial.report, counts: { ...trial.report.counts, replays: at * 7 } },
  })),
});

const stopped = (run: Run): Run => ({
  ...run,
  trials: run.trials.map((trial, at) =>
    at === 0 ? { ...trial, report: { ...trial.report, status: "cancelled" } } : trial,
  ),
});

const FIVE = ["sequential", "async", "dynamic", "pooled", "hybrid"] as const;

export const COMPARE_SCENES: Readonly<Record<string, ComponentType>> = {
  "compare-empty": () => <CompareView />,
  "compare-starting": () => (
    <CompareView running progress={{ strategy: "sequential", round: 1, done: 3, total: 28, forMs: 300 }} />
  ),
  "compare-running": () => (
    <CompareView
      run={found({ strategies: ["sequential", "dynamic"], rounds: 1 }, { complete: false })}
      running
      progress={{ strategy: "pooled", round: 1, done: 12, total: 28, forMs: 300 }}
    />
  ),
  "compare-recorded": () => <CompareView run={recorded()} />,
  "compare-replacing": () => (
    <CompareView
      run={found({ strategies: ["pooled"], rounds: 1 }, { complete: false })}
      previous={recorded()}
      running
      progress={{ strategy: "dynamic", round: 1, done: 12, total: 28, forMs: 300 }}
    />
  ),
  "compare-analysed": () => <Analysed />,
  "compare-once": () => <Analysed options={WAITING} />,
  "compare-huge": () => <Analysed options={HUGE} />,
  "compare-one": () => (
    <CompareView run={found({ strategies: ["pooled"], rounds: 1 })} planned={["pooled"]} />
  ),
  "compare-five": () => (
    <CompareView run={found({ strategies: FIVE, itemMs: 0.01, rounds: 31 })} planned={FIVE} />
  ),
  "compare-failed": () => <CompareView run={found({ failing: ["dynamic"] })} />,
  "compare-different": () => <CompareView run={differing(found({ output: { total: [1, 2, 3] } }))} />,
  "compare-resumed": () => <CompareView run={resumed(found())} />,
  "compare-stopped": () => <CompareView run={stopped(found())} />,
  "compare-stale": () => (
    <ResultsFrame stale because="code" onRun={nothing}>
      <CompareView run={found()} />
    </ResultsFrame>
  ),
};
