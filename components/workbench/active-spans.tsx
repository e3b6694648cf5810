"use client";

import { type ReactNode, Suspense, useMemo } from "react";
import { WithDetail } from "@/components/results/shared/span/with-detail";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { argumentsOf } from "@/lib/app/run/recorded-arguments";
import type { ActiveResult } from "@/lib/app/store/active-result";
import { STRATEGIES } from "@/lib/model/strategy";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";
import { AgainResult } from "./again-result";
import { RecordedTimeline, RecordedTree, SpanDetail, TimelineView, TreeView } from "./result-views";

/** Another value is another run. */
function useRunKey({ strategy }: ActiveResult): string {
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

/** Every span of the shown run as a tree, with the selected one beside it. */
export function ActiveTree({ shown }: { readonly shown: ActiveResult }) {
  const selected = usePlayground((state) => state.selected);
  const select = usePlayground((state) => state.select);
  const showDefinition = useShowDefinition();
  const runKey = useRunKey(shown);
  const file = useTraceFile();
  const { trace, report, running } = shown;
  if (trace === undefined && report !== undefined) return <RecordedTree report={report} />;
  return (
    <Detailed trace={trace}>
      <TreeView
        trace={trace}
        file={file}
        runKey={runKey}
        running={running}
        selected={selected}
        onSelect={select}
        onActivate={(row) => showDefinition(trace, row)}
      />
    </Detailed>
  );
}

/** What each worker did, with the selected span beside it. */
export function ActiveTimeline({
  shown,
  source,
}: {
  readonly shown: ActiveResult;
  /** Under a picture: which program, which machine. */
  readonly source: string | undefined;
}) {
  const selected = usePlayground((state) => state.selected);
  const select = usePlayground((state) => state.select);
  const showStrategy = usePlayground((state) => state.showStrategy);
  const showDefinition = useShowDefinition();
  const runKey = useRunKey(shown);
  const { strategy, trace, running } = shown;
  const file = useTraceFile();
  const others = useMemo(
    () => file?.trials.filter(({ info }) => info.strategy !== strategy) ?? [],
    [file, strategy],
  );
  const recorded = usePlayground((state) =>
    state.results === undefined && state.phase === "idle" ? state.recorded?.report : undefined,
  );
  if (recorded !== undefined && strategy !== undefined)
    return <RecordedTimeline report={recorded} shown={strategy} onShow={showStrategy} />;
  return (
    <Detailed trace={trace}>
      <TimelineView
        trace={trace}
        others={others}
        file={file}
        source={source}
        runKey={runKey}
        running={running}
        selected={selected}
        onSelect={(trialId, row) => {
          const chosen = others.find(({ info }) => info.trialId === trialId)?.info.strategy;
          if (chosen) showStrategy(chosen);
          select(row);
        }}
        onActivate={(row) => showDefinition(trace, row)}
      />
    </Detailed>
  );
}

/** The whole run that is shown, as it can be saved. */
function useTraceFile(): TraceFile | undefined {
  const results = usePlayground((state) => state.results);
  return useMemo(
    () =>
      results && {
        run: { code: results.document.code, language: "typescript", report: results.result.report },
        trials: [...results.result.strategies.values()].map(({ trace }) => trace),
      },
    [results],
  );
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
