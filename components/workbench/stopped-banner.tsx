import { Banner } from "@/components/ui/banner";
import { formatDuration, formatList } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";

/** Above what was recorded of runs that somebody stopped: a part, and no measurement. */
export function StoppedBanner({
  stopped,
  left = [],
}: {
  readonly stopped: readonly StrategyReport[];
  /** Strategies that were asked for and never began. */
  readonly left?: readonly StrategyName[];
}) {
  const which = formatList(
    stopped.map(({ strategy, wallMs }) => `${strategy} after ${formatDuration(wallMs.median)}`),
  );
  return (
    <Banner announced={false} className="m-2 shrink-0" title={`Stopped: ${which}`}>
      What was recorded until then is shown. Its time says nothing of how long the whole takes.
      {left.length > 0 && ` Not run: ${formatList(left)}.`}
    </Banner>
  );
}
