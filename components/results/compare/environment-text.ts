import { machineOf } from "@/lib/app/run/machine";
import { formatDuration, formatPlural } from "@/lib/base/format";
import type { Report } from "@/lib/protocol/report";

/** What figures depend on and browsers differ in: engine, cores, isolation, the clock's step. */
export function environmentText(environment: Report["environment"]): string {
  const { crossOriginIsolated, timerStepMs } = environment;
  const clock = `The clock's step is ${formatDuration(timerStepMs)}`;
  const why = crossOriginIsolated
    ? "the page is isolated."
    : "the page is not isolated, so the browser keeps the clock coarse.";
  return `Measured in ${machineOf(environment)}. ${clock}: ${why}`;
}

/** Under what is exported: which program, on which machine, with which settings. */
export function sourceText({ program, settings, environment }: Report): string {
  return `${program.name}, ${formatPlural(settings.workers, "worker")}, ${settings.start} start. Measured with Fanout in ${machineOf(environment)}.`;
}
