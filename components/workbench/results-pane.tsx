import { type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { ResultsFrame } from "@/components/results/shared/frame/results-frame";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { type Tab, TabPanel, Tabs } from "@/components/ui/tabs";
import { usePlayground, usePlaygroundState, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import type { ActiveTrial, Trial } from "@/lib/app/run/run";
import { activeRunOf } from "@/lib/app/store/active-run";
import { activeTrialOf, trialChoicesOf } from "@/lib/app/store/active-trial";
import { isShownStale } from "@/lib/app/store/shown-stale";
import type { ResultTab } from "@/lib/app/store/slices/view-slice";
import { staleBecause } from "@/lib/app/store/stale";
import { ONE_TRIAL_VIEWS } from "@/lib/app/store/view-needs";
import { capitalize, formatDuration, formatList, formatShortCount } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import { ActiveView } from "./active-view";
import { RecordedBanner } from "./recorded-banner";
import { FailurePanel } from "./result-views";
import { StallBanner } from "./stall-banner";

const count = (number: number) =>
  number > 0 && <span className="text-muted text-sm">{formatShortCount(number)}</span>;

/** Files have a tab only where a program wrote some. */
function tabsOf(active: ActiveTrial | undefined, chosen: ResultTab): readonly Tab<ResultTab>[] {
  const files = active?.report?.artifacts.length ?? 0;
  return [
    { value: "compare", label: "Compare" },
    { value: "scale", label: "Your numbers" },
    { value: "tree", label: "Tree" },
    { value: "timeline", label: "Timeline" },
    { value: "breakdown", label: "Breakdown" },
    { value: "output", label: "Output" },
    ...(files > 0 || chosen === "files"
      ? [{ value: "files" as const, label: "Files", badge: count(files) }]
      : []),
    { value: "log", label: "Log", badge: count(active?.trace?.logs.length ?? 0) },
  ];
}

export function ResultsPane({ history }: { readonly history?: ReactNode }) {
  const { tab, showTab, run, opened } = usePlaygroundState("tab", "showTab", "run", "opened");
  const stale = usePlayground(isShownStale);
  const because = usePlayground(staleBecause);
  const idle = usePlayground((state) => state.phase === "idle");
  const active = usePlayground(activeTrialOf);
  const isOneTrial = ONE_TRIAL_VIEWS.has(tab);
  // Your numbers are no results: neither an edit nor a failed run makes them less true.
  const isOfRun = tab !== "scale";
  // The code comes first: a view's script is asked for when the code is on the screen.
  const [showsView, setShowsView] = useState(false);
  useEffect(() => {
    if (opened) setShowsView(true);
  }, [opened]);

  return (
    <section aria-label="Results" className="h-full min-h-0 min-w-0">
      <ResultsFrame stale={stale && isOfRun} because={because} onRun={idle ? () => void run() : undefined}>
        <Tabs
          label="Views of the results"
          className="h-full"
          value={tab}
          onChange={showTab}
          tabs={tabsOf(active, tab)}
          end={history}
          aside={isOneTrial && active && <TrialSelect active={active} />}
        >
          <TabPanel value={tab} className="flex flex-col overflow-hidden">
            {tab !== "compare" && isOfRun && <RecordedBanner />}
            <StallBanner />
            {isOneTrial ? active?.report && <EndOfTrial trial={active} /> : isOfRun && <EndOfRun />}
            <div className="min-h-0 flex-1">
              <Suspense fallback={<Spinner label="Loading the view…" className="p-4" />}>
                {showsView && <ActiveView active={active} />}
              </Suspense>
            </div>
          </TabPanel>
        </Tabs>
      </ResultsFrame>
    </section>
  );
}

function EndOfTrial({ trial }: { readonly trial: Trial }) {
  if (trial.report.status === "cancelled") return <StoppedBanner stopped={[trial]} />;
  return <Failure trial={trial} />;
}

function EndOfRun() {
  const idle = usePlayground((state) => state.phase === "idle");
  const run = usePlayground(activeRunOf);
  if (run === undefined || !idle) return null;
  const stopped = run.trials.filter(({ report }) => report.status === "cancelled");
  const failed = run.trials.find(({ report }) => report.error !== undefined);
  const left = run.report.settings.strategies.filter((strategy) =>
    run.trials.every(({ info }) => info.strategy !== strategy),
  );
  return (
    <>
      {stopped.length > 0 && <StoppedBanner stopped={stopped} left={left} />}
      {failed && <Failure trial={failed} />}
    </>
  );
}

function Failure({ trial: { info, report, trace, reusable } }: { readonly trial: Trial }) {
  const { showPlace, selectSpan, showTrial } = usePlaygroundState("showPlace", "selectSpan", "showTrial");
  const { showTab, run } = usePlaygroundState("showTab", "run");
  const idle = usePlayground((state) => state.phase === "idle");
  if (report.error === undefined) return null;
  return (
    <div className="max-h-1/2 shrink-0 overflow-y-auto p-2">
      <Suspense fallback={null}>
        <FailurePanel
          label={info.label}
          error={report.error}
          trace={trace}
          onShowLine={showPlace}
          onRunFromFailure={idle && reusable.length > 0 ? () => void run({ resume: true }) : undefined}
          onSelect={(row) => {
            showTrial(info);
            selectSpan(row);
            showTab("tree");
          }}
        />
      </Suspense>
    </div>
  );
}

function TrialSelect({ active }: { readonly active: ActiveTrial }) {
  const store = usePlaygroundStore();
  const run = usePlayground(activeRunOf);
  const live = usePlayground((state) => state.live?.info);
  const showTrial = usePlayground((state) => state.showTrial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what the choices depend on
  const choices = useMemo(() => trialChoicesOf(store.getState()), [store, run, live, active.info]);
  if (choices.length < 2) return null;
  return (
    <Select
      label="Strategy shown"
      value={active.info.trialId}
      options={choices.map(({ trialId, label }) => ({ value: trialId, label: capitalize(label) }))}
      onChange={(id) => {
        const chosen = choices.find(({ trialId }) => trialId === id);
        if (chosen) showTrial(chosen);
      }}
    />
  );
}

interface StoppedBannerProps {
  readonly stopped: readonly Trial[];
  readonly left?: readonly StrategyName[];
}

/** Above what was recorded of trials that the user stopped: a part, and no measurement. */
function StoppedBanner({ stopped, left = [] }: StoppedBannerProps) {
  const run = usePlayground((state) => state.run);
  const idle = usePlayground((state) => state.phase === "idle");
  const isResumable = idle && stopped.some(({ reusable }) => reusable.length > 0);
  const which = formatList(
    stopped.map(({ info, report }) => `${info.label} after ${formatDuration(report.wallMs.median)}`),
  );
  return (
    <Banner
      announced={false}
      className="m-2 shrink-0"
      title={`Stopped: ${which}`}
      actions={isResumable && <Button onClick={() => void run({ resume: true })}>Resume</Button>}
    >
      What was recorded until then is shown. Its time says nothing of how long the whole takes.
      {left.length > 0 && ` Not run: ${formatList(left)}.`}
    </Banner>
  );
}
