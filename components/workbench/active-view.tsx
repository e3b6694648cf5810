import { useMemo } from "react";
import { sourceText } from "@/components/results/compare/environment-text";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import type { ActiveTrial } from "@/lib/app/run/run";
import { activeRunOf, baselineRunOf, completeRunOf } from "@/lib/app/store/active-run";
import { missingFor, ONE_TRIAL_VIEWS } from "@/lib/app/store/view-needs";
import {
  ActiveNumbers,
  ActiveTimeline,
  ActiveTree,
  AdviceView,
  ArtifactsView,
  BreakdownView,
  CompareRunsView,
  CompareView,
  LogView,
  NotRecorded,
  OutputView,
} from "./result-views";

/** The view of the chosen tab. The views take props only; this is where they meet the store. */
export function ActiveView({ active }: { readonly active: ActiveTrial | undefined }) {
  const isRunning = usePlayground((state) => state.phase !== "idle");
  const { tab, showTab, selectSpan } = usePlaygroundState("tab", "showTab", "selectSpan");
  const analysis = usePlayground((state) => state.analysis);
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
      return <Compare />;
    case "advice":
      return <AdviceView analysis={analysis} run={run} running={isRunning} source={source} />;
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
    case "breakdown":
      return <BreakdownView label={active?.info.label} trace={trace} running={running} source={source} />;
    case "output":
      return <OutputView trial={trial} all={trials} running={running} onSelect={selectInTree} />;
    case "files":
      return <ArtifactsView trial={trial} running={running} />;
    case "log":
      return <LogView trace={trace} running={running} onSelect={selectInTree} />;
  }
}

function Compare() {
  const run = usePlayground(activeRunOf);
  const idle = usePlayground((state) => state.phase === "idle");
  const strategies = usePlayground((state) => state.settings.strategies);
  const { progress, showTab, assume } = usePlaygroundState("progress", "showTab", "assume");
  const advice = usePlayground((state) => state.analysis.advice);
  const price = usePlayground((state) => state.assumptions.pricePerOpRun);
  return (
    <CompareView
      run={run}
      planned={idle && run ? run.report.settings.strategies : strategies}
      progress={idle ? undefined : progress}
      advice={advice}
      onAdvice={() => showTab("advice")}
      pricePerOpRun={price}
      onPrice={(pricePerOpRun) => assume({ pricePerOpRun })}
      comparison={idle && <Comparison />}
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
