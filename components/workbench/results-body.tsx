import { type ReactNode, useEffect } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import type { ActiveTrial, Trial } from "@/lib/app/run/run";
import { neededBy, needsWithout } from "@/lib/app/stand-ins/change-stand-ins";
import { activeRunOf } from "@/lib/app/store/active-run";
import { ONE_TRIAL_VIEWS } from "@/lib/app/store/view-needs";
import { formatDuration, formatList, formatLongDuration } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import type { RecordInfo } from "@/lib/trace/record-info";
import { ActiveView } from "./active-view";
import { RecordedBanner } from "./recorded-banner";
import { FailurePanel } from "./result-views";
import { StallBanner } from "./stall-banner";

/** What there is to say about the run that is shown, and the view of the chosen tab. */
export default function ResultsBody({ active }: { readonly active: ActiveTrial | undefined }): ReactNode {
  const tab = usePlayground((state) => state.tab);
  const isOneTrial = ONE_TRIAL_VIEWS.has(tab);
  // Your numbers are no results: neither an edit nor a failed run makes them less true.
  const isOfRun = tab !== "scale";
  // Before a run fails, so that it is shown at once.
  useEffect(() => {
    FailurePanel.load().catch(() => undefined);
  }, []);
  return (
    <>
      {tab !== "compare" && isOfRun && <RecordedBanner />}
      <StallBanner />
      {isOneTrial ? active?.report && <EndOfTrial trial={active} /> : isOfRun && <EndOfRun />}
      <div className="min-h-0 flex-1">
        <ActiveView active={active} />
      </div>
    </>
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
  const language = usePlayground((state) => state.language);
  const openDialog = usePlayground((state) => state.openDialog);
  const needs = usePlayground((state) => state.program?.needs);
  const standIns = usePlayground((state) => state.settings.standIns);
  if (report.error === undefined) return null;
  return (
    <div className="max-h-1/2 shrink-0 overflow-y-auto p-2">
      <FailurePanel
        label={trace?.record?.name ?? info.label}
        error={report.error}
        language={language}
        trace={trace}
        onShowLine={showPlace}
        needing={neededBy(report.error, needsWithout(needs, standIns))}
        onStandIn={(task) => openDialog("stand-ins", task)}
        onRunFromFailure={idle && reusable.length > 0 ? () => void run({ resume: true }) : undefined}
        onSelect={(row) => {
          showTrial(info);
          selectSpan(row);
          showTab("tree");
        }}
      />
    </div>
  );
}

/** Of a run that another tool recorded: nobody stopped it here. */
const cutOff = ({ name, status }: RecordInfo, after: string): string =>
  `${name} ${status === "running" ? "was still running" : "was cancelled"} after ${after}`;

interface StoppedBannerProps {
  readonly stopped: readonly Trial[];
  readonly left?: readonly StrategyName[];
}

/** Above what was recorded of trials that the user stopped: a part, and no measurement. */
function StoppedBanner({ stopped, left = [] }: StoppedBannerProps) {
  const run = usePlayground((state) => state.run);
  const idle = usePlayground((state) => state.phase === "idle");
  const isResumable = idle && stopped.some(({ reusable }) => reusable.length > 0);
  const record = stopped[0]?.trace?.record;
  const which = formatList(
    stopped.map(({ info, report }) =>
      record
        ? formatLongDuration(report.wallMs.median)
        : `${info.label} after ${formatDuration(report.wallMs.median)}`,
    ),
  );
  return (
    <Banner
      announced={false}
      className="m-2 shrink-0"
      title={record ? cutOff(record, which) : `Stopped: ${which}`}
      actions={isResumable && <Button onClick={() => void run({ resume: true })}>Resume</Button>}
    >
      {record
        ? "Showing what the record holds until then. The time is not that of a whole run."
        : "Showing what was recorded before you stopped. The time is not a full measurement."}
      {left.length > 0 && ` Not started: ${formatList(left)}.`}
    </Banner>
  );
}
