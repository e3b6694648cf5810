"use client";

import { Suspense, useMemo } from "react";
import { STRATEGY_LABELS } from "@/components/controls/strategy-names";
import { ResultsFrame } from "@/components/results/frame/results-frame";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { formatShortCount } from "@/lib/playground/format";
import { reportOf, type Shown, shownOf } from "@/lib/playground/shown";
import { isStale, type Results } from "@/lib/playground/slices/run-slice";
import { usePlayground } from "@/lib/playground/use-playground";
import type { Strategy } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";
import { RecordedBanner } from "./recorded-banner";
import { CompareView, FailurePanel, LogView, OutputView, TimelineView, TreeView } from "./result-views";

function useShown(): Shown {
  const phase = usePlayground((state) => state.phase);
  const shown = usePlayground((state) => state.shown);
  const live = usePlayground((state) => state.live);
  const results = usePlayground((state) => state.results);
  const recorded = usePlayground((state) => state.recorded);
  return useMemo(
    () => shownOf({ phase, shown, live, results, recorded }),
    [phase, shown, live, results, recorded],
  );
}

/** What the last run, or the one that goes on, has shown. */
export function ResultsPane() {
  const tab = usePlayground((state) => state.tab);
  const showTab = usePlayground((state) => state.showTab);
  const stale = usePlayground(isStale);
  const phase = usePlayground((state) => state.phase);
  const run = usePlayground((state) => state.run);
  const shown = useShown();
  const recorded = usePlayground((state) =>
    state.results === undefined && state.phase === "idle" ? state.recorded : undefined,
  );
  const lines = shown.trace?.logs.length ?? 0;

  return (
    <section aria-label="Results" className="h-full min-h-0 min-w-0">
      <ResultsFrame stale={stale && phase === "idle"} onRun={() => void run()}>
        <Tabs
          label="Views of the results"
          className="h-full"
          value={tab}
          onChange={showTab}
          tabs={[
            { value: "compare", label: "Compare" },
            { value: "tree", label: "Tree" },
            { value: "timeline", label: "Timeline" },
            { value: "output", label: "Output" },
            {
              value: "log",
              label: "Log",
              badge: lines > 0 && <span className="text-muted text-sm">{formatShortCount(lines)}</span>,
            },
          ]}
          end={tab !== "compare" && <StrategySelect shown={shown.strategy} />}
        >
          <TabPanel value={tab} className="flex flex-col overflow-hidden">
            {recorded && <RecordedBanner recorded={recorded} />}
            <Failure shown={shown} />
            <div className="min-h-0 flex-1">
              <Suspense fallback={<Spinner label="Loading the view…" className="p-4" />}>
                <View shown={shown} />
              </Suspense>
            </div>
          </TabPanel>
        </Tabs>
      </ResultsFrame>
    </section>
  );
}

function View({ shown }: { readonly shown: Shown }) {
  const tab = usePlayground((state) => state.tab);
  const results = usePlayground((state) => state.results);
  const started = usePlayground((state) => state.runStarted);
  const phase = usePlayground((state) => state.phase);
  const settings = usePlayground((state) => state.settings);
  const progress = usePlayground((state) => state.progress);
  const selected = usePlayground((state) => state.selected);
  const select = usePlayground((state) => state.select);
  const showTab = usePlayground((state) => state.showTab);
  const definitions = usePlayground((state) => state.program?.definitions);
  const showPlace = usePlayground((state) => state.showPlace);
  const showStrategy = usePlayground((state) => state.showStrategy);
  const whole = usePlayground(reportOf);
  const { trace, report, running } = shown;
  const runKey = `${started} ${shown.strategy}`;
  const activate = (within: Trace | undefined, row: number): void => {
    const name = within?.names[within.name[row] ?? -1];
    const definition = definitions?.find((each) => each.name === name);
    if (definition !== undefined) showPlace(definition.line, definition.column);
  };
  const selectInTree = (row: number): void => {
    select(row);
    showTab("tree");
  };
  if (tab === "compare") {
    return (
      <CompareView
        report={whole}
        strategies={phase === "idle" && whole ? whole.settings.strategies : settings.strategies}
        progress={phase === "idle" ? undefined : progress}
      />
    );
  }
  if (tab === "output") {
    return (
      <OutputView
        report={report}
        all={whole?.strategies ?? []}
        trace={trace}
        running={running}
        onSelect={selectInTree}
      />
    );
  }
  if (tab === "log") return <LogView trace={trace} running={running} onSelect={selectInTree} />;
  if (tab === "timeline") {
    const traces = tracesOf(results, shown);
    return (
      <TimelineView
        shown={shown.strategy}
        traces={traces}
        runKey={runKey}
        running={running}
        selected={selected}
        onSelect={(strategy, row) => {
          showStrategy(strategy);
          select(row);
        }}
        onActivate={(strategy, row) => activate(traces.get(strategy), row)}
      />
    );
  }
  return (
    <TreeView
      trace={trace}
      runKey={runKey}
      running={running}
      selected={selected}
      onSelect={select}
      onActivate={(row) => activate(trace, row)}
    />
  );
}

/** All that were recorded, the one that is being recorded among them. */
function tracesOf(results: Results | undefined, { strategy, trace }: Shown): ReadonlyMap<Strategy, Trace> {
  const traces = new Map<Strategy, Trace>();
  for (const [name, part] of results?.result.strategies ?? []) traces.set(name, part.trace);
  if (strategy !== undefined && trace !== undefined) traces.set(strategy, trace);
  return traces;
}

/** Why the shown strategy failed, above each of its views. */
function Failure({ shown }: { readonly shown: Shown }) {
  const showPlace = usePlayground((state) => state.showPlace);
  const select = usePlayground((state) => state.select);
  const showTab = usePlayground((state) => state.showTab);
  const { strategy, report, trace } = shown;
  if (strategy === undefined || report?.error === undefined) return null;
  return (
    <div className="max-h-1/2 shrink-0 overflow-y-auto p-2">
      <Suspense fallback={null}>
        <FailurePanel
          strategy={strategy}
          error={report.error}
          trace={trace}
          onShowLine={showPlace}
          onSelect={(row) => {
            select(row);
            showTab("tree");
          }}
        />
      </Suspense>
    </div>
  );
}

function StrategySelect({ shown }: { readonly shown: Strategy | undefined }) {
  const whole = usePlayground(reportOf);
  const live = usePlayground((state) => state.live?.strategy);
  const show = usePlayground((state) => state.showStrategy);
  const ran = whole?.strategies.map(({ strategy }) => strategy) ?? [];
  const strategies = live === undefined || ran.includes(live) ? ran : [...ran, live];
  if (shown === undefined || strategies.length < 2) return null;
  return (
    <Select
      label="Strategy shown"
      value={shown}
      options={strategies.map((value) => ({ value, label: STRATEGY_LABELS[value] }))}
      onChange={show}
    />
  );
}
