"use client";

import { Suspense, useMemo } from "react";
import { STRATEGY_LABELS } from "@/components/controls/strategy-names";
import { ResultsFrame } from "@/components/results/frame/results-frame";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { formatShortCount } from "@/lib/playground/format";
import { type Shown, shownOf } from "@/lib/playground/shown";
import { isStale } from "@/lib/playground/slices/run-slice";
import { usePlayground } from "@/lib/playground/use-playground";
import type { Strategy } from "@/lib/trace/rows";
import { CompareView, FailurePanel, LogView, OutputView, TreeView } from "./result-views";

function useShown(): Shown {
  const phase = usePlayground((state) => state.phase);
  const shown = usePlayground((state) => state.shown);
  const live = usePlayground((state) => state.live);
  const results = usePlayground((state) => state.results);
  return useMemo(() => shownOf({ phase, shown, live, results }), [phase, shown, live, results]);
}

/** What the last run, or the one that goes on, has shown. */
export function ResultsPane() {
  const tab = usePlayground((state) => state.tab);
  const showTab = usePlayground((state) => state.showTab);
  const stale = usePlayground(isStale);
  const phase = usePlayground((state) => state.phase);
  const run = usePlayground((state) => state.run);
  const shown = useShown();
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
  const { trace, report, running } = shown;
  const selectInTree = (row: number): void => {
    select(row);
    showTab("tree");
  };
  if (tab === "compare") {
    return (
      <CompareView
        report={results?.result.report}
        strategies={
          phase === "idle" && results ? results.result.report.settings.strategies : settings.strategies
        }
        progress={phase === "idle" ? undefined : progress}
      />
    );
  }
  if (tab === "output") {
    return (
      <OutputView
        report={report}
        all={results?.result.report.strategies ?? []}
        trace={trace}
        running={running}
        onSelect={selectInTree}
      />
    );
  }
  if (tab === "log") return <LogView trace={trace} running={running} onSelect={selectInTree} />;
  return (
    <TreeView
      trace={trace}
      runKey={`${started} ${shown.strategy}`}
      running={running}
      selected={selected}
      onSelect={select}
      onActivate={(row) => {
        const definition = definitions?.find(({ name }) => name === trace?.names[trace.name[row] ?? -1]);
        if (definition !== undefined) showPlace(definition.line, definition.column);
      }}
    />
  );
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
  const results = usePlayground((state) => state.results);
  const live = usePlayground((state) => state.live?.strategy);
  const show = usePlayground((state) => state.showStrategy);
  const ran = results?.result.report.strategies.map(({ strategy }) => strategy) ?? [];
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
