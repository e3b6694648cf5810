"use client";

import { type ReactNode, Suspense, useMemo } from "react";
import type { Analysis } from "@/components/results/advice/use-analysis";
import { sourceText } from "@/components/results/compare/environment-text";
import { whenText } from "@/components/results/history/when";
import { WithDetail } from "@/components/results/span/with-detail";
import { argumentsOf } from "@/lib/playground/again";
import { reportOf, type Shown } from "@/lib/playground/shown";
import { isStale, type Results } from "@/lib/playground/slices/run-slice";
import { usePlayground } from "@/lib/playground/use-playground";
import type { Report } from "@/lib/protocol/report";
import { STRATEGIES, type Strategy } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";
import { AgainResult } from "./again-result";
import {
  AdviceView,
  ArtifactsView,
  BeforeAfterView,
  BesideRecorded,
  BreakdownView,
  CompareView,
  LogView,
  OutputView,
  RecordedTimeline,
  RecordedTree,
  ScaleView,
  SpanDetail,
  TimelineView,
  TreeView,
} from "./result-views";

/** The view of the chosen tab. The views take props only; this is where they meet the store. */
export function ShownView({
  shown,
  analysis,
}: {
  readonly shown: Shown;
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
      return <Tree shown={shown} />;
    case "timeline":
      return <Timeline shown={shown} />;
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

/** Another value is another run. */
function useRunKey({ strategy }: Shown): string {
  const started = usePlayground((state) => state.runStarted);
  return `${started} ${strategy}`;
}

/** Shows where a span was written. */
function useShowDefinition(): (trace: Trace | undefined, row: number) => void {
  const definitions = usePlayground((state) => state.program?.definitions);
  const showPlace = usePlayground((state) => state.showPlace);
  return (trace, row) => {
    const name = trace?.names[trace.name[row] ?? -1];
    const definition = definitions?.find((each) => each.name === name);
    if (definition !== undefined) showPlace(definition.line, definition.column);
  };
}

function Tree({ shown }: { readonly shown: Shown }) {
  const selected = usePlayground((state) => state.selected);
  const select = usePlayground((state) => state.select);
  const showDefinition = useShowDefinition();
  const runKey = useRunKey(shown);
  const { trace, report, running } = shown;
  if (trace === undefined && report !== undefined) return <RecordedTree report={report} />;
  return (
    <Detailed trace={trace}>
      <TreeView
        trace={trace}
        runKey={runKey}
        running={running}
        selected={selected}
        onSelect={select}
        onActivate={(row) => showDefinition(trace, row)}
      />
    </Detailed>
  );
}

function Timeline({ shown }: { readonly shown: Shown }) {
  const results = usePlayground((state) => state.results);
  const selected = usePlayground((state) => state.selected);
  const select = usePlayground((state) => state.select);
  const showStrategy = usePlayground((state) => state.showStrategy);
  const showDefinition = useShowDefinition();
  const runKey = useRunKey(shown);
  const { strategy, trace, running } = shown;
  const traces = useMemo(() => tracesOf(results, strategy, trace), [results, strategy, trace]);
  const recorded = usePlayground((state) =>
    state.results === undefined && state.phase === "idle" ? state.recorded?.report : undefined,
  );
  if (recorded !== undefined && strategy !== undefined)
    return <RecordedTimeline report={recorded} shown={strategy} onShow={showStrategy} />;
  return (
    <Detailed trace={trace}>
      <TimelineView
        shown={strategy}
        traces={traces}
        runKey={runKey}
        running={running}
        selected={selected}
        onSelect={(of, row) => {
          showStrategy(of);
          select(row);
        }}
        onActivate={(of, row) => showDefinition(traces.get(of), row)}
      />
    </Detailed>
  );
}

/** All that were recorded, the one that is being recorded among them. */
function tracesOf(
  results: Results | undefined,
  strategy: Strategy | undefined,
  trace: Trace | undefined,
): ReadonlyMap<Strategy, Trace> {
  const traces = new Map<Strategy, Trace>();
  for (const [name, part] of results?.result.strategies ?? []) traces.set(name, part.trace);
  if (strategy !== undefined && trace !== undefined) traces.set(strategy, trace);
  return traces;
}

/** Running a recorded call again, by itself: where its arguments were kept whole and the program still has its task. */
function useAgain(trace: Trace | undefined) {
  const idle = usePlayground((state) => state.phase === "idle");
  const definitions = usePlayground((state) => state.program?.definitions);
  const run = usePlayground((state) => state.runAgain);
  const last = usePlayground((state) => state.again);
  const callOf = (row: number) => {
    const task = trace?.names[trace.name[row] ?? -1];
    const strategy = trace && STRATEGIES[trace.strategy[row] ?? -1];
    const args = argumentsOf(trace?.notes.get(row));
    const known = definitions?.some(
      ({ name, kind }) => name === task && (kind === "task" || kind === "dynamic"),
    );
    return task !== undefined && strategy !== undefined && args !== undefined && known
      ? { task, strategy, args }
      : undefined;
  };
  return {
    runAgain(row: number) {
      const call = callOf(row);
      return call && idle ? () => void run(call.strategy, call.task, call.args) : undefined;
    },
    again(row: number) {
      const call = callOf(row);
      return last && call && last.task === call.task && last.strategy === call.strategy ? (
        <AgainResult again={last} />
      ) : undefined;
    },
  };
}

/** A view of spans with the selected one beside it. */
function Detailed({ trace, children }: { readonly trace: Trace | undefined; readonly children: ReactNode }) {
  const selected = usePlayground((state) => state.selected);
  const select = usePlayground((state) => state.select);
  const definitions = usePlayground((state) => state.program?.definitions);
  const showPlace = usePlayground((state) => state.showPlace);
  const isThere = trace !== undefined && selected !== undefined && selected < trace.count;
  const { runAgain, again } = useAgain(trace);
  return (
    <WithDetail
      detail={
        isThere && (
          <Suspense fallback={null}>
            <SpanDetail
              trace={trace}
              row={selected}
              onSelect={select}
              onClose={() => select(undefined)}
              lineOf={(name) => definitions?.find((definition) => definition.name === name)?.line}
              onShowLine={showPlace}
              onRunAgain={runAgain(selected)}
              again={again(selected)}
            />
          </Suspense>
        )
      }
    >
      {children}
    </WithDetail>
  );
}

function Output({ shown, onSelect }: { readonly shown: Shown; readonly onSelect: (row: number) => void }) {
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

function Files({ report, running }: Pick<Shown, "report" | "running">) {
  const contents = usePlayground((state) =>
    report === undefined ? undefined : state.results?.result.strategies.get(report.strategy)?.artifacts,
  );
  return <ArtifactsView report={report} contents={contents} running={running} />;
}
