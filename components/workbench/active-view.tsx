"use client";

import { Suspense, useMemo } from "react";
import type { Analysis } from "@/components/results/advice/use-analysis";
import { sourceText } from "@/components/results/compare/environment-text";
import { whenText } from "@/components/results/history/when";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { type ActiveResult, reportOf } from "@/lib/app/store/active-result";
import { isStale } from "@/lib/app/store/slices/run-slice";
import type { Report } from "@/lib/protocol/report";
import { ActiveTimeline, ActiveTree } from "./active-spans";
import {
  AdviceView,
  ArtifactsView,
  BeforeAfterView,
  BesideRecorded,
  BreakdownView,
  CompareView,
  LogView,
  OutputView,
  ScaleView,
} from "./result-views";

/** The view of the chosen tab. The views take props only; this is where they meet the store. */
export function ActiveView({
  shown,
  analysis,
}: {
  readonly shown: ActiveResult;
  /** What the analyst found of the last run. */
  readonly analysis: Analysis;
}) {
  const going = usePlayground((state) => state.phase !== "idle");
  const tab = usePlayground((state) => state.tab);
  const showTab = usePlayground((state) => state.showTab);
  const select = usePlayground((state) => state.select);
  const assumptions = usePlayground((state) => state.assumptions);
  const assume = usePlayground((state) => state.assume);
  const whole = usePlayground(reportOf);
  const source = useMemo(() => whole && sourceText(whole), [whole]);
  const { strategy, trace, report, running } = shown;
  const selectInTree = (row: number): void => {
    select(row);
    showTab("tree");
  };
  switch (tab) {
    case "compare":
      return <Compare advice={analysis.advice} onAdvice={() => showTab("advice")} />;
    case "advice":
      return (
        <AdviceView
          analysis={analysis}
          running={going}
          source={source}
          figures={assumptions.platforms}
          onFigures={(platforms) => assume({ platforms })}
        />
      );
    case "scale":
      return <Scale analysis={analysis} running={going} />;
    case "tree":
      return <ActiveTree shown={shown} />;
    case "timeline":
      return <ActiveTimeline shown={shown} source={source} />;
    case "breakdown":
      return <BreakdownView strategy={strategy} trace={trace} running={running} source={source} />;
    case "output":
      return <Output shown={shown} onSelect={selectInTree} />;
    case "files":
      return <Files report={report} running={running} />;
    case "log":
      return (
        <LogView trace={trace} recordedLines={report?.logs.lines} running={running} onSelect={selectInTree} />
      );
  }
}

function Compare({ advice, onAdvice }: Pick<Analysis, "advice"> & { readonly onAdvice: () => void }) {
  const report = usePlayground(reportOf);
  const price = usePlayground((state) => state.assumptions.pricePerOpRun);
  const assume = usePlayground((state) => state.assume);
  const phase = usePlayground((state) => state.phase);
  const asked = usePlayground((state) => state.settings.strategies);
  const progress = usePlayground((state) => state.progress);
  const recorded = usePlayground((state) => state.recorded !== undefined && state.results !== undefined);
  return (
    <div className="flex h-full flex-col">
      {recorded && (
        <Suspense fallback={null}>
          <BesideRecorded />
        </Suspense>
      )}
      <div className="min-h-0 flex-1">
        <CompareView
          report={report}
          strategies={phase === "idle" && report ? report.settings.strategies : asked}
          progress={phase === "idle" ? undefined : progress}
          advice={advice}
          onAdvice={onAdvice}
          pricePerOpRun={price}
          onPrice={(pricePerOpRun) => assume({ pricePerOpRun })}
          beside={phase === "idle" && report && <Beside report={report} />}
        />
      </div>
    </div>
  );
}

/** The shown run beside the earlier one that somebody chose, the older one first. */
function Beside({ report }: { readonly report: Report }) {
  const baseline = usePlayground((state) => state.baseline);
  const pastRun = usePlayground((state) => state.pastRun);
  const compareWith = usePlayground((state) => state.compareWith);
  if (baseline === undefined) return null;
  const now = Date.now();
  const shown = {
    title: pastRun ? `this run (${whenText(pastRun.at, now)})` : "this run",
    report,
  };
  const chosen = { title: `${baseline.title} (${whenText(baseline.at, now)})`, report: baseline.report };
  const isOlder = pastRun !== undefined && pastRun.at < baseline.at;
  return (
    <div className="border-b pb-4">
      <BeforeAfterView
        before={isOlder ? shown : chosen}
        after={isOlder ? chosen : shown}
        onClose={() => compareWith(undefined)}
      />
    </div>
  );
}

/** Other numbers of workers are measured of what is on the screen: after an edit the program has to be run first. */
function Scale(props: { readonly analysis: Analysis; readonly running: boolean }) {
  const scale = usePlayground((state) =>
    state.scale?.of === state.results?.result ? state.scale : undefined,
  );
  const measure = usePlayground((state) => state.measureScale);
  const stop = usePlayground((state) => state.stop);
  const progress = usePlayground((state) => state.progress);
  const report = usePlayground((state) => state.results?.result.report);
  const isThere = usePlayground((state) => state.results !== undefined && !isStale(state));
  return (
    <ScaleView
      {...props}
      measured={scale?.points}
      measureProblem={scale?.problem}
      measuring={scale?.going}
      progress={progress}
      report={report}
      onMeasure={isThere ? (strategy) => void measure(strategy) : undefined}
      onStop={stop}
    />
  );
}

function Output({
  shown,
  onSelect,
}: {
  readonly shown: ActiveResult;
  readonly onSelect: (row: number) => void;
}) {
  const whole = usePlayground(reportOf);
  const { report, trace, running } = shown;
  return (
    <OutputView
      report={report}
      all={whole?.strategies ?? []}
      trace={trace}
      running={running}
      onSelect={onSelect}
    />
  );
}

function Files({ report, running }: Pick<ActiveResult, "report" | "running">) {
  const contents = usePlayground((state) =>
    report === undefined ? undefined : state.results?.result.strategies.get(report.strategy)?.artifacts,
  );
  return <ArtifactsView report={report} contents={contents} running={running} />;
}
