import { dayText } from "@/components/results/history/when";
import { Button } from "@/components/ui/button";
import { Explained } from "@/components/ui/explained";
import { machineOf } from "@/lib/app/run/machine";
import { isMeasuredHere, type Run } from "@/lib/app/run/run";
import { formatPlural } from "@/lib/base/format";

interface OriginProps {
  readonly run: Run;
  /** Another run is in progress. */
  readonly running: boolean;
  readonly onRun: (() => void) | undefined;
}

/** Where the figures come from, in one line of a fixed height: figures of another machine or day are never taken for this run's. */
export function Origin({ run, running, onRun }: OriginProps) {
  const isHere = isMeasuredHere(run) && !running;
  return (
    <div className="flex min-h-control flex-wrap items-center gap-x-3 text-muted">
      <p>
        <Explained text={originText(run, running)} />
      </p>
      {!isHere && onRun && (
        <Button variant="primary" onClick={onRun}>
          Run here
        </Button>
      )}
    </div>
  );
}

/** "Median of 5 rounds, warm-up excluded." or "Recorded 21 Nov 2026 on …, not run here." */
export function originText(run: Run, running: boolean): string {
  const day = dayText(run.startedAt);
  const machine = machineOf(run.report.environment);
  const on = day === undefined ? "" : ` on ${day}`;
  if (running) {
    const what = run.source === "recorded" || run.source === "imported" ? "recorded" : "from the run before";
    return `Measuring. Pale bars are ${what}${what === "recorded" ? `${on} in ${machine}` : ""}.`;
  }
  switch (run.source) {
    case "recorded":
      return `Recorded${on} in ${machine}, not run here. Yours will differ.`;
    case "imported":
      return `From a trace file: recorded${on} in ${machine}, not run here.`;
    case "history":
      return run.reportOnly
        ? `An earlier run${on}. It had too many spans to keep its timeline.`
        : `An earlier run${on}. ${roundsText(run)}`;
    default:
      return roundsText(run);
  }
}

function roundsText({ report }: Run): string {
  const counts = report.strategies
    .filter(({ status }) => status === "succeeded")
    .map(({ rounds }) => rounds.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (counts.length === 0 || most === 0) return "";
  if (most === 1) return counts.length === 1 ? "One round." : "One round each.";
  const number = least === most ? formatPlural(most, "round") : `${least} to ${most} rounds`;
  return `Median of ${number}, warm-up excluded.`;
}
