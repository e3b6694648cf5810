import { Banner } from "@/components/ui/banner";
import type { Trial } from "@/lib/app/run/run";
import { formatDuration, formatList } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";

/** Above what was recorded of trials that the user stopped: a part, and no measurement. */
export function StoppedBanner({
  stopped,
  left = [],
}: {
  readonly stopped: readonly Trial[];
  readonly left?: readonly StrategyName[];
}) {
  const which = formatList(
    stopped.map(({ info, report }) => `${info.label} after ${formatDuration(report.wallMs.median)}`),
  );
  return (
    <Banner announced={false} className="m-2 shrink-0" title={`Stopped: ${which}`}>
      What was recorded until then is shown. Its time says nothing of how long the whole takes.
      {left.length > 0 && ` Not run: ${formatList(left)}.`}
    </Banner>
  );
}
