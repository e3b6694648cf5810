import { formatCount, formatList, formatPlural } from "@/lib/base/format";
import { hasStandIns } from "@/lib/model/stand-ins";
import type { Report } from "@/lib/protocol/report";
import type { Compared } from "./compared";
import type { Finding } from "./finding";
import { say } from "./sentence";

/** Names in the sentence. */
const MAX_NAMED = 4;

/** Whether the stand-ins of a run took less than what they stand for: nothing may be concluded from its times. */
export const isScaled = (trials: readonly Compared[], { settings }: Pick<Report, "settings">): boolean =>
  (settings.standIns?.scale ?? 1) !== 1 && trials.some(({ report }) => hasStandIns(report.meters));

/** Stand-ins ran in place of bodies: what of the times they are. */
export function standInsWarning(
  trials: readonly Compared[],
  { settings }: Pick<Report, "settings">,
): Finding[] {
  if (!settings.standIns || !trials.some(({ report }) => hasStandIns(report.meters))) return [];
  const { tasks, scale } = settings.standIns;
  const names = tasks.map(({ task }) => task);
  const who = names.length > MAX_NAMED ? formatPlural(names.length, "task") : formatList(names);
  const scaled =
    scale === 1
      ? ""
      : ` Their durations are divided by ${formatCount(scale)}; worker starts and messages are not, so they weigh more than in a real run, and nothing is recommended.`;
  const sentence = say`Times are modelled: stand-ins ran in place of ${who}.${scaled}`;
  return [{ kind: "stand-ins", sentence, claims: [], rule: "Recorded where a stand-in runs." }];
}
