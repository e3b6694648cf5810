import { useMemo } from "react";
import { sourceText } from "@/components/results/compare/environment-text";
import { marksOf } from "@/components/results/shared/text/marks";
import type { FindingAction } from "@/lib/analysis/advice/finding";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { type ActiveTrial, type Run, recordOf } from "@/lib/app/run/run";
import { settingsFor } from "@/lib/app/run/settings-for";
import { activeRunOf, baselineRunOf, completeRunOf, previousRunOf } from "@/lib/app/store/active-run";
import { typeErrorsIn } from "@/lib/app/store/slices/compile-slice";
import { missingFor, ONE_TRIAL_VIEWS } from "@/lib/app/store/view-needs";
import {
  ActiveNumbers,
  ActivePlay,
  ActiveTimeline,
  ActiveTree,
  ArtifactsView,
  BreakdownView,
  CompareRunsView,
  CompareView,
  LogView,
  NotRecorded,
  OutputView,
  RecordView,
  RefereeView,
} from "./result-views";

/** The view of the chosen tab. The views take props only; this is where they meet the store. */
export function ActiveView({ active }: { readonly active: ActiveTrial | undefined }) {
  const isRunning = usePlayground((state) => state.phase !== "idle");
  const { tab, showTab, selectSpan } = usePlaygroundState("tab", "showTab", "selectSpan");
  const trace = active?.trace;
  const trial = active?.report && active;
  const running = isRunning && trial === undefined;
  const run = usePlayground(activeRunOf);
  const isOneTrial = ONE_TRIAL_VIEWS.has(tab);
  const chosenRun = usePlayground((state) => state.runs[active?.info.runId ?? ""]);
  const shownRun = isOneTrial ? (chosenRun ?? run) : run;
  const source = useMemo(() => shownRun && sourceText(shownRun.report), [shownRun]);
  const trials = shownRun?.trials ?? [];
  const missing = missingFor(tab, isOneTrial ? (trial ? [trial] : []) : trials);
  if (missing.length > 0) return <NotRecorded missing={missing} />;
  const selectInTree = (row: number): void => {
    selectSpan(row);
    showTab("tree");
  };
  switch (tab) {
    case "compare":
      return run && recordOf(run) ? <ActiveRecord run={run} /> : <Compare />;
    case "scale":
      return (
        <div className="h-full overflow-y-auto">
          <ActiveNumbers />
        </div>
      );
    case "tree":
      return <ActiveTree active={active} running={running} />;
    case "timeline":
      return <ActiveTimeline active={active} running={running} source={source} />;
    case "play":
      return <ActivePlay running={running || isRunning} source={source} />;
    case "breakdown":
      return (
        <BreakdownView
          label={active?.info.label}
          trace={trace}
          running={running}
          source={source}
          marks={active?.report && marksOf(active.report)}
        />
      );
    case "output":
      return <OutputView trial={trial} all={trials} running={running} onSelect={selectInTree} />;
    case "files":
      return <ArtifactsView trial={trial} running={running} />;
    case "log":
      return <LogView trace={trace} running={running} onSelect={selectInTree} />;
  }
}

function ActiveRecord({ run }: { readonly run: Run }) {
  const { assumptions, assume, showTab } = usePlaygroundState("assumptions", "assume", "showTab");
  const historyChanged = usePlayground((state) => state.historyChanged);
  const isAlone = usePlayground((state) => baselineRunOf(state) === undefined);
  const trace = recordOf(run);
  if (!trace) return null;
  const keep = async (): Promise<void> => {
    const { keepRun } = await import("@/lib/app/run/keep-run");
    await keepRun(run);
    historyChanged();
  };
  return (
    <RecordView
      comparison={<Comparison />}
      isAlone={isAlone}
      trace={trace}
      record={trace.record}
      cores={assumptions.recordCores || undefined}
      onCores={(cores) => assume({ recordCores: cores })}
      // An embed writes nothing to the device.
      onKeep={run.source === "history" || window.top !== window ? undefined : keep}
      onUseNumbers={run.report.strategies[0]?.status === "succeeded" ? () => showTab("scale") : undefined}
    />
  );
}

/** The active run. Its type errors may have been found after it: the checker is loaded after the first result. */
function useCheckedRun(): Run | undefined {
  const run = usePlayground(activeRunOf);
  const found = usePlayground((state) =>
    run?.source === "measured" ? typeErrorsIn(run.document.code, state) : 0,
  );
  return useMemo(
    () => run && (found > 0 ? { ...run, report: { ...run.report, typeErrors: found } } : run),
    [run, found],
  );
}

function Compare() {
  const run = useCheckedRun();
  const previous = usePlayground(previousRunOf);
  const idle = usePlayground((state) => state.phase === "idle");
  const other = usePlayground((state) => state.phase !== "idle" && state.runDocument === undefined);
  const strategies = usePlayground((state) => (state.runDocument ?? state).settings.strategies);
  const { progress, analysis, showTab, assume, showTrial } = usePlaygroundState(
    "progress",
    "analysis",
    "showTab",
    "assume",
    "showTrial",
  );
  const {
    run: start,
    changeSettings,
    openDialog,
  } = usePlaygroundState("run", "changeSettings", "openDialog");
  const price = usePlayground((state) => state.assumptions.pricePerOpRun);
  const chosen = usePlayground((state) => baselineRunOf(state)?.source === "history");
  const act = (action: FindingAction): void => {
    const change = settingsFor(action, strategies);
    if (change !== undefined) changeSettings(change);
    void start();
  };
  // Something else than the document runs: its results stay as they are.
  const isOwnRun = !idle && !other;
  return (
    <CompareView
      run={run}
      previous={previous}
      planned={isOwnRun || !run ? strategies : run.report.settings.strategies}
      running={isOwnRun}
      progress={progress}
      analysis={analysis}
      onRun={idle ? () => void start() : undefined}
      onAction={idle ? act : undefined}
      onUseNumbers={idle ? () => showTab("scale") : undefined}
      onWrite={idle && run?.trials.some(({ trace }) => trace) ? () => openDialog("same") : undefined}
      onShowTrial={(trial) => {
        showTrial(trial);
        showTab("timeline");
      }}
      pricePerOpRun={price}
      onPrice={(pricePerOpRun) => assume({ pricePerOpRun })}
      referee={run?.document.language === "python" && <RefereeView run={run} />}
      comparison={idle && <Comparison />}
      comparesFirst={chosen}
    />
  );
}

function Comparison() {
  const active = usePlayground(completeRunOf);
  const baseline = usePlayground(baselineRunOf);
  const compareWith = usePlayground((state) => state.compareWith);
  if (active === undefined || baseline === undefined) return null;
  return (
    <CompareRunsView
      active={active}
      baseline={baseline}
      now={Date.now()}
      onClose={() => compareWith(undefined)}
    />
  );
}
