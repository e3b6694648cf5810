import { capitalize, formatList, formatPlural } from "@/lib/base/format";
import type { Compared } from "./title";

/** Instead of a ranking: each strategy had another part of the program left to do. */
export const RESUMED_TITLE = "Resumed run: the times are not comparable";

/** What each strategy reused. */
export function resumedText(trials: readonly Compared[]): string {
  const reused = trials.map(
    ({ info, report }) => `${info.label} reused ${formatPlural(report.counts.replays, "result")}`,
  );
  return `${capitalize(formatList(reused))}. Run the program from the start to compare times.`;
}
