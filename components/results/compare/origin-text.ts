import { dayText } from "@/components/results/history/when";
import { machineOf } from "@/lib/app/run/machine";
import { cameFromElsewhere, type Run } from "@/lib/app/run/run";
import { formatPlural } from "@/lib/base/format";

/**
 * "Median of 5 rounds, warm-up excluded." or "Recorded on 21 Nov 2026 in …, not run here."
 * @param running another run of the same program, or of an edited one, is in progress
 */
export function originText(run: Run, running: boolean): string {
  const day = dayText(run.startedAt);
  const machine = machineOf(run.report.environment);
  const on = day === undefined ? "" : ` on ${day}`;
  if (running)
    return cameFromElsewhere(run)
      ? `Measuring. Pale bars are recorded${on} in ${machine}.`
      : "Measuring. Pale bars are from the run before.";
  switch (run.source) {
    case "recorded":
      return `Recorded${on} in ${machine}, not run here.`;
    case "imported":
      return `From a trace file: recorded${on} in ${machine}, not run here.`;
    case "history":
      return `An earlier run${on}. ${run.reportOnly ? "It had too many spans to keep its timeline." : roundsText(run)}`;
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
