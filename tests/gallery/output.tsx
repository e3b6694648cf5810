import type { ComponentType } from "react";
import FailurePanel from "@/components/results/failure/failure-panel";
import { type ExperimentOptions, experiment, runOf } from "@/components/results/fixtures/reports";
import { finished, wide } from "@/components/results/fixtures/traces";
import LogView from "@/components/results/log/log-view";
import OutputView from "@/components/results/output/output-view";
import { ResultsFrame } from "@/components/results/shared/frame/results-frame";

const LETTERS: ExperimentOptions = {
  strategies: ["sequential", "dynamic", "pooled"],
  workers: 7,
  items: 26,
  itemMs: 100,
  rounds: 5,
  output: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
};
const nothing = () => undefined;

const rich = {
  reports: Array.from({ length: 5 }, (_, at) => ({
    topic: `topic ${at}`,
    score: 8.5,
    done: true,
    words: [12, 40, 9],
  })),
  when: new Date(0),
  totals: new Map([["tokens", 1200]]),
  bytes: Uint8Array.from({ length: 300 }, (_, at) => at),
  missing: undefined,
  big: 12345678901234567890n,
  long: "x".repeat(500),
  failed: [1, null, Number.NaN],
};

function Output({ output, ...change }: Partial<ExperimentOptions>) {
  const { trials } = runOf(experiment({ ...LETTERS, ...change, output: output ?? LETTERS.output }));
  return <OutputView trial={trials.at(-1)} all={trials} onSelect={nothing} />;
}

export const OUTPUT_SCENES: Readonly<Record<string, ComponentType>> = {
  "output-empty": () => <OutputView trial={undefined} all={[]} onSelect={nothing} />,
  "output-letters": () => <Output />,
  "output-rich": () => <Output output={rich} />,
  "output-huge": () => <Output output={Array.from({ length: 100_000 }, (_, at) => at * at)} />,
  "output-failed": () => <Output failing={["pooled"]} />,
  "output-stale": () => (
    <ResultsFrame stale onRun={nothing}>
      <Output output={rich} />
    </ResultsFrame>
  ),
  "log-empty": () => <LogView trace={undefined} onSelect={nothing} />,
  "log-letters": () => {
    const recording = wide({ items: 26, workers: 7, itemMs: 100, retried: 0.3 });
    const long = {
      time: 80,
      level: "error" as const,
      span: 16777216,
      task: "piece",
      attempt: 2,
      worker: 3,
      text: "TypeError: no such letter\n    at piece (main.ts:7:9)\n    at main.ts:12:3",
    };
    return (
      <LogView
        trace={finished({
          ...recording,
          logs: [...recording.logs.slice(0, 4), long, ...recording.logs.slice(4)],
        })}
        onSelect={nothing}
      />
    );
  },
  "log-huge": () => (
    <LogView
      trace={{ ...finished(wide({ items: 4000, workers: 7, itemMs: 1 })), logsDropped: 1203 }}
      onSelect={nothing}
    />
  ),
  failure: () => {
    const trace = finished(wide({ items: 260, workers: 7, itemMs: 100, failed: 0.2 }));
    const [error] = trace.errors.values();
    return error ? (
      <div className="p-3">
        <FailurePanel
          label="pooled"
          error={{ ...error, path: [...(error.path ?? [])] }}
          trace={trace}
          onSelect={nothing}
          onShowLine={nothing}
          onRunFromFailure={nothing}
        />
      </div>
    ) : null;
  },
};
