import { useEffect, useMemo, useRef } from "react";
import NumbersView from "@/components/results/numbers/numbers-view";
import ScaleSection from "@/components/results/scale/scale-section";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { wholeNumbers } from "@/lib/app/numbers/whole-numbers";
import { activeRunOf } from "@/lib/app/store/active-run";
import { isStale } from "@/lib/app/store/stale";

/** "Your numbers", and below them the run on the screen, where one was measured. */
export default function ActiveNumbers() {
  const { ownNumbers, runNumbers, changeNumbers, resetNumbers } = usePlaygroundState(
    "ownNumbers",
    "runNumbers",
    "changeNumbers",
    "resetNumbers",
  );
  const { awaitsNumbers, numbersShown } = usePlaygroundState("awaitsNumbers", "numbersShown");
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!awaitsNumbers) return;
    root.current?.querySelector("input")?.focus();
    numbersShown();
  }, [awaitsNumbers, numbersShown]);
  const numbers = useMemo(() => wholeNumbers(ownNumbers, runNumbers?.fields), [ownNumbers, runNumbers]);
  return (
    <div ref={root}>
      <NumbersView
        numbers={numbers}
        own={ownNumbers}
        ofRun={runNumbers?.fields}
        task={runNumbers?.task}
        onChange={changeNumbers}
        onReset={resetNumbers}
      >
        <MeasuredScale />
      </NumbersView>
    </div>
  );
}

/** What is on the screen is measured at other numbers of workers: after an edit the program has to be run first. */
function MeasuredScale() {
  const run = usePlayground(activeRunOf);
  const scale = usePlayground((state) =>
    state.scale?.runId === state.activeRunId ? state.scale : undefined,
  );
  const { analysis, measureScale: measure, stop } = usePlaygroundState("analysis", "measureScale", "stop");
  const progress = usePlayground((state) => state.progress);
  const isRunning = usePlayground((state) => state.phase !== "idle");
  const isCurrent = usePlayground((state) => activeRunOf(state) !== undefined && !isStale(state));
  if (run === undefined || run.reportOnly) return null;
  return (
    <ScaleSection
      analysis={analysis}
      running={isRunning}
      run={run}
      measured={scale?.trials}
      measureProblem={scale?.problem}
      measuring={scale?.measuring}
      progress={progress}
      onMeasure={isCurrent ? (trialId) => void measure(trialId) : undefined}
      onStop={stop}
    />
  );
}
