import { machineOf } from "@/lib/app/run/machine";
import { formatDuration, formatPlural } from "@/lib/base/format";
import { hasStandIns } from "@/lib/model/stand-ins";
import type { Report } from "@/lib/protocol/report";

/** What figures depend on and browsers differ in: engine, cores, isolation, the clock's step. */
export function environmentText(environment: Report["environment"]): string {
  const { crossOriginIsolated, timerStepMs } = environment;
  const why = crossOriginIsolated ? "" : ", because the page is not cross-origin isolated";
  return `Measured in ${machineOf(environment)}. Timer resolution: ${formatDuration(timerStepMs)}${why}.`;
}

/** Under what is exported: which program, on which machine, with which settings. */
export function sourceText({ program, settings, environment, strategies }: Report): string {
  const how = strategies.some(({ meters }) => hasStandIns(meters)) ? "Modelled with stand-ins" : "Measured";
  return `${program.name}, ${formatPlural(settings.workers, "worker")}, ${settings.start} start. ${how} with Fanout in ${machineOf(environment)}.`;
}
