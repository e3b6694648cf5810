"use client";

import { type ReactNode, Suspense, useMemo, useState } from "react";
import { STRATEGY_LABELS } from "@/components/controls/strategy-names";
import { type Analysis, NO_ANALYSIS } from "@/components/results/advice/use-analysis";
import { ResultsFrame } from "@/components/results/shared/frame/results-frame";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { type Tab, TabPanel, Tabs } from "@/components/ui/tabs";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { type ActiveResult, activeResultOf, reportOf } from "@/lib/app/store/active-result";
import { isStale, staleBecause } from "@/lib/app/store/slices/run-slice";
import type { ResultTab } from "@/lib/app/store/slices/view-slice";
import { formatShortCount } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import { ActiveView } from "./active-view";
import { RecordedBanner } from "./recorded-banner";
import { AnalysisKeeper, FailurePanel } from "./result-views";
import { StoppedBanner } from "./stopped-banner";

function useShown(): ActiveResult {
  const phase = usePlayground((state) => state.phase);
  const shown = usePlayground((state) => state.shown);
  const live = usePlayground((state) => state.live);
  const results = usePlayground((state) => state.results);
  const recorded = usePlayground((state) => state.recorded);
  return useMemo(
    () => activeResultOf({ phase, shown, live, results, recorded }),
    [phase, shown, live, results, recorded],
  );
}

const count = (number: number) =>
  number > 0 && <span className="text-muted text-sm">{formatShortCount(number)}</span>;

/** Files have a tab only where a program wrote some. */
function tabsOf({ trace, report }: ActiveResult, chosen: ResultTab): readonly Tab<ResultTab>[] {
  const files = report?.artifacts.length ?? 0;
  return [
    { value: "compare", label: "Compare" },
    { value: "advice", label: "Advice" },
    { value: "tree", label: "Tree" },
    { value: "timeline", label: "Timeline" },
    { value: "breakdown", label: "Breakdown" },
    { value: "scale", label: "Scale" },
    { value: "output", label: "Output" },
    ...(files > 0 || chosen === "files"
      ? [{ value: "files" as const, label: "Files", badge: count(files) }]
      : []),
    { value: "log", label: "Log", badge: count(trace?.logs.length ?? 0) },
  ];
}

/** Views of one strategy: the others show all, or choose for themselves. */
const OF_ONE: ReadonlySet<ResultTab> = new Set(["tree", "timeline", "breakdown", "output", "files", "log"]);

/** What the last run, or the one that goes on, has shown. */
export function ResultsPane({
  history,
}: {
  /** The way to earlier runs, where they are kept. */
  readonly history?: ReactNode;
}) {
  const tab = usePlayground((state) => state.tab);
  const showTab = usePlayground((state) => state.showTab);
  const stale = usePlayground(isStale);
  const because = usePlayground(staleBecause);
  const phase = usePlayground((state) => state.phase);
  const run = usePlayground((state) => state.run);
  const recorded = usePlayground((state) =>
    state.results === undefined && state.phase === "idle" ? state.recorded : undefined,
  );
  const opened = usePlayground((state) => state.opened);
  const shown = useShown();
  const [analysis, setAnalysis] = useState<Analysis>(NO_ANALYSIS);
  const hasResults = usePlayground((state) => state.results !== undefined);

  return (
    <section aria-label="Results" className="h-full min-h-0 min-w-0">
      {hasResults && (
        <Suspense fallback={null}>
          <AnalysisKeeper onChange={setAnalysis} />
        </Suspense>
      )}
      <ResultsFrame stale={stale && phase === "idle"} because={because} onRun={() => void run()}>
        <Tabs
          label="Views of the results"
          className="h-full"
          value={tab}
          onChange={showTab}
          tabs={tabsOf(shown, tab)}
          end={history}
          aside={OF_ONE.has(tab) && <StrategySelect shown={shown.strategy} />}
        >
          <TabPanel value={tab} className="flex flex-col overflow-hidden">
            {recorded && <RecordedBanner recorded={recorded} />}
            {OF_ONE.has(tab) ? <EndOfOne shown={shown} /> : <EndOfAll />}
            <div className="min-h-0 flex-1">
              <Suspense fallback={<Spinner label="Loading the view…" className="p-4" />}>
                {/* The code comes first: a view's script waits until there is something to run. */}
                {opened && <ActiveView shown={shown} analysis={analysis} />}
              </Suspense>
            </div>
          </TabPanel>
        </Tabs>
      </ResultsFrame>
    </section>
  );
}

/** How the shown strategy ended, above each of its views, if not well. */
function EndOfOne({ shown: { report, trace } }: { readonly shown: ActiveResult }) {
  if (report === undefined) return null;
  if (report.status === "cancelled") return <StoppedBanner stopped={[report]} />;
  return <Failure report={report} trace={trace} />;
}

/** Above the views of all strategies: which were stopped, and the first failure. */
function EndOfAll() {
  const idle = usePlayground((state) => state.phase === "idle");
  const whole = usePlayground(reportOf);
  const parts = usePlayground((state) => state.results?.result.strategies);
  if (whole === undefined || !idle) return null;
  const stopped = whole.strategies.filter(({ status }) => status === "cancelled");
  const failed = whole.strategies.find(({ error }) => error !== undefined);
  const ran = new Set(whole.strategies.map(({ strategy }) => strategy));
  const left = whole.settings.strategies.filter((strategy) => !ran.has(strategy));
  return (
    <>
      {stopped.length > 0 && <StoppedBanner stopped={stopped} left={left} />}
      {failed && <Failure report={failed} trace={parts?.get(failed.strategy)?.trace} />}
    </>
  );
}

/** Why a strategy failed. */
function Failure({
  report: { strategy, error },
  trace,
}: {
  readonly report: StrategyReport;
  readonly trace: Trace | undefined;
}) {
  const showPlace = usePlayground((state) => state.showPlace);
  const select = usePlayground((state) => state.select);
  const showStrategy = usePlayground((state) => state.showStrategy);
  const showTab = usePlayground((state) => state.showTab);
  const run = usePlayground((state) => state.run);
  const idle = usePlayground((state) => state.phase === "idle");
  const resumable = usePlayground((state) => state.results?.result.resumable);
  if (error === undefined) return null;
  return (
    <div className="max-h-1/2 shrink-0 overflow-y-auto p-2">
      <Suspense fallback={null}>
        <FailurePanel
          strategy={strategy}
          error={error}
          trace={trace}
          onShowLine={showPlace}
          onRunFromFailure={idle && resumable?.has(strategy) ? () => void run({ resume: true }) : undefined}
          onSelect={(row) => {
            showStrategy(strategy);
            select(row);
            showTab("tree");
          }}
        />
      </Suspense>
    </div>
  );
}

function StrategySelect({ shown }: { readonly shown: StrategyName | undefined }) {
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
