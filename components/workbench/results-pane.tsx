import { type ReactNode, useEffect, useMemo, useState } from "react";
import { ResultsFrame } from "@/components/results/shared/frame/results-frame";
import { Boundary } from "@/components/ui/boundary";
import { loaded } from "@/components/ui/loaded";
import { Select } from "@/components/ui/select";
import { type Tab, TabPanel, Tabs } from "@/components/ui/tabs";
import { usePlayground, usePlaygroundState, usePlaygroundStore } from "@/lib/app/hooks/use-playground";
import type { ActiveTrial } from "@/lib/app/run/run";
import { activeRunOf } from "@/lib/app/store/active-run";
import { activeTrialOf, trialChoicesOf } from "@/lib/app/store/active-trial";
import { isShownStale } from "@/lib/app/store/shown-stale";
import { hidesResults } from "@/lib/app/store/slices/lesson-slice";
import type { ResultTab } from "@/lib/app/store/slices/view-slice";
import { staleBecause } from "@/lib/app/store/stale";
import { ONE_TRIAL_VIEWS } from "@/lib/app/store/view-needs";
import { capitalize, formatShortCount } from "@/lib/base/format";
import { CompareView, LOADING } from "./result-views";

const HiddenResults = loaded(() => import("./hidden-results"));
const ResultsBody = loaded(() => import("./results-body"), LOADING);

/** Asks for what most visits show first. */
export const loadFirstView = (): void => {
  for (const part of [ResultsBody, CompareView]) part.load().catch(() => undefined);
};

const count = (number: number) =>
  number > 0 && <span className="text-muted text-sm">{formatShortCount(number)}</span>;

/** Files have a tab only where a program wrote some. */
function tabsOf(active: ActiveTrial | undefined, chosen: ResultTab): readonly Tab<ResultTab>[] {
  const files = active?.report?.artifacts.length ?? 0;
  return [
    {
      value: "compare",
      label: active?.trace?.record ? "Answer" : "Compare",
      tip: "compare",
    },
    { value: "scale", label: "Your numbers", tip: "scale" },
    { value: "tree", label: "Tree", tip: "tree" },
    { value: "timeline", label: "Timeline", tip: "timeline" },
    { value: "play", label: "Play", tip: "play" },
    { value: "breakdown", label: "Breakdown", tip: "breakdown" },
    { value: "output", label: "Output", tip: "output" },
    ...(files > 0 || chosen === "files"
      ? [{ value: "files" as const, label: "Files", badge: count(files), tip: "files" as const }]
      : []),
    {
      value: "log",
      label: "Log",
      badge: count(active?.trace?.logs.length ?? 0),
      tip: "log",
    },
  ];
}

interface ResultsPaneProps {
  readonly history?: ReactNode;
  /** One view and nothing to choose another: where there is room for no more. */
  readonly lone?: boolean;
}

export function ResultsPane({ history, lone = false }: ResultsPaneProps) {
  const { tab, showTab, run, opened } = usePlaygroundState("tab", "showTab", "run", "opened");
  const stale = usePlayground(isShownStale);
  const because = usePlayground(staleBecause);
  const isHidden = usePlayground(hidesResults);
  const idle = usePlayground((state) => state.phase === "idle");
  const active = usePlayground(activeTrialOf);
  const isOneTrial = ONE_TRIAL_VIEWS.has(tab);
  // Your numbers are no results: neither an edit nor a failed run makes them less true.
  const isOfRun = tab !== "scale";
  // The code comes first: a view is drawn when the code is on the screen.
  const [showsView, setShowsView] = useState(false);
  useEffect(() => {
    if (opened) setShowsView(true);
  }, [opened]);

  const body = isHidden ? <HiddenResults /> : showsView && <ResultsBody active={active} />;

  return (
    <section aria-label="Results" className="h-full min-h-0 min-w-0">
      <h2 className="sr-only">Results</h2>
      <ResultsFrame stale={stale && isOfRun} because={because} onRun={idle ? () => void run() : undefined}>
        {lone ? (
          <div className="flex h-full min-h-0 flex-col overflow-hidden">
            {isOneTrial && active && <TrialSelect active={active} />}
            <Boundary key={tab}>{body}</Boundary>
          </div>
        ) : (
          <Tabs
            label="Result views"
            className="h-full"
            value={tab}
            onChange={showTab}
            tabs={tabsOf(active, tab)}
            end={history}
            aside={isOneTrial && active && <TrialSelect active={active} />}
          >
            <TabPanel value={tab} className="flex flex-col overflow-hidden">
              {body}
            </TabPanel>
          </Tabs>
        )}
      </ResultsFrame>
    </section>
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
