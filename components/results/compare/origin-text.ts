import { machineOf } from "@/lib/app/run/machine";
import { cameFromElsewhere, type Run } from "@/lib/app/run/run";
import { formatDay } from "@/lib/base/dates";
import { formatPlural } from "@/lib/base/format";

/**
 * "Median of 5 rounds, warm-up excluded." or "Recorded 21 Nov 2026 in …. Your machine will give different times."
 * @param running another run of the same program, or of an edited one, is in progress
 */
export function originText(run: Run, running: boolean): string {
  const day = formatDay(run.startedAt);
  const machine = machineOf(run.report.environment);
  const on = day === undefined ? "" : ` ${day}`;
  if (running)
    return cameFromElsewhere(run)
      ? `Measuring. Pale bars were recorded${on} in ${machine}.`
      : "Measuring. Pale bars show the previous run.";
  switch (run.source) {
    case "recorded":
      return `Recorded${on} in ${machine}. Your machine will give different times.`;
    case "imported":
      return `From a trace file: recorded${on} in ${machine}. Your machine will give different times.`;
    case "history":
      return `An earlier run${day === undefined ? "" : `, ${day}`}. ${run.reportOnly ? "It had too many spans to save its timeline." : roundsText(run)}`;
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
